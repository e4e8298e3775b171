package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table is an answer: its columns and rows.
type table struct {
	columns  []string
	rows     [][]any
	elements bool // nodes and edges with labels and type, not only by name and key
}

// cell renders a value for a table or a CSV cell.
func (t table) cell(v any) string {
	if t.elements {
		return element(v)
	}
	return text(v)
}

// writeJSON writes one array of objects whose keys are the columns, in order.
func (t table) writeJSON(w io.Writer) error {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range t.rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n{")
		for j, column := range t.columns {
			if j > 0 {
				b.WriteByte(',')
			}
			if err := appendJSON(&b, column); err != nil {
				return err
			}
			b.WriteByte(':')
			if err := appendJSON(&b, plain(row[j])); err != nil {
				return fmt.Errorf("write column %s: %w", column, err)
			}
		}
		b.WriteByte('}')
	}
	if len(t.rows) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	_, err := w.Write(escaped(b.Bytes()))
	return err
}

// appendJSON writes a value without the escapes that only HTML needs.
func appendJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line break
	return nil
}

// writeCSV writes a header line and one line a row, as RFC 4180 has it.
func (t table) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(t.columns) // the error stays in out
	cells := make([]string, len(t.columns))
	for _, row := range t.rows {
		for i, v := range row {
			cells[i] = t.cell(v)
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// writeTable writes columns of equal width. In a terminal of the given width the
// widest columns are cut so that a row fits into a line, texts before single
// words; what is copied into the next command, ids and keys, is never cut. Width 0
// cuts nothing.
func (t table) writeTable(w io.Writer, width int) error {
	head := make([]string, len(t.columns))
	for i, name := range t.columns {
		head[i] = printable(name)
	}
	cells := [][]string{head}
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = printable(t.cell(v))
		}
		cells = append(cells, line)
	}
	widths := make([]int, len(t.columns))
	for _, line := range cells {
		for i, c := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	if width > 0 {
		shrink(widths, ranks(cells), width-2*(len(widths)-1))
	}
	var b strings.Builder
	for n, line := range cells {
		for i, c := range line {
			c = cut(c, widths[i])
			b.WriteString(c)
			if i < len(line)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+2))
			}
		}
		trimmed := strings.TrimRight(b.String(), " ")
		b.Reset()
		if _, err := fmt.Fprintln(w, trimmed); err != nil {
			return err
		}
		if n == 0 {
			rule := make([]string, len(widths))
			for i, n := range widths {
				rule[i] = strings.Repeat("-", n)
			}
			if _, err := fmt.Fprintln(w, strings.Join(rule, "  ")); err != nil {
				return err
			}
		}
	}
	return nil
}

// rank says how soon a column is cut.
type rank int

const (
	sentences rank = iota // cut first
	words                 // cut when the sentences are short already
	ids                   // never cut
)

// ranks finds out what the columns of a table hold; the first line is its head.
func ranks(cells [][]string) []rank {
	all := make([]rank, len(cells[0]))
	for i, name := range cells[0] {
		if name == "id" || name == "key" || name == "edge" {
			all[i] = ids
			continue
		}
		all[i] = words
		keys := len(cells) > 1
		for _, line := range cells[1:] {
			if strings.Contains(line[i], " ") {
				all[i] = sentences
			}
			keys = keys && isID(line[i])
		}
		if keys {
			all[i] = ids
		}
	}
	return all
}

// isID reports whether a text looks like an id of the graph: e_0f3a….
func isID(s string) bool {
	return len(s) > 8 && strings.IndexByte(s, '_') == 1 && !strings.ContainsAny(s, " /.:")
}

// shrink takes from the widest columns until all fit into total: from sentences
// down to 16, then from all but ids down to eight.
func shrink(widths []int, all []rank, total int) {
	narrow(widths, total, 16, func(i int) bool { return all[i] == sentences })
	narrow(widths, total, 8, func(i int) bool { return all[i] != ids })
}

// narrow takes from the widest of some columns until all columns fit into total
// or none of those is wider than least.
func narrow(widths []int, total, least int, some func(int) bool) {
	for {
		sum, widest := 0, -1
		for i, n := range widths {
			sum += n
			if some(i) && n > least && (widest < 0 || n > widths[widest]) {
				widest = i
			}
		}
		if sum <= total || widest < 0 {
			return
		}
		widths[widest]--
	}
}

// cut shortens a text to a number of characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// counted writes how many there are of what stands in the plural: "2 edges between
// entities", "1 edge between entities".
func counted(n int, things string) string {
	if n == 1 {
		first, rest, _ := strings.Cut(things, " ")
		if stem, ok := strings.CutSuffix(first, "ies"); ok {
			first = stem + "ys"
		}
		things = strings.TrimSpace(strings.TrimSuffix(first, "s") + " " + rest)
	}
	return fmt.Sprintf("%d %s", n, things)
}
