package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// Answer is what a tool answers with rows.
type Answer struct {
	Question   string         `json:"question"`
	Understood map[string]any `json:"understood" jsonschema:"the arguments as they were taken: ids for names, defaults filled in"`
	Rows       []Row          `json:"rows"`
	LeftOut    []string       `json:"left_out" jsonschema:"what the answer does not have, and how to get it"`
	Notes      []string       `json:"notes" jsonschema:"what an answer without rows asked for that is not there"`
}

// Row is one row of an answer.
type Row struct {
	Values   map[string]any `json:"values" jsonschema:"by column"`
	Evidence []Evidence     `json:"evidence" jsonschema:"the sentences that the row rests on, the best of each edge; none: it rests on no edge and no claim"`
	Claims   int64          `json:"claims" jsonschema:"how many claims its edges have in all"`

	columns []string
}

// asked is one statement to run, with what is made of its rows.
type asked struct {
	question  string
	statement string
	params    map[string]any
	limit     int  // rows at most
	full      bool // nodes and edges with all properties
	known     any  // the day by which what its sentences say was published; nil: any
}

// found is what a statement gave, cut to what an answer may hold.
type found struct {
	rows     []Row
	keys     [][]string // of each row
	more     bool       // rows than the limit
	heavy    bool       // it would have been more than an answer may hold
	cut      bool       // a value was
	moreKeys bool
}

// errEnough ends a statement whose other rows are not wanted.
var errEnough = errors.New("enough rows")

// ask runs a statement and gives its rows with their evidence.
func (s *Server) ask(ctx context.Context, a asked) (Answer, error) {
	f, err := s.rows(ctx, a)
	if err != nil {
		return Answer{}, err
	}
	var keys []string
	for _, some := range f.keys {
		keys = append(keys, some...)
	}
	slices.Sort(keys)
	shown, err := s.evidence(ctx, slices.Compact(keys), a.known)
	if err != nil {
		return Answer{}, fmt.Errorf("look up the sentences: %w", err)
	}
	partly := f.moreKeys
	for i := range f.rows {
		r := &f.rows[i]
		room := s.config.Characters
		for _, key := range f.keys[i] {
			r.Claims += shown[key].claims
			for _, e := range shown[key].best {
				if room -= e.size(); room > 0 {
					r.Evidence = append(r.Evidence, e)
				}
			}
		}
		partly = partly || r.Claims > int64(len(r.Evidence))
	}
	answer := Answer{Question: a.question, Rows: f.rows, LeftOut: []string{}, Notes: []string{}}
	if f.more {
		answer.LeftOut = append(answer.LeftOut, fmt.Sprintf("there are more than the first %d rows%s", a.limit, s.moreRows(a)))
	}
	n := s.fitting(f.rows)
	answer.Rows = f.rows[:n]
	if left := len(f.rows) - n; left > 0 || f.heavy {
		answer.LeftOut = append(answer.LeftOut, fmt.Sprintf("%s after the first %d, as an answer has at most %d characters: ask more narrowly, or for fewer columns",
			leftRows(left, f.heavy), n, s.config.Characters))
	}
	if f.cut {
		answer.LeftOut = append(answer.LeftOut, fmt.Sprintf("texts are cut after %d bytes and lists after %d elements, marked by …", maxText, maxList))
	}
	if partly {
		answer.LeftOut = append(answer.LeftOut, "of the sentences only the best of each edge are here: the tool evidence with its key gives all")
	}
	return answer, nil
}

// moreRows says how to get rows beyond the limit.
func (s *Server) moreRows(a asked) string {
	switch {
	case a.limit >= s.config.Rows:
		return fmt.Sprintf("; no answer has more than %d: ask more narrowly", s.config.Rows)
	case a.question == cypherName:
		return "; rows=N gives more, ORDER BY and SKIP give others"
	}
	return "; limit=N gives more"
}

func leftRows(n int, heavy bool) string {
	switch {
	case heavy:
		return "all rows are left out"
	case n == 1:
		return "1 row is left out"
	}
	return fmt.Sprintf("%d rows are left out", n)
}

// rows runs the statement. It holds no more of a result than an answer may show.
func (s *Server) rows(ctx context.Context, a asked) (found, error) {
	var f found
	err := s.config.Graph.View(ctx, func(tx graph.Tx) error {
		f = found{rows: []Row{}} // the transaction may be run again
		room := s.config.Characters
		_, err := tx.Run(ctx, a.statement, a.params, func(r graph.Row) error {
			if len(f.rows) == a.limit {
				f.more = true
				return errEnough
			}
			if room <= 0 {
				f.heavy = true
				return errEnough
			}
			p := plainer{full: a.full, room: s.config.Characters}
			values := map[string]any{}
			for i, c := range r.Columns {
				values[p.text(c)] = p.plain(r.Values[i])
			}
			room -= s.config.Characters - p.room
			keys, more := keysOf(r.Values)
			f.cut, f.moreKeys = f.cut || p.cut, f.moreKeys || more
			f.rows = append(f.rows, Row{Values: values, Evidence: []Evidence{}, columns: slices.Clone(r.Columns)})
			f.keys = append(f.keys, keys)
			return nil
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		return err
	})
	return f, err
}

// fitting is how many rows an answer has room for, at least one.
func (s *Server) fitting(rows []Row) int {
	asJSON, asText := 0, 0
	for i, r := range rows {
		data, err := json.Marshal(r)
		if err != nil {
			return i // does not happen: the values are plain
		}
		asJSON += len(data)
		asText += len(r.text(i + 1))
		if i > 0 && max(asJSON, asText) > s.config.Characters {
			return i
		}
	}
	return len(rows)
}

// reply is the answer for programs and to read.
func (a Answer) reply() reply {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", a.Question)
	for _, name := range slices.Sorted(maps.Keys(a.Understood)) {
		if value := brief(a.Understood[name]); value != "" {
			fmt.Fprintf(&b, " %s=%s", name, value)
		}
	}
	if len(a.Rows) == 0 {
		b.WriteString("\nno rows")
	}
	b.WriteByte('\n')
	for i, r := range a.Rows {
		b.WriteString(r.text(i + 1))
	}
	for _, line := range a.LeftOut {
		b.WriteString("left out: " + shown(line) + "\n")
	}
	for _, line := range a.Notes {
		b.WriteString("note: " + shown(line) + "\n")
	}
	return reply{a, b.String()}
}

// text is a row to read: its values that are not in the sentences below it, and those.
func (r Row) text(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d.", n)
	for _, c := range r.columns {
		if len(r.Evidence) > 0 && slices.Contains(saidBelow(), c) {
			continue
		}
		if s := brief(r.Values[c]); s != "" && s != "false" {
			b.WriteString(" " + shown(c) + ": " + s + ";")
		}
	}
	text := strings.TrimSuffix(b.String(), ";") + "\n"
	for _, e := range r.Evidence {
		text += "   " + e.line() + "\n"
	}
	return text
}

// saidBelow lists the columns that the line of a sentence repeats.
func saidBelow() []string {
	return []string{"quote", "sentence_no", "start", "end", "url", "title", "source", "publisher", "published", "edge", "key", "claim", "negated", "modality", "said_by"}
}

// line is a sentence to read.
func (e Evidence) line() string {
	parts := []string{e.Status}
	if e.Negated {
		parts = append(parts, "here denied")
	}
	if e.Modality != "" && e.Modality != "actual" {
		parts = append(parts, e.Modality)
	}
	if e.Former {
		parts = append(parts, "former")
	}
	if e.SaidBy != nil {
		parts = append(parts, "said by "+shown(*e.SaidBy))
	}
	from := []string{}
	for _, s := range []*string{e.Publisher, e.Published, e.Title, e.URL} {
		if s != nil {
			from = append(from, shown(*s))
		}
	}
	return fmt.Sprintf("%s: “%s” (%s; %s, sentence %d, bytes %d to %d, %s, %s)", strings.Join(parts, ", "), shown(e.Quote), strings.Join(from, ", "),
		e.Article, e.Sentence, e.Start, e.End, e.Edge, e.Claim)
}
