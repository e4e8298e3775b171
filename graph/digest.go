package graph

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Digest is the SHA-256 of the canonical dump of all that a store holds, in
// hexadecimal. Two stores with the same digest hold the same graph.
func Digest(ctx context.Context, s Store) (string, error) { return DigestOf(Read(ctx, s)) }

// DigestOf is Digest of a graph that is read.
func DigestOf(g Graph) (string, error) {
	hash := sha256.New()
	if err := Dump(hash, g); err != nil {
		return "", fmt.Errorf("digest the graph: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// Dump writes a graph in its canonical form: one node or edge a line, in the
// order of their ids, labels and properties sorted.
func Dump(w io.Writer, g Graph) error {
	buffer := bufio.NewWriter(w)
	for n, err := range g.Nodes {
		if err != nil {
			return err
		}
		labels := strings.Join(slices.Sorted(slices.Values(n.Labels)), ":")
		fmt.Fprintf(buffer, "node %q :%s", n.ID, labels)
		dumpProps(buffer, Content(n).Props)
	}
	for e, err := range g.Edges {
		if err != nil {
			return err
		}
		fmt.Fprintf(buffer, "edge %q :%s %q -> %q", e.ID, e.Type, e.From, e.To)
		dumpProps(buffer, e.Props)
	}
	return buffer.Flush()
}

// PathsProperty is the property of an Article that holds the paths of the files it
// was read from.
const PathsProperty = "paths"

// Content is a node without what is only bookkeeping: the paths of an Article
// differ between machines that hold the same graph.
func Content(n Node) Node {
	if _, kept := n.Props[PathsProperty]; kept && slices.Contains(n.Labels, "Article") {
		n.Props = maps.Clone(n.Props)
		delete(n.Props, PathsProperty)
	}
	return n
}

func dumpProps(w *bufio.Writer, props map[string]any) {
	var b strings.Builder
	writeProps(&b, props, "=", " ")
	if b.Len() > 0 {
		w.WriteByte(' ')
		w.WriteString(b.String())
	}
	w.WriteByte('\n') // a bufio.Writer keeps its error for Flush
}
