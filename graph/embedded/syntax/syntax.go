// Package syntax turns Cypher text into a tree and back.
//
// Parse gives a Statement whose nodes carry their byte offset, or one of two
// errors: *Error (the text is wrong, Neo4j would refuse it too) and
// *UnsupportedError (Neo4j would run it, this engine does not; it names the
// construct). The language is in grammar.txt. Names are not resolved here: that
// is package check.
package syntax

import "fmt"

// Position is a place in a statement, counted from 1; columns count code points.
type Position struct {
	Line, Column int
}

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// PositionAt returns the line and column of a byte offset of text.
func PositionAt(text string, offset int) Position {
	p := Position{1, 1}
	for i, r := range text {
		if i >= offset {
			break
		}
		p.Column++
		if r == '\n' {
			p.Line, p.Column = p.Line+1, 1
		}
	}
	return p
}

// Error is a mistake in a statement, found before it runs.
type Error struct {
	Pos  Position
	Kind string // short name of the mistake, as the openCypher TCK calls it, e.g. UndefinedVariable
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Pos, e.Msg) }

// UnsupportedError is a construct that Neo4j knows and this engine does not.
type UnsupportedError struct {
	Pos       Position
	Construct string // e.g. "LOAD CSV"
}

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("%s: %s is not supported by the embedded graph", e.Pos, e.Construct)
}
