// Package view is the web site of a graph: search, the pages of entities, articles and
// edges with the sentences that show them, every stored question as a form, and a picture
// that can be grown and filtered. It only reads, and is whole in the binary: no page asks
// another machine for anything.
package view

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/hostcheck"
	"github.com/newsgraph/newsgraph/queries"
)

//go:embed page/*.html
var pages embed.FS

//go:embed static
var static embed.FS

// Graph is what is looked at; a graph.Store is one.
type Graph interface {
	View(ctx context.Context, fn func(graph.Tx) error) error
}

// Reading is what a question in words may mean: a stored question with its arguments.
type Reading struct {
	Question  string
	Arguments map[string]string
	Says      string // what was understood, for people
}

// Config is what a site shows.
type Config struct {
	Graph     Graph
	Questions []queries.Query
	Kinds     []string // of entities
	Place     string   // where the graph is, for people
	Timeout   time.Duration
	// Read finds what a question in words means: none, one, or several that fit as well. Nil: none.
	Read func(ctx context.Context, words string) ([]Reading, error)
	// Identify turns a name given to a question into the id of the only one that bears it;
	// its error says that several do, or none. Nil: names are left as they are.
	Identify func(ctx context.Context, q queries.Query, params map[string]any) error
	// Edit tells what a judgement changes, in lines, and makes the change if write. Nil: the
	// site only reads.
	Edit func(ctx context.Context, j Judgement, write bool) ([]string, error)
	// Token has to come with every judgement: it stands in the pages of this site, which
	// no other can read.
	Token string
}

// Site answers requests. It may be used from several goroutines.
type Site struct {
	Config
	pages map[string]*template.Template
	turns chan struct{} // a place for each request that is answered at the time
}

// atOnce is how many requests are answered at a time: each may hold a whole answer.
const atOnce = 4

// New makes the site. An error is a defect of a page.
func New(c Config) (*Site, error) {
	s := &Site{Config: c, pages: map[string]*template.Template{}, turns: make(chan struct{}, atOnce)}
	if s.Timeout <= 0 {
		s.Timeout = time.Minute
	}
	if s.Edit != nil && s.Token == "" {
		return nil, errors.New("view: judgements need a token")
	}
	names, err := fs.Glob(pages, "page/*.html")
	if err != nil {
		return nil, fmt.Errorf("view: %w", err)
	}
	for _, name := range names {
		if name == "page/frame.html" {
			continue
		}
		page, err := template.New("frame.html").Funcs(functions()).ParseFS(pages, "page/frame.html", name)
		if err != nil {
			return nil, fmt.Errorf("view: %w", err)
		}
		s.pages[name] = page
	}
	return s, nil
}

// policy lets a page use what comes from this server, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Handler answers as hostcheck.Handler lets it.
func (s *Site) Handler(hosts ...string) http.Handler {
	mux := http.NewServeMux()
	for pattern, answer := range map[string]func(*http.Request) (reply, error){
		"GET /{$}":           s.start,
		"GET /search":        s.search,
		"GET /suggest":       s.suggest,
		"GET /entity/{id}":   s.entity,
		"GET /article/{id}":  s.article,
		"GET /edge/{key}":    s.edge,
		"GET /ask/{name}":    s.ask,
		"GET /picture":       s.picture,
		"GET /picture/edges": s.pictureEdges,
		"GET /":              nothingThere,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, answer) })
	}
	if s.Edit != nil {
		mux.HandleFunc("POST /judge", func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
			s.answer(w, r, s.judge)
		})
	}
	mux.Handle("GET /static/", http.FileServerFS(static))
	return hostcheck.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Referrer-Policy", "no-referrer")
		mux.ServeHTTP(w, r)
	}), hosts...)
}

// reply is what a request is answered with.
type reply struct {
	page, title string
	data        any
	kind        string // of a body that is no page
	file        string // by which it is kept
	body        []byte
	to          string // where to look instead
}

// forbidden is the error of what only the site's own pages may ask.
type forbidden struct{ error }

// missing is the error of what is asked for and is not there.
type missing struct{ what string }

func (m missing) Error() string { return m.what }

// wrong is the error of a request that cannot be answered as it is.
type wrong struct{ error }

// answer runs what answers a request, within the time that it may take.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, answer func(*http.Request) (reply, error)) {
	ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
	defer cancel()
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		http.Error(w, "too much is asked at once: try again", http.StatusServiceUnavailable)
		return
	}
	status := http.StatusOK
	got, err := answer(r.WithContext(ctx))
	if err != nil {
		var gone missing
		var bad wrong
		var none forbidden
		switch {
		case errors.As(err, &gone):
			status = http.StatusNotFound
		case errors.As(err, &none):
			status = http.StatusForbidden
		case errors.As(err, &bad):
			status = http.StatusBadRequest
		case errors.Is(err, context.DeadlineExceeded), graph.FailureOf(err) == graph.TimedOut:
			status = http.StatusGatewayTimeout
		default:
			status = http.StatusInternalServerError
		}
		got = reply{page: "failure", title: http.StatusText(status), data: err.Error()}
	}
	if got.to != "" {
		http.Redirect(w, r, got.to, http.StatusSeeOther)
		return
	}
	if got.page == "" {
		w.Header().Set("Content-Type", got.kind)
		if got.file != "" {
			w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", got.file))
		}
		_, _ = w.Write(got.body) // who has gone needs no answer
		return
	}
	var text bytes.Buffer
	err = s.pages["page/"+got.page+".html"].Execute(&text, map[string]any{
		"Title": got.title, "Data": got.data, "Place": s.Place, "Token": s.token(), "Words": r.URL.Query().Get("q"), "Questions": s.Questions, "Kinds": s.Kinds})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes())
}

func nothingThere(r *http.Request) (reply, error) {
	return reply{}, missing{"there is no page " + r.URL.Path}
}

// maxRows is how many rows a page may be made of; it is held in memory whole.
const maxRows = 50_000

// rows runs one statement.
func (s *Site) rows(ctx context.Context, cypher string, params map[string]any) (list []graph.Row, err error) {
	err = s.Graph.View(ctx, func(tx graph.Tx) error {
		list = nil // it may run again
		_, err := tx.Run(ctx, cypher, params, func(r graph.Row) error {
			if len(list) == maxRows {
				return wrong{fmt.Errorf("the answer has more than %d rows: ask for fewer, or newsgraph ask with --csv", maxRows)}
			}
			list = append(list, r)
			return nil
		})
		return err
	})
	return list, err
}

// question asks a stored question.
func (s *Site) question(ctx context.Context, name string, args map[string]string) ([]graph.Row, error) {
	q, err := queries.Find(s.Questions, name)
	if err != nil {
		return nil, err
	}
	params, err := q.Bind(args)
	if err != nil {
		return nil, wrong{err}
	}
	return s.rows(ctx, q.Cypher, params)
}

// askPath is the address of a question with arguments.
func askPath(name string, args map[string]string) string {
	values := url.Values{}
	for k, v := range args {
		values.Set(k, v)
	}
	return "/ask/" + url.PathEscape(name) + "?" + values.Encode()
}
