// Package queries holds the stored questions as data: one .cypher file each,
// with a header that names its parameters and columns. The same file runs on
// every store.
package queries

// Query is one stored question.
type Query struct {
	Name    string
	Title   string // the question, first line of the file
	Doc     string
	Params  []Param
	Columns []string
	Writes  bool
	Cypher  string // the file, unchanged
}

// Param is one parameter of a stored question.
type Param struct {
	Name     string
	Type     string // string, int, float, bool, date, datetime, list
	Nullable bool
	Default  string
	Optional bool // has a default
	Doc      string
}
