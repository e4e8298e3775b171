package embedded

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Open opens the graph in a folder, or makes a new one there unless it is to be
// read only. For reading it gives the last acknowledged commit, and neither waits
// for a process that writes nor is in its way. A last transaction that a crash has
// cut off before it was acknowledged is kept aside, with a notice, when the graph
// is opened for writing; any other damage is a *DamageError, and nothing is changed.
func Open(_ context.Context, dir string, o Options) (*Store, error) { return open(system{}, dir, o) }

func open(fs files, dir string, o Options) (*Store, error) {
	s := Memory(o)
	s.dir, s.files = dir, fs
	if o.ReadOnly {
		if err := s.recover(); err != nil {
			return nil, refused(fmt.Errorf("open the graph: %w", err))
		}
		return s, nil
	}
	if err := makeFolder(fs, dir); err != nil {
		return nil, fmt.Errorf("open the graph: %w", err)
	}
	var err error
	if s.lock, err = lockFolder(dir, false); err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	if err := s.recover(); err != nil {
		return nil, errors.Join(refused(fmt.Errorf("open the graph: %w", err)), s.lock.release())
	}
	return s, nil
}

// makeFolder makes a folder, with those that it lies in, and sees to it that their
// names last.
func makeFolder(fs files, dir string) error {
	var made []string
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, os.ErrNotExist) {
			break
		}
		made = append(made, at)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, folder := range made {
		// Who may make something in a folder may not always open it.
		if err := fs.syncFolder(filepath.Dir(folder)); err != nil && !errors.Is(err, os.ErrPermission) {
			return err
		}
	}
	return nil
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

// newest returns the highest generation of which there is a log. A snapshot
// without one is damage.
func newest(fs files, dir string) (generation uint64, found bool, err error) {
	names, err := fs.names(dir)
	if err != nil {
		return 0, false, err
	}
	alone := false // there is a snapshot, of that generation
	for _, name := range names {
		kind, digits, _ := strings.Cut(name, "-")
		n, err := strconv.ParseUint(digits, 10, 64)
		switch {
		case err != nil:
		case kind == "log" && (!found || n > generation):
			generation, found, alone = n, true, false
		case kind == "snapshot" && !found && (!alone || n > generation):
			generation, alone = n, true
		}
	}
	if alone {
		return 0, false, &DamageError{logPath(dir, generation), missing, "it goes with the snapshot that is there"}
	}
	return generation, found, nil
}

// readNewest reads the newest pair of snapshot and log, as for a reader or for who
// holds the folder; nil if there is none.
func readNewest(fs files, dir string, reader bool) (*loaded, error) {
	for tries := 0; ; tries++ {
		generation, found, err := newest(fs, dir)
		if err != nil || !found {
			return nil, err
		}
		l, err := load(fs, dir, generation, reader)
		// A writer may have begun the next generation between two looks, or be
		// writing the mark.
		var damage *DamageError
		moved := errors.As(err, &damage) && damage.Offset == missing || err == nil && l.header.marked() && l.acknowledged == 0
		if !reader || !moved || tries == 3 {
			return l, err
		}
	}
}

// recover reads the newest pair of snapshot and log, and gets ready to go on.
func (s *Store) recover() error {
	l, err := readNewest(s.files, s.dir, s.options.ReadOnly)
	switch {
	case err != nil:
		return err
	case l == nil && s.options.ReadOnly:
		return noGraph(s.dir)
	case l == nil:
		return s.begin()
	}
	s.current.graph = l.graph
	if s.options.ReadOnly {
		return nil
	}
	return s.resume(l)
}

// begin starts an empty store.
func (s *Store) begin() error {
	h := header{magic: logMagic, version: logVersion}
	if _, err := rand.Read(h.id[:]); err != nil {
		return err
	}
	return s.startLog(h, 0)
}

// startLog makes a new log file and opens it.
func (s *Store) startLog(h header, base int64) error {
	path := logPath(s.dir, h.generation)
	size, err := writeFile(s.files, path, func(put func([]byte) error) error {
		return put(append(h.bytes(), h.mark(int64(h.size()))...))
	})
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

// resume goes on with a log that was read, without its torn tail, which is kept
// aside, and removes what an interrupted compaction has left.
func (s *Store) resume(l *loaded) error {
	file, err := s.files.open(logPath(s.dir, l.header.generation))
	if err != nil {
		return err
	}
	s.log = &logFile{file: file, size: l.size, base: l.base, header: l.header}
	if len(l.torn) > 0 {
		err = s.setAside(l.torn)
	}
	if err == nil && len(l.torn) > 0 {
		err = file.Truncate(l.size)
	}
	if err == nil && l.size != l.acknowledged { // whoever wrote the rest did not live to sync it
		err = file.Sync()
	}
	if err == nil {
		err = s.log.acknowledge()
	}
	if err == nil {
		err = s.sweep()
	}
	if err == nil && !l.header.marked() {
		return s.compact() // to a log with a mark
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	return nil
}

// setAside keeps the torn end of the log in a file that nobody reads: it says what
// was being done when the crash came.
func (s *Store) setAside(torn []byte) error {
	names, err := s.files.names(s.dir)
	if err != nil {
		return err
	}
	log := logPath(s.dir, s.log.header.generation)
	path := log + ".torn"
	for n := 2; slices.Contains(names, filepath.Base(path)); n++ {
		path = fmt.Sprintf("%s.torn-%d", log, n)
	}
	if _, err := writeFile(s.files, path, func(put func([]byte) error) error { return put(torn) }); err != nil {
		return fmt.Errorf("keep the torn end of %s: %w", log, err)
	}
	s.notice(fmt.Sprintf("%s: the last transaction was cut off by a crash before it was acknowledged; its %d bytes are kept in %s", log, len(torn), path))
	return nil
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
	graph        *storage.Graph
	header       header
	size         int64  // of the valid part of the log
	acknowledged int64  // of it, as far as is known
	torn         []byte // what follows the valid part
	base         int64  // size of the snapshot
	commits      int
}

// load reads a generation without changing anything. A reader looks at what has
// been acknowledged: a writer may be at work behind it.
func load(fs files, dir string, generation uint64, reader bool) (*loaded, error) {
	l := &loaded{graph: storage.New()}
	path := logPath(dir, generation)
	content, err := fs.read(path)
	if err != nil {
		return nil, gone(err, path, "it was there a moment ago")
	}
	if l.header, err = parseHeader(path, content, logMagic, logVersion); err != nil {
		return nil, err
	}
	if l.acknowledged, err = l.header.acknowledged(path, content); err != nil {
		return nil, err
	}
	if reader && l.acknowledged > 0 {
		content = content[:l.acknowledged]
	}
	if l.header.generation != generation {
		return nil, &DamageError{path, 28, fmt.Sprintf("it is log %d under another name", l.header.generation)}
	}
	loader := storage.NewLoader(l.graph)
	if generation > 0 {
		if l.base, err = loadSnapshot(fs, snapshotPath(dir, generation), l.header, loader); err != nil {
			return nil, gone(err, snapshotPath(dir, generation), "the log goes on from it")
		}
	}
	if err := l.replay(path, content, loader); err != nil {
		return nil, err
	}
	if l.size < l.acknowledged {
		return nil, &DamageError{path, l.size, "a transaction that was acknowledged is not whole"}
	}
	return l, nil
}

// gone is the error of reading a file of the store that must be there.
func gone(err error, path, because string) error {
	if errors.Is(err, os.ErrNotExist) {
		return &DamageError{path, missing, because}
	}
	return err
}

// replay applies the records of a log up to its end, or to a torn one.
func (l *loaded) replay(path string, content []byte, loader *storage.Loader) error {
	at := l.header.size()
	for at < len(content) {
		body, next, torn, err := readRecord(path, content, at)
		if err != nil {
			return err
		}
		if torn {
			l.torn = content[at:]
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
	h, err := parseHeader(path, content, snapshotMagic, snapshotVersion)
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
	l, err := readNewest(system{}, dir, false)
	if err != nil {
		return r, err
	}
	if l == nil {
		return r, noGraph(dir)
	}
	r = Report{Nodes: l.graph.NodeCount(), Edges: l.graph.EdgeCount(), Transactions: l.commits, LogBytes: l.size, SnapshotBytes: l.base, TornBytes: int64(len(l.torn))}
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
