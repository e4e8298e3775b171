package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// blockSize is about how large a record of a snapshot is.
const blockSize = 1 << 20

// Compact writes the graph as a snapshot and begins a new log. A crash at any
// point leaves the old pair of files or the new one.
func (s *Store) Compact(ctx context.Context) error {
	if err := s.turns.take(ctx); err != nil {
		return err
	}
	defer s.endTurn()
	switch {
	case s.closed:
		return errClosed
	case s.log == nil:
		return &graph.Error{Failure: graph.Refused, Message: "the graph was not opened for writing"}
	case s.failed != nil:
		return s.failed
	}
	if err := s.flush(); err != nil {
		return err
	}
	return s.compact()
}

// compact writes the newest version. The caller has the turn, so that nobody
// changes it.
func (s *Store) compact() error {
	h := s.log.header
	h.generation++
	h.version = logVersion
	snapshot := h
	snapshot.magic, snapshot.version = snapshotMagic, snapshotVersion
	size, err := writeFile(s.files, snapshotPath(s.dir, h.generation), func(put func([]byte) error) error {
		if err := put(snapshot.bytes()); err != nil {
			return err
		}
		return writeBlocks(s.current.graph, put)
	})
	if err != nil {
		return fmt.Errorf("write the snapshot: %w", err)
	}
	old := s.log
	if err := s.startLog(h, size); err != nil {
		if undo := s.abandon(h.generation); undo != nil {
			// The new pair may count at the next start: it is complete, but
			// nothing may be added to the old one.
			s.failed = errors.Join(err, undo)
		}
		return fmt.Errorf("start a new log: %w", err)
	}
	old.file.Close()
	if err := s.sweep(); err != nil { // as where a reader has one of the files open
		s.notice(fmt.Sprintf("%v; it is removed when the graph is next opened for writing", err))
	}
	return nil
}

// abandon removes a generation that could not be begun, its log for good before
// its snapshot: the highest log is the one that counts.
func (s *Store) abandon(generation uint64) error {
	if err := s.files.remove(logPath(s.dir, generation)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.files.syncFolder(s.dir); err != nil {
		return err
	}
	s.files.remove(snapshotPath(s.dir, generation)) // if it stays, the next start removes it
	return nil
}

// writeBlocks gives the whole graph as records, and the empty record that ends a
// snapshot.
func writeBlocks(g *storage.Graph, give func([]byte) error) error {
	var record []byte
	err := g.EachBlock(blockSize, func(block []byte) error {
		record = appendRecord(record[:0], block)
		return give(record)
	})
	if err != nil {
		return err
	}
	return give(appendRecord(nil, nil))
}

// Dump writes the whole graph to w, in the format of a snapshot. It is a reader:
// what is committed meanwhile is not in it.
func (s *Store) Dump(w io.Writer) error {
	v, err := s.pin()
	if err != nil {
		return err
	}
	defer s.unpin(v)
	if _, err := w.Write(header{magic: snapshotMagic, version: snapshotVersion}.bytes()); err != nil {
		return err
	}
	return writeBlocks(v.graph, func(b []byte) error {
		_, err := w.Write(b)
		return err
	})
}

// Restore reads a dump into a new folder; there must be no graph in it yet.
func Restore(ctx context.Context, dump, dir string) error {
	if _, err := os.Stat(dir); err == nil {
		if _, found, err := newest(system{}, dir); err != nil {
			return fmt.Errorf("restore to %s: %w", dir, err)
		} else if found {
			return &graph.Error{Failure: graph.Refused, Message: "restore to " + dir + ": there is a graph already"}
		}
	}
	g := storage.New()
	loader := storage.NewLoader(g)
	if _, err := loadSnapshot(system{}, dump, header{}, loader); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := loader.Finish(); err != nil {
		return fmt.Errorf("restore %s: %w", dump, err)
	}
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	s.current.graph = g
	if err := s.Compact(ctx); err != nil {
		s.Close(ctx)
		return fmt.Errorf("restore to %s: %w", dir, err)
	}
	return s.Close(ctx)
}
