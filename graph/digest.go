package graph

import (
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
	d := dumper{w: w}
	for n, err := range g.Nodes {
		if err != nil {
			return err
		}
		d.labels = append(d.labels[:0], n.Labels...)
		slices.Sort(d.labels)
		d.line = appendQuoted(append(d.line, "node "...), n.ID)
		d.line = append(d.line, ' ')
		d.line = append(d.line, ':')
		for i, l := range d.labels {
			if i > 0 {
				d.line = append(d.line, ':')
			}
			d.line = append(d.line, l...)
		}
		if err := d.end(Content(n).Props); err != nil {
			return err
		}
	}
	for e, err := range g.Edges {
		if err != nil {
			return err
		}
		d.line = appendQuoted(append(d.line, "edge "...), e.ID)
		d.line = append(append(append(d.line, " :"...), e.Type...), ' ')
		d.line = appendQuoted(d.line, e.From)
		d.line = appendQuoted(append(d.line, " -> "...), e.To)
		if err := d.end(e.Props); err != nil {
			return err
		}
	}
	return d.flush()
}

// PathsProperty is the property of an Article that holds the paths of the files it
// was read from.
const PathsProperty = "paths"

// SketchProperty is the property of an Article that holds what is kept of its text to
// find the copies of it; those that begin with NearProperty are the keys by which they
// are looked up.
const (
	SketchProperty = "sketch"
	NearProperty   = "near_"
)

// Content is a node without what is only bookkeeping: the paths of an Article
// differ between machines that hold the same graph, its sketch says nothing to people.
func Content(n Node) Node {
	_, traced := n.Props[PathsProperty]
	_, sketched := n.Props[SketchProperty]
	if (traced || sketched) && slices.Contains(n.Labels, "Article") {
		n.Props = maps.Clone(n.Props)
		maps.DeleteFunc(n.Props, func(name string, _ any) bool {
			return name == PathsProperty || name == SketchProperty || strings.HasPrefix(name, NearProperty)
		})
	}
	return n
}

// dumper writes lines.
type dumper struct {
	w      io.Writer
	line   []byte // and those before that have not been written
	labels []string
	keys   KeyOrder
}

// end ends a line with the properties.
func (d *dumper) end(props map[string]any) error {
	if len(props) > 0 {
		d.line = appendProps(append(d.line, ' '), props, &d.keys, "=", " ")
	}
	d.line = append(d.line, '\n')
	if len(d.line) < 1<<16 {
		return nil
	}
	return d.flush()
}

func (d *dumper) flush() error {
	_, err := d.w.Write(d.line)
	d.line = d.line[:0]
	return err
}
