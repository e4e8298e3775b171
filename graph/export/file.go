package export

import (
	"fmt"
	"io"
	"os"
	"slices"

	"newsgraph/graph"
)

// WriteFile writes a graph to a file as Create does, after it has read the file
// back and compared the counts. The report says whether it could: what went to a
// device or a pipe cannot be read back.
func WriteFile(path string, f Format, g graph.Graph, opts Options) (rep Report, err error) {
	checked, err := create(path, func(w io.Writer) (err error) {
		rep, err = f.Write(w, g, opts)
		return err
	}, func(name string) error { return readBack(name, f, rep) })
	rep.ReadBack = checked
	return rep, err
}

// readBack reads a written file strictly and compares it with what was written.
func readBack(path string, f Format, rep Report) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	sum, findings, err := f.Check(file)
	if err != nil {
		return err
	}
	for _, one := range findings {
		if !one.Warning {
			return fmt.Errorf("the written file does not pass its own check: %s", one)
		}
	}
	if sum.Nodes != rep.Nodes || sum.Edges != rep.Edges || !slices.Equal(sum.Labels, rep.Labels) || !slices.Equal(sum.Types, rep.Types) {
		return fmt.Errorf("read back %d nodes and %d edges, wrote %d and %d", sum.Nodes, sum.Edges, rep.Nodes, rep.Edges)
	}
	return nil
}
