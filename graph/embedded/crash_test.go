package embedded

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"testing"
)

// crashing is a file system in memory that ends the program at a chosen step,
// and knows what a power failure leaves.
type crashing struct {
	now     map[string]*memoryFile // names as the program sees them
	lasting map[string]*memoryFile // names that have been synced
	steps   int
	at      int // the step that crashes, 0 for none
}

type memoryFile struct {
	content, synced []byte
	fs              *crashing
}

// crash is the panic that stands for the end of the program.
type crash struct{}

func (c *crashing) step() {
	if c.steps++; c.steps == c.at {
		panic(crash{})
	}
}

func (c *crashing) create(path string) (disk, error) {
	c.step()
	f := &memoryFile{fs: c}
	c.now[filepath.Base(path)] = f
	return f, nil
}

func (c *crashing) open(path string) (disk, error) {
	f, ok := c.now[filepath.Base(path)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return f, nil
}

func (c *crashing) read(path string) ([]byte, error) {
	f, ok := c.now[filepath.Base(path)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return bytes.Clone(f.content), nil
}

func (c *crashing) names(string) ([]string, error) { return slices.Sorted(maps.Keys(c.now)), nil }

func (c *crashing) rename(from, to string) error {
	c.step()
	c.now[filepath.Base(to)] = c.now[filepath.Base(from)]
	delete(c.now, filepath.Base(from))
	return nil
}

func (c *crashing) remove(path string) error {
	c.step()
	delete(c.now, filepath.Base(path))
	return nil
}

func (c *crashing) syncFolder(string) error {
	c.step()
	c.lasting = maps.Clone(c.now)
	return nil
}

func (f *memoryFile) WriteAt(b []byte, at int64) (int, error) {
	write := func(b []byte) {
		f.content = append(f.content, make([]byte, max(0, int(at)+len(b)-len(f.content)))...)
		copy(f.content[at:], b)
	}
	write(b[:len(b)/2])
	f.fs.step()
	write(b)
	return len(b), nil
}

func (f *memoryFile) Truncate(size int64) error {
	f.fs.step()
	f.content = f.content[:size]
	return nil
}

func (f *memoryFile) Sync() error {
	f.fs.step()
	f.synced = bytes.Clone(f.content)
	return nil
}

func (f *memoryFile) Close() error { return nil }

// after is what the next start finds: all that was written, or only the names,
// only the contents, or neither but what was synced.
func (c *crashing) after(namesLost, contentLost bool) *crashing {
	next := &crashing{now: map[string]*memoryFile{}}
	names := c.now
	if namesLost {
		names = c.lasting
	}
	for name, f := range names {
		content := f.content
		if contentLost {
			content = f.synced
		}
		next.now[name] = &memoryFile{content: bytes.Clone(content), synced: bytes.Clone(content), fs: next}
	}
	next.lasting = maps.Clone(next.now)
	return next
}

// lifetime opens, commits and compacts until it is done or the file system
// crashes; it returns how many commits were acknowledged.
func lifetime(t *testing.T, c *crashing) (acknowledged int, crashed bool) {
	defer func() {
		if p := recover(); p == (any)(crash{}) {
			crashed = true
		} else if p != nil {
			panic(p)
		}
	}()
	s, err := open(c, t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for acknowledged < 9 {
		if err := commit(t, s, acknowledged); err != nil {
			t.Fatal(err)
		}
		acknowledged++
		if acknowledged%4 == 3 {
			if err := s.Compact(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	return acknowledged, false
}

// TestCrashAtEveryStep crashes at every write, sync, rename and removal, with and
// without loss of power: every acknowledged commit must be there, and at most the
// one that was being made besides.
func TestCrashAtEveryStep(t *testing.T) {
	steps := 0
	for crashed := true; crashed; {
		steps++
		c := &crashing{now: map[string]*memoryFile{}, lasting: map[string]*memoryFile{}, at: steps}
		var acknowledged int
		acknowledged, crashed = lifetime(t, c)
		for _, loss := range [][2]bool{{false, false}, {false, true}, {true, false}, {true, true}} {
			next := c.after(loss[0], loss[1])
			s, err := open(next, t.TempDir(), Options{})
			if err != nil {
				t.Fatalf("crash at step %d, lost %v: %v", steps, loss, err)
			}
			n := numbers(t, s)
			if n < acknowledged || n > acknowledged+1 {
				t.Fatalf("crash at step %d, lost %v: %d commits, %d were acknowledged", steps, loss, n, acknowledged)
			}
			if err := commit(t, s, n); err != nil {
				t.Fatal(err)
			}
			s.Close(context.Background())
			if s, err = open(next.after(true, true), t.TempDir(), Options{}); err != nil || numbers(t, s) != n+1 {
				t.Fatalf("crash at step %d, lost %v: after going on: %v", steps, loss, err)
			}
		}
	}
	t.Logf("%d steps", steps)
}
