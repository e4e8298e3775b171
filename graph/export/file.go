package export

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
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
	sum, ok := f.Confirm(file)
	if !ok {
		if sum, err = checked(file, f); err != nil {
			return err
		}
	}
	if sum.Nodes != rep.Nodes || sum.Edges != rep.Edges || !slices.Equal(sum.Labels, rep.Labels) || !slices.Equal(sum.Types, rep.Types) {
		return fmt.Errorf("read back %d nodes and %d edges, wrote %d and %d", sum.Nodes, sum.Edges, rep.Nodes, rep.Edges)
	}
	return nil
}

// checked reads a file from its beginning; a fault that is found is an error.
func checked(file *os.File, f Format) (Summary, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Summary{}, err
	}
	sum, findings, err := f.Check(file)
	for _, one := range findings {
		if err == nil && !one.Warning {
			err = fmt.Errorf("the written file does not pass its own check: %s", one)
		}
	}
	return sum, err
}
