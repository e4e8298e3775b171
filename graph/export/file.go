package export

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"newsgraph/graph"
)

// WriteFile writes a graph to a file, reads the file back and compares the
// counts. The file appears under its name only when all of that went well; one
// that was there before stays until then.
func WriteFile(path string, f Format, g graph.Graph, opts Options) (Report, error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".newsgraph-export-*")
	if err != nil {
		return Report{}, fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	rep, err := f.Write(tmp, g, opts)
	if err == nil {
		err = tmp.Sync()
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = readBack(tmp.Name(), f, rep)
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return rep, fmt.Errorf("write %s: %w", path, err)
	}
	return rep, nil
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
