// Package mcp answers assistants that speak the Model Context Protocol: a tool for each
// stored question, one that describes the graph and one for Cypher, all of which only
// read. Every row of an answer that rests on an edge or a claim comes with the sentence
// that shows it: quote, offsets, address, publisher, date and status.
//
// What a tool takes and gives follows from the header of its question; nothing here
// lists questions, relations or kinds.
package mcp

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/queries"
)

// Graph is what the tools need of a graph.Store: they cannot write.
type Graph interface {
	// View runs fn in a transaction that refuses writes; it may run it again.
	View(ctx context.Context, fn func(graph.Tx) error) error
}

// Relation is what an assistant has to know of one type of edge.
type Relation struct {
	Name      string   `json:"name"`
	Meaning   string   `json:"meaning" jsonschema:"what an edge of this type says"`
	Subject   []string `json:"subject" jsonschema:"kinds that the edge begins at"`
	Object    []string `json:"object" jsonschema:"kinds that the edge ends at; none: the claims have a value, and there is no edge"`
	Symmetric bool     `json:"symmetric" jsonschema:"the direction says nothing"`
}

// Config is what a Server answers from. A limit that is 0 takes the one of Defaults.
type Config struct {
	Version   string // of the program, told to clients
	Graph     Graph
	Questions []queries.Query // those that write are left out
	Relations []Relation
	Kinds     []string // of entities
	// Identify puts the id of the entity that is meant where a question takes a name;
	// an error asks back. May be nil.
	Identify func(ctx context.Context, q queries.Query, params map[string]any) error
	// Hints says of a question without rows what it names that is not in the graph. May be
	// nil.
	Hints func(ctx context.Context, q queries.Query, params map[string]any) []string

	Timeout    time.Duration // of one call
	Rows       int           // of one answer at most
	Characters int           // of one answer at most, as text and as JSON each
	Calls      int           // at work at a time; others wait for their turn
}

// Defaults returns the limits of a Config that sets none.
func Defaults() Config {
	return Config{Timeout: 30 * time.Second, Rows: 1000, Characters: 40_000, Calls: 4}
}

// Server answers the calls of any number of clients.
type Server struct {
	config Config
	sdk    *sdk.Server
	turns  chan struct{}
}

//go:embed instructions.txt
var instructions string

//go:embed guide.md
var guide string

// guideURI is the address of the guide among the server's resources.
const guideURI = "newsgraph://guide"

// New returns a Server. Its error is a question whose name no tool can have.
func New(c Config) (*Server, error) {
	d := Defaults()
	c.Timeout, c.Rows = cmp.Or(c.Timeout, d.Timeout), cmp.Or(c.Rows, d.Rows)
	c.Characters, c.Calls = cmp.Or(c.Characters, d.Characters), cmp.Or(c.Calls, d.Calls)
	s := &Server{config: c, turns: make(chan struct{}, c.Calls)}
	s.sdk = sdk.NewServer(&sdk.Implementation{Name: "newsgraph", Title: "newsgraph: who leads, met, agreed with or accused whom, with the sentences", Version: c.Version},
		&sdk.ServerOptions{Instructions: instructions, Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}, Resources: &sdk.ResourceCapabilities{}}})
	s.sdk.AddResource(&sdk.Resource{URI: guideURI, Name: "guide", Title: "How to read the answers", MIMEType: "text/markdown",
		Description: "what status, modality and the offsets mean, the shape of the graph, Cypher to begin with"}, readGuide)
	tools := []tool{s.schemaTool(), s.cypherTool()}
	taken := map[string]string{}
	for _, t := range tools {
		taken[t.Name] = "a tool of the server"
	}
	for _, q := range c.Questions {
		if q.Writes {
			continue
		}
		name := toolName(q)
		if old := taken[name]; old != "" || !toolNames.MatchString(name) {
			return nil, fmt.Errorf("the question %s cannot be the tool %q (%s): rename its file and its line // @name", q.Name, name,
				cmp.Or(old, "want letters, digits, - and _, at most 64"))
		}
		taken[name] = "the question " + q.Name
		tools = append(tools, s.questionTool(q))
	}
	for _, t := range tools {
		s.add(t)
	}
	return s, nil
}

// toolNames is what clients take as the name of a tool.
var toolNames = regexp.MustCompile(`^[A-Za-z0-9_]{1,64}$`)

// toolName is the name of a question's tool: who_leads.
func toolName(q queries.Query) string { return strings.ReplaceAll(q.Name, "-", "_") }

// tool is a tool with what it does with its arguments.
type tool struct {
	*sdk.Tool
	call func(ctx context.Context, arguments json.RawMessage) (reply, error)
}

// reply is the answer of a tool: for programs, and the same to read.
type reply struct {
	structured any
	text       string
}

// maxArguments is how many bytes the arguments of one call may have.
const maxArguments = 64 << 10

// add adds a tool. Whatever goes wrong in a call is an answer, so that the assistant
// can mend it.
func (s *Server) add(t tool) {
	open := false
	t.Annotations = &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &open, Title: t.Title}
	s.sdk.AddTool(t.Tool, func(ctx context.Context, req *sdk.CallToolRequest) (result *sdk.CallToolResult, _ error) {
		defer func() {
			if r := recover(); r != nil {
				result = failed(fmt.Errorf("internal error in %s: %v", t.Name, r))
			}
		}()
		if n := len(req.Params.Arguments); n > maxArguments {
			return failed(fmt.Errorf("the arguments have %d bytes, at most %d: ask for less at a time", n, maxArguments)), nil
		}
		r, err := s.inTurn(ctx, t, req.Params.Arguments)
		if err != nil {
			return failed(s.advised(err)), nil
		}
		return &sdk.CallToolResult{StructuredContent: r.structured, Content: []sdk.Content{&sdk.TextContent{Text: r.text}}}, nil
	})
}

// inTurn runs a call when it is its turn, within its time.
func (s *Server) inTurn(ctx context.Context, t tool, arguments json.RawMessage) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, s.config.Timeout)
	defer cancel()
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
	return t.call(ctx, arguments)
}

// failed is an answer that says what is wrong.
func failed(err error) *sdk.CallToolResult {
	return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: cut(shown(err.Error()), maxText)}}}
}

func readGuide(context.Context, *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: guideURI, MIMEType: "text/markdown", Text: guide}}}, nil
}

// Serve answers one client on a pair of streams, a message a line, until in ends or ctx
// does; neither is an error.
func (s *Server) Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	err := s.sdk.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(in), Writer: openWriter{out}})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// openWriter is a writer that nobody closes.
type openWriter struct{ io.Writer }

// Close leaves it open.
func (openWriter) Close() error { return nil }
