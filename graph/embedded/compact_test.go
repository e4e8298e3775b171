package embedded

import (
	"errors"
	"testing"
)

// erring is a file system of which one call fails, and the program goes on.
type erring struct {
	*crashing
	calls, at int
}

var errDisk = errors.New("input/output error")

func (e *erring) fails() bool {
	e.calls++
	return e.calls == e.at
}

func (e *erring) create(path string) (disk, error) {
	if e.fails() {
		return nil, errDisk
	}
	return e.crashing.create(path)
}

func (e *erring) open(path string) (disk, error) {
	if e.fails() {
		return nil, errDisk
	}
	return e.crashing.open(path)
}

func (e *erring) rename(from, to string) error {
	if e.fails() {
		return errDisk
	}
	return e.crashing.rename(from, to)
}

func (e *erring) remove(path string) error {
	if e.fails() {
		return errDisk
	}
	return e.crashing.remove(path)
}

func (e *erring) syncFolder(dir string) error {
	if e.fails() {
		return errDisk
	}
	return e.crashing.syncFolder(dir)
}

// TestFailedCompactionLosesNothing lets every call of a compaction fail and goes
// on: what is acknowledged then must be there after the next start, also where the
// power failed.
func TestFailedCompactionLosesNothing(t *testing.T) {
	for at := 1; ; at++ {
		c := &crashing{now: map[string]*memoryFile{}, lasting: map[string]*memoryFile{}}
		e := &erring{crashing: c}
		s, err := open(e, t.TempDir(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		acknowledged := 0
		for range 3 {
			if err := commit(t, s, acknowledged); err != nil {
				t.Fatal(err)
			}
			acknowledged++
		}
		e.calls, e.at = 0, at
		failed := s.Compact(t.Context())
		if failed == nil {
			if at < 8 {
				t.Errorf("call %d of a compaction did not fail", at)
			}
			return
		}
		for range 2 {
			if commit(t, s, acknowledged) == nil {
				acknowledged++
			}
		}
		for _, loss := range []bool{false, true} {
			next, err := open(c.after(loss, loss), t.TempDir(), Options{})
			if err != nil {
				t.Errorf("call %d failed, power lost %t: %v", at, loss, err)
				continue
			}
			if n := numbers(t, next); n != acknowledged {
				t.Errorf("call %d failed, power lost %t: %d commits, %d were acknowledged", at, loss, n, acknowledged)
			}
		}
	}
}
