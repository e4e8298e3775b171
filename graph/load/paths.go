package load

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// Paths are bookkeeping: they say where an article was read from, so that it can be
// taken out by that, and take no part in what it is. An article that came from
// several files has all of their paths, however many runs that took.

// withPath is a record's properties with its path, and with those under which the
// store has the same words.
func withPath(r record, stored row) row {
	var paths []string
	if stored["content_hash"] == r.props["content_hash"] {
		paths = pathsOf(stored)
	}
	if r.path != "" && !slices.Contains(paths, r.path) {
		paths = append(paths, r.path)
	}
	if len(paths) == 0 {
		return r.props
	}
	out := row{graph.PathsProperty: listOf(paths)}
	for k, v := range r.props {
		if k != graph.PathsProperty {
			out[k] = v
		}
	}
	return out
}

// pathsOf returns the paths of a stored article.
func pathsOf(props row) []string {
	list, ok := props[graph.PathsProperty].([]any)
	if !ok {
		return nil
	}
	return stringsOf(list)
}

// holdsPath reports whether nothing needs to be noted of where an article came from.
func holdsPath(stored row, path string) bool {
	return path == "" || slices.Contains(pathsOf(stored), path)
}

// trace notes that an article came from one more file. The caller holds no lock.
func (r *run) trace(id, path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.traced[id] = append(r.traced[id], path)
}

// traceSame notes it of two articles of a run that are one; the caller holds the
// lock. Of two versions only the one that counts is in the graph.
func (r *run) traceSame(id string, kept, left version) {
	if kept.content == left.content && left.path != "" && kept.path != left.path && !slices.Contains(r.traced[id], left.path) {
		r.traced[id] = append(r.traced[id], left.path)
	}
}

// writePaths writes what trace noted.
func (r *run) writePaths(ctx context.Context) error {
	var rows []row
	for _, id := range sortedKeys(r.traced) {
		rows = append(rows, row{"id": id, "paths": listOf(r.traced[id])})
	}
	for part := range slices.Chunk(rows, r.loader.options.Rows) {
		err := r.write(ctx, func(tx graph.Tx) error {
			_, err := tx.Run(ctx, r.loader.statements["paths"], row{"rows": anyOf(part)}, nil)
			return err
		})
		if err != nil {
			return fmt.Errorf("note where articles came from: %w", err)
		}
	}
	return nil
}

// SetPaths says anew where an article came from.
func (l *Loader) SetPaths(ctx context.Context, article string, paths []string) error {
	err := l.store.Update(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "MATCH (a:Article {id: $id}) SET a.paths = $paths", row{"id": article, "paths": listOf(paths)}, nil)
		return err
	})
	if err != nil {
		return fmt.Errorf("note where %s came from: %w", article, err)
	}
	return nil
}

// WordsOnly counts, by path, the articles of a store that have neither an address nor
// an id of their source.
func WordsOnly(ctx context.Context, store graph.Store) (map[string]int, error) {
	var held map[string]int
	err := store.View(ctx, func(tx graph.Tx) error {
		held = map[string]int{}
		_, err := tx.Run(ctx, "MATCH (a:Article) WHERE a.id STARTS WITH 'a_' AND a.paths IS NOT NULL AND a.url IS NULL AND a.native_id IS NULL RETURN a.paths", nil, func(r graph.Row) error {
			for _, path := range stringsOf(r.Values[0]) {
				held[path]++
			}
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for articles without an address: %w", err)
	}
	return held, nil
}

// Place is what a user means by a path.
type Place struct {
	Path string
	// There says that it is a file or folder of this machine: then articles of
	// others that are called so are not meant.
	There bool
}

// Match tells how a path under which an article is known stands to the place.
type Match int

// The matches, the better one greater.
const (
	Other  Match = iota
	Called       // the path ends like the place: another file may be called so too
	Within       // the place itself, or in a folder or an archive of it
)

// Match holds a known path against the place.
func (p Place) Match(known string) Match {
	switch {
	case within(clean(known), absolute(p.Path)):
		return Within
	case p.There:
		return Other
	case within(Named(known), clean(p.Path)):
		return Within
	case p.called(known) != "":
		return Called
	}
	return Other
}

// called returns the part of a known path that ends like the place: the member of
// an archive, or the file; empty if neither does.
func (p Place) called(known string) string {
	path := clean(p.Path)
	known = Named(known)
	for _, part := range []string{known, fileOf(known)} {
		for _, name := range []string{part, unpacked(part)} {
			if name == path || strings.HasSuffix(name, "/"+path) || strings.HasSuffix(name, "!"+path) {
				return part
			}
		}
	}
	return ""
}

// Named is what the user named of a known path: what stands behind "/./".
func Named(known string) string {
	if _, named, relative := strings.Cut(known, "/./"); relative {
		return named
	}
	return known
}

// within reports whether a known path is a place or lies in it.
func within(known, place string) bool {
	if place == "." {
		return !strings.HasPrefix(known, "../") && !strings.HasPrefix(known, "/")
	}
	rest, ok := strings.CutPrefix(known, strings.TrimSuffix(place, "/"))
	return ok && (rest == "" || rest[0] == '/' || rest[0] == '!')
}

// clean takes the detours out of the path of a file.
func clean(path string) string {
	file := fileOf(path)
	return filepath.ToSlash(filepath.Clean(file)) + path[len(file):]
}

// absolute makes the file of a path absolute.
func absolute(path string) string {
	file := fileOf(path)
	full, err := filepath.Abs(filepath.FromSlash(file))
	if err != nil {
		return path
	}
	return filepath.ToSlash(full) + path[len(file):]
}

// fileOf returns the path of the file that holds a member.
func fileOf(path string) string {
	file, _, _ := strings.Cut(path, "!")
	return file
}

// unpacked is a path without the ending of a compression.
func unpacked(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path, ".gz"), ".bz2")
}
