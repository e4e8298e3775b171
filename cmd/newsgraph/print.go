package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// table is an answer: its columns and rows.
type table struct {
	columns  []string
	rows     [][]any
	elements bool       // nodes and edges with labels and type, not only by name and key
	answer   bool       // of a stored question, which takes the keys that it gives, also short
	tame     bool       // CSV cells that a spreadsheet would run are marked as text
	wrapped  bool       // texts that do not fit go on in the next line, and are not cut
	under    [][]string // lines below each row of a table, if any
	done     *work.Account
}

// book books a pass over values or cells that are printed, so that it ends with the
// time of an answer: it panics then, which show turns into an error.
func (t table) book(values ...any) {
	if t.done != nil {
		t.done.Must(10 + size(values)/16)
	}
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
	out := bufio.NewWriter(w) // keeps its error for Flush
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range t.rows {
		t.book(row...)
		out.Write(escaped(b.Bytes()))
		b.Reset()
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
	out.Write(escaped(b.Bytes()))
	return out.Flush()
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
	cells := make([]string, len(t.columns))
	for i, name := range t.columns {
		cells[i] = t.csvCell(name)
	}
	out.Write(cells) // the error stays in out
	for _, row := range t.rows {
		t.book(row...)
		for i, v := range row {
			cells[i] = t.csvCell(v)
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// csvCell renders a value for CSV. A text that a spreadsheet takes for a formula
// gets an apostrophe if it was asked for, and loses what no cell should hold.
func (t table) csvCell(v any) string {
	cell := t.cell(v)
	if !t.tame {
		return cell
	}
	cell = printable(cell)
	if first := strings.TrimLeft(cell, " "); first != "" && strings.ContainsRune("=+-@＝＋－＠", firstRune(first)) && !isNumber(cell) {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isNumber reports whether a cell is a number as we write them.
func isNumber(cell string) bool {
	_, err := strconv.ParseFloat(cell, 64)
	return err == nil
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
