package embedded

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/embedded/storage"
)

// Open opens the graph in a folder, or makes a new one there unless it is to be
// read only. A last transaction that a crash has cut off is dropped with a
// notice; any other damage is a *DamageError, and nothing is changed.
func Open(_ context.Context, dir string, o Options) (*Store, error) { return open(system{}, dir, o) }

func open(fs files, dir string, o Options) (*Store, error) {
	s := Memory(o)
	s.dir, s.files = dir, fs
	if !o.ReadOnly {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("open the graph: %w", err)
		}
	}
	var err error
	if s.lock, err = lockFolder(dir, o.ReadOnly); err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	if err := s.recover(); err != nil {
		return nil, errors.Join(refused(fmt.Errorf("open the graph: %w", err)), s.lock.release())
	}
	return s, nil
}

func refused(err error) error {
	var version *VersionError
	if errors.As(err, &version) {
		return &graph.Error{Failure: graph.Refused, Err: err}
	}
	return err
}

func noGraph(dir string) error {
	return &graph.Error{Failure: graph.Refused, Message: "there is no graph in " + dir}
}

func logPath(dir string, generation uint64) string {
	return filepath.Join(dir, fmt.Sprintf("log-%06d", generation))
}

func snapshotPath(dir string, generation uint64) string {
	return filepath.Join(dir, fmt.Sprintf("snapshot-%06d", generation))
}

// Owns reports whether a file of that name in the folder of a graph is the store's:
// a log or a snapshot, complete or not. Others are somebody else's, whatever they
// begin with.
func Owns(name string) bool {
	kind, digits, _ := strings.Cut(strings.TrimSuffix(name, ".tmp"), "-")
	return (kind == "log" || kind == "snapshot") && len(digits) >= 6 && strings.Trim(digits, "0123456789") == ""
}

// newest returns the highest generation of which there is a log.
func newest(fs files, dir string) (generation uint64, found bool, err error) {
	names, err := fs.names(dir)
	if err != nil {
		return 0, false, err
	}
	for _, name := range names {
		digits, ok := strings.CutPrefix(name, "log-")
		if n, err := strconv.ParseUint(digits, 10, 64); ok && err == nil && (!found || n > generation) {
			generation, found = n, true
		}
	}
	return generation, found, nil
}

// recover reads the newest pair of snapshot and log.
func (s *Store) recover() error {
	generation, found, err := newest(s.files, s.dir)
	if err != nil {
		return err
	}
	if !found {
		return s.begin()
	}
	loaded, err := load(s.files, s.dir, generation)
	if err != nil {
		return err
	}
	s.current.graph = loaded.graph
	if loaded.torn > 0 {
		s.notice(fmt.Sprintf("%s: the last transaction was cut off by a crash before it was acknowledged; its %d bytes are dropped", logPath(s.dir, generation), loaded.torn))
	}
	if s.options.ReadOnly {
		return nil
	}
	return s.resume(loaded)
}

// begin starts an empty store.
func (s *Store) begin() error {
	if s.options.ReadOnly {
		return noGraph(s.dir)
	}
	names, err := s.files.names(s.dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if Owns(name) && strings.HasPrefix(name, "snapshot-") && !strings.HasSuffix(name, ".tmp") {
			return fmt.Errorf("%s has a snapshot but no log: the log was taken away", s.dir)
		}
	}
	h := header{magic: logMagic}
	if _, err := rand.Read(h.id[:]); err != nil {
		return err
	}
	return s.startLog(h, 0)
}

// startLog makes a new log file and opens it.
func (s *Store) startLog(h header, base int64) error {
	path := logPath(s.dir, h.generation)
	size, err := writeFile(s.files, path, h, func(func([]byte) error) error { return nil })
	if err != nil {
		return err
	}
	file, err := s.files.open(path)
	if err != nil {
		return err
	}
	s.log = &logFile{file: file, size: size, base: base, header: h}
	return nil
}

// resume goes on with a log that was read, without its torn tail, and removes
// what an interrupted compaction has left.
func (s *Store) resume(l *loaded) error {
	file, err := s.files.open(logPath(s.dir, l.header.generation))
	if err != nil {
		return err
	}
	s.log = &logFile{file: file, size: l.size, base: l.base, header: l.header}
	if l.torn > 0 {
		if err := errors.Join(file.Truncate(l.size), file.Sync()); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	return s.sweep()
}

// sweep removes the files of other generations and unfinished ones.
func (s *Store) sweep() error {
	names, err := s.files.names(s.dir)
	if err != nil {
		return err
	}
	keep := []string{filepath.Base(logPath(s.dir, s.log.header.generation)), filepath.Base(snapshotPath(s.dir, s.log.header.generation))}
	for _, name := range names {
		if Owns(name) && name != keep[0] && name != keep[1] {
			if err := s.files.remove(filepath.Join(s.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// loaded is what the files of one generation hold.
type loaded struct {
	graph   *storage.Graph
	header  header
	size    int64 // of the valid part of the log
	torn    int64 // bytes after it
	base    int64 // size of the snapshot
	commits int
}

// load reads a generation without changing anything.
func load(fs files, dir string, generation uint64) (*loaded, error) {
	l := &loaded{graph: storage.New()}
	path := logPath(dir, generation)
	content, err := fs.read(path)
	if err != nil {
		return nil, err
	}
	if l.header, err = parseHeader(path, content, logMagic); err != nil {
		return nil, err
	}
	if l.header.generation != generation {
		return nil, &DamageError{path, 28, fmt.Sprintf("it is log %d under another name", l.header.generation)}
	}
	loader := storage.NewLoader(l.graph)
	if generation > 0 {
		if l.base, err = loadSnapshot(fs, snapshotPath(dir, generation), l.header, loader); err != nil {
			return nil, err
		}
	}
	if err := l.replay(path, content, loader); err != nil {
		return nil, err
	}
	return l, nil
}

// replay applies the records of a log up to its end, or to a torn one.
func (l *loaded) replay(path string, content []byte, loader *storage.Loader) error {
	at := headerSize
	for at < len(content) {
		body, next, torn, err := readRecord(path, content, at)
		if err != nil {
			return err
		}
		if torn {
			l.torn = int64(len(content) - at)
			break
		}
		if err := loader.Apply(body); err != nil {
			return &DamageError{path, int64(at), err.Error()}
		}
		l.commits++
		at = next
	}
	l.size = int64(at)
	if err := loader.Finish(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// loadSnapshot reads a snapshot, which must be complete.
func loadSnapshot(fs files, path string, log header, loader *storage.Loader) (size int64, err error) {
	content, err := fs.read(path)
	if err != nil {
		return 0, err
	}
	h, err := parseHeader(path, content, snapshotMagic)
	if err != nil {
		return 0, err
	}
	if h.id != log.id || h.generation != log.generation {
		return 0, &DamageError{path, 12, "it belongs to another log"}
	}
	for at := headerSize; ; {
		body, next, torn, err := readRecord(path, content, at)
		if err != nil {
			return 0, err
		}
		if torn {
			return 0, &DamageError{path, int64(at), "its end is missing"}
		}
		if len(body) == 0 {
			if next != len(content) {
				return 0, &DamageError{path, int64(next), "something follows its end"}
			}
			return int64(len(content)), nil
		}
		if err := loader.Apply(body); err != nil {
			return 0, &DamageError{path, int64(at), err.Error()}
		}
		at = next
	}
}

// Inspect reads a folder as Open would and says what it holds. It changes nothing,
// and waits for nobody: somebody who writes there is an error.
func Inspect(dir string) (r Report, err error) {
	lock, err := lockFolder(dir, true)
	if err != nil {
		return r, fmt.Errorf("check %s: %w", dir, err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	generation, found, err := newest(system{}, dir)
	if err != nil {
		return r, err
	}
	if !found {
		return r, noGraph(dir)
	}
	l, err := load(system{}, dir, generation)
	if err != nil {
		return r, err
	}
	r = Report{Nodes: l.graph.NodeCount(), Edges: l.graph.EdgeCount(), Transactions: l.commits, LogBytes: l.size, SnapshotBytes: l.base, TornBytes: l.torn}
	return r, l.graph.Verify()
}

// Report is what Inspect finds.
type Report struct {
	Nodes, Edges  int
	Transactions  int   // in the log since the snapshot; those that shared a sync count once
	LogBytes      int64 // valid
	SnapshotBytes int64
	TornBytes     int64 // of a last transaction that a crash has cut off
}

var _ graph.Store = (*Store)(nil)
