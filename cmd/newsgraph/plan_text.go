package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// isPlan reports whether a table is what the embedded store gives for EXPLAIN.
func (t table) isPlan() bool {
	return slices.Equal(t.columns, []string{"depth", "operator", "details", "rows"})
}

// writePlan writes a plan as indented text, one operator a line, in the order in
// which rows pass through them.
func (t table) writePlan(w io.Writer) error {
	for _, row := range t.rows {
		depth, _ := row[0].(int64)
		line := fmt.Sprintf("%s%v %v", strings.Repeat("  ", int(depth)), row[1], row[2])
		if _, err := fmt.Fprintf(w, "%s  (about %v rows)\n", strings.TrimRight(printable(line), " "), row[3]); err != nil {
			return err
		}
	}
	return nil
}
