package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// longestColumn is how long the name of a column may be.
const longestColumn = 40

// looksLikeTable reports whether a text begins as a table of articles: its first line
// names a text and another field, and a second line has as many separators or more.
func (n *fieldNames) looksLikeTable(head []byte) bool {
	first, rest, more := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	cells := strings.Split(strings.TrimSpace(string(first)), string(separator(first)))
	if !more || len(cells) < 2 || len(bytes.TrimSpace(rest)) == 0 || !utf8.Valid(first) {
		return false
	}
	known := map[string]bool{}
	for _, cell := range cells {
		cell = strings.Trim(strings.TrimSpace(cell), `"`)
		if len(cell) > longestColumn || strings.ContainsAny(cell, ".!?:") {
			return false
		}
		if field := n.field(cell); field != "" {
			known[field] = true
		}
	}
	return (known["text"] || known["html"]) && len(known) > 1 && bytes.IndexByte(rest, separator(first)) >= 0
}
