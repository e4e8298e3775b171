package load

import (
	"embed"

	"github.com/newsgraph/newsgraph/extract"
)

// rules is the source of what makes a graph of claims.
//
//go:embed *.go *.cypher
var rules embed.FS

// Version names the code that makes a graph of what articles say: a graph that
// another version wrote may name, merge or leave out other things.
func Version() string { return extract.Checksum(rules) }
