package link

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// tableReader reads a table with a head.
type tableReader struct {
	csv          *csv.Reader
	path, source string
	columns      map[string]int
}

// readTable yields the rows of a table with a head.
func readTable(in *bufio.Reader, path, source string, yield func(Entry, error) bool) {
	t := tableReader{csv: csv.NewReader(in), path: path, source: source}
	head, _ := in.Peek(4096)
	first, _, _ := strings.Cut(string(head), "\n")
	switch {
	case strings.Contains(first, "\t"):
		// A tab stands in no name, and quotes in many: what is read are the fields as they are.
		t.csv.Comma, t.csv.LazyQuotes = '\t', true
	case !strings.Contains(first, ",") && strings.Contains(first, ";"):
		t.csv.Comma = ';'
	}
	if err := t.head(); err != nil {
		yield(Entry{}, err)
		return
	}
	for {
		row, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var e Entry
		if err == nil {
			e, err = t.entry(row)
		} else {
			err = t.wrong(err)
		}
		if !yield(e, err) || err != nil {
			return
		}
	}
}

// wrong is an error of the reader with the place where it is.
func (t *tableReader) wrong(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &TableError{Path: t.path, Line: parse.Line, Column: parse.Column, Message: parse.Err.Error()}
	}
	return fmt.Errorf("read %s: %w", t.path, err)
}

// head reads the names of the columns.
func (t *tableReader) head() error {
	row, err := t.csv.Read()
	if err != nil {
		return t.wrong(err)
	}
	t.columns = map[string]int{}
	for i, name := range row {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := t.columns[name]; twice && name != "" {
			line, column := t.csv.FieldPos(i)
			return &TableError{t.path, line, column, fmt.Sprintf("the column %s stands here again", name)}
		}
		t.columns[name] = i
	}
	_, id := t.columns["id"]
	_, wikidata := t.columns["wikidata"]
	_, name := t.columns["name"]
	_, kind := t.columns["kind"]
	if !name || !kind || !id && !wikidata {
		return &TableError{t.path, 1, 1, "want a head with the columns id or wikidata, name and kind (and aliases, country), or FollowTheMoney entities"}
	}
	return nil
}

// entry is what a row says.
func (t *tableReader) entry(row []string) (Entry, error) {
	get := func(column string) string {
		if i, ok := t.columns[column]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	e := Entry{Source: t.source, ID: get("id"), Wikidata: get("wikidata"), Countries: listed(get("country"))}
	e.Names = append(listed(get("name")), listed(get("aliases"))...)
	field, err := checked(e)
	kinds := extract.Kinds()
	i := slices.IndexFunc(kinds, func(k extract.Kind) bool { return strings.EqualFold(string(k), get("kind")) })
	if i >= 0 {
		e.Kind = kinds[i]
	} else if err == nil {
		field, err = "kind", fmt.Errorf("kind %q: want one of %s", get("kind"), kindList())
	}
	if err != nil {
		line, column := t.csv.FieldPos(min(t.columns[field], len(row)-1))
		return Entry{}, &TableError{t.path, line, column, err.Error()}
	}
	return e, nil
}

// kindList names the kinds.
func kindList() string {
	var list []string
	for _, k := range extract.Kinds() {
		list = append(list, string(k))
	}
	return strings.Join(list, ", ")
}

// listed parts a cell at semicolons.
func listed(cell string) []string {
	var list []string
	for _, part := range strings.Split(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}
