// Package queries holds the stored questions as data: one .cypher file each,
// with a header that names its parameters and columns. The same file runs
// unchanged on every store.
package queries

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.cypher
var files embed.FS

// ErrUnknown is the error of Lookup for a name that no file has.
var ErrUnknown = errors.New("unknown query")

// Query is one stored question.
type Query struct {
	Name    string
	Title   string // the question, first line of the file
	Doc     string // the comment lines between title and header
	Params  []Param
	Asks    []Phrasing // ways to ask it in words, in the order of the file
	Columns []string
	Writes  bool
	Cypher  string // the file, unchanged
}

// Param is one parameter of a stored question.
type Param struct {
	Name     string
	Type     string   // string, int, float, bool, date, datetime, list, Entity, Kind, Relation, Role
	Kinds    []string // of an Entity, its kinds, of a Role, its relations; none: any
	Nullable bool
	Default  string
	Optional bool // has a default
	Doc      string
}

// All returns the stored questions, sorted by name. An error is a defect of a
// file and names it.
func All() ([]Query, error) { return Read(files) }

// Lookup returns the stored question of that name; ErrUnknown if there is none.
func Lookup(name string) (Query, error) {
	all, err := All()
	if err != nil {
		return Query{}, err
	}
	return Find(all, name)
}

// Find returns the question of that name from a list; ErrUnknown if there is none.
func Find(all []Query, name string) (Query, error) {
	for _, q := range all {
		if q.Name == name {
			return q, nil
		}
	}
	return Query{}, fmt.Errorf("%w %q", ErrUnknown, name)
}

// Read parses and checks all .cypher files of a folder, sorted by name.
func Read(fsys fs.FS) ([]Query, error) {
	names, err := fs.Glob(fsys, "*.cypher")
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	var all []Query
	for _, name := range names { // Glob sorts
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read query: %w", err)
		}
		q, err := Parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := Check(q); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if want := strings.TrimSuffix(path.Base(name), ".cypher"); q.Name != want {
			return nil, fmt.Errorf("%s: @name is %q, must be %q", name, q.Name, want)
		}
		all = append(all, q)
	}
	return all, nil
}
