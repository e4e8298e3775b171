package embedded

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// acknowledged returns a log whose mark says that so much of it was acknowledged; a
// log without its beginning stays as it is.
func acknowledged(t testing.TB, content []byte, length int64) []byte {
	t.Helper()
	content = bytes.Clone(content)
	h, err := parseHeader("log", content, logMagic, logVersion)
	if err != nil {
		return content
	}
	copy(content[headerSize:], h.mark(length))
	return content
}

// parts are the files of a store, by name.
func parts(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestRandomDamage flips bits, cuts ends off and zeroes sectors of a store of a
// snapshot and several transactions, all acknowledged: what opens has all of them, the
// rest is refused and stays as it is.
func TestRandomDamage(t *testing.T) {
	whole := t.TempDir()
	filled(t, whole, 4)
	s := reopened(t, whole, Options{})
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n := 4; n < 9; n++ {
		stretched(t, s, n, 100*n, n%2 == 0)
	}
	s.Close(t.Context())
	const all = 9
	good := parts(t, whole)
	names := []string{filepath.Base(logPath(whole, 1)), filepath.Base(snapshotPath(whole, 1))}
	random := rand.New(rand.NewPCG(13, 500))
	opened := 0
	for round := range 500 {
		dir := t.TempDir()
		name := names[random.IntN(2)]
		content, how := bytes.Clone(good[name]), ""
		switch at := random.IntN(len(content)); round % 4 {
		case 0:
			how = fmt.Sprintf("a bit of byte %d of %s flipped", at, name)
			content[at] ^= 1 << random.IntN(8)
		case 1:
			how = fmt.Sprintf("%s cut to %d bytes", name, at)
			content = content[:at]
		case 2:
			from := at / sector * sector
			how = fmt.Sprintf("the sector at byte %d of %s zeroed", from, name)
			clear(content[from:min(len(content), from+sector)])
		case 3:
			how = fmt.Sprintf("%s ends in zeros from byte %d on", name, at)
			clear(content[at:])
		}
		damaged := map[string][]byte{}
		for n, c := range good {
			if n == name {
				c = content
			}
			damaged[n] = c
			if err := os.WriteFile(filepath.Join(dir, n), c, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, o := range []Options{{ReadOnly: true}, {}} {
			s, err := Open(t.Context(), dir, o)
			if err == nil {
				opened++
				if n := numbers(t, s); n != all {
					t.Errorf("%s: it opens with %d commits", how, n)
				}
				s.Close(t.Context())
			}
			var damage *DamageError
			if err != nil && !errors.As(err, &damage) {
				t.Errorf("%s: %v", how, err)
			}
			after := parts(t, dir)
			for n, c := range damaged {
				if err != nil && n != "lock" && !bytes.Equal(after[n], c) {
					t.Errorf("%s: %s was changed", how, n)
				}
			}
		}
	}
	t.Logf("%d of 1000 openings with all commits: zeros for zeros, or the mark alone", opened)
}

func TestMissingParts(t *testing.T) {
	for _, c := range []struct{ gone, want string }{
		{"log-000001", "log-000001 is missing"},
		{"snapshot-000001", "snapshot-000001 is missing"},
	} {
		dir := t.TempDir()
		filled(t, dir, 2)
		s := reopened(t, dir, Options{})
		if err := s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.Close(t.Context())
		if err := os.Remove(filepath.Join(dir, c.gone)); err != nil {
			t.Fatal(err)
		}
		before := parts(t, dir)
		_, inspected := Inspect(dir)
		_, read := Open(t.Context(), dir, Options{ReadOnly: true})
		_, written := Open(t.Context(), dir, Options{})
		for _, err := range []error{inspected, read, written} {
			var damage *DamageError
			if !errors.As(err, &damage) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("without %s: %v", c.gone, err)
			}
		}
		if after := parts(t, dir); len(after) != len(before) {
			t.Errorf("without %s: %d files became %d", c.gone, len(before), len(after))
		}
	}
}

// TestReadersBesideAWriter opens a graph again and again while another store commits
// to it and compacts it: each time it is what was committed, and not less than was
// acknowledged before.
func TestReadersBesideAWriter(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	var done atomic.Int64
	end := make(chan struct{})
	go func() {
		defer close(end)
		for n := range 150 {
			if commit(t, s, n) != nil {
				t.Errorf("commit %d failed beside readers", n)
				return
			}
			done.Store(int64(n + 1))
			if n%7 == 6 {
				if err := s.Compact(t.Context()); err != nil {
					t.Error(err)
				}
			}
		}
	}()
	opened := 0
	for alive := true; alive; opened++ {
		select {
		case <-end:
			alive = false
		default:
		}
		least := int(done.Load())
		r, err := Open(t.Context(), dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if n := numbers(t, r); n < least {
			t.Errorf("a reader sees %d commits, %d were acknowledged before", n, least)
		}
		r.Close(t.Context())
	}
	t.Logf("opened %d times", opened)
}

// A record that is on the disk and not yet acknowledged is nobody's for a reader; who
// writes next takes it over.
func TestReadersEndAtTheMark(t *testing.T) {
	dir := t.TempDir()
	sizes := filled(t, dir, 3)
	content, err := os.ReadFile(logPath(dir, 0))
	if err == nil {
		err = os.WriteFile(logPath(dir, 0), acknowledged(t, content, sizes[2]), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if n := numbers(t, reopened(t, dir, Options{ReadOnly: true})); n != 2 {
		t.Errorf("a reader sees %d commits, 2 were acknowledged", n)
	}
	if n := numbers(t, reopened(t, dir, Options{})); n != 3 {
		t.Errorf("a writer finds %d commits, 3 are there", n)
	}
	if n := numbers(t, reopened(t, dir, Options{ReadOnly: true})); n != 3 {
		t.Errorf("a reader sees %d commits after a writer has taken over 3", n)
	}
}

// A log of the first version has no mark: it is read, and continued in a new one.
func TestLogWithoutMark(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	content, err := os.ReadFile(logPath(dir, 0))
	if err != nil {
		t.Fatal(err)
	}
	old := binary.LittleEndian.AppendUint32(bytes.Clone(content[:8]), unmarkedVersion)
	old = append(old, content[12:headerSize-4]...)
	old = binary.LittleEndian.AppendUint32(old, checksum(old))
	old = append(old, content[headerSize+markSize:]...)
	if err := os.WriteFile(logPath(dir, 0), old, 0o644); err != nil {
		t.Fatal(err)
	}
	if n := numbers(t, reopened(t, dir, Options{ReadOnly: true})); n != 3 {
		t.Errorf("a reader sees %d commits of 3", n)
	}
	s := reopened(t, dir, Options{})
	if n := numbers(t, s); n != 3 || !s.log.header.marked() {
		t.Errorf("%d commits of 3, a log of version %d", n, s.log.header.version)
	}
	if err := commit(t, s, 3); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	if n := numbers(t, reopened(t, dir, Options{})); n != 4 {
		t.Errorf("%d commits of 4", n)
	}
}

// noting is a file system that notes which folders are synced.
type noting struct {
	system
	folders []string
}

func (n *noting) syncFolder(dir string) error {
	n.folders = append(n.folders, dir)
	return n.system.syncFolder(dir)
}

// A new store's folder, and those that were made for it, must outlast a power failure.
func TestNewFoldersAreSynced(t *testing.T) {
	top := t.TempDir()
	fs := &noting{}
	s, err := open(fs, filepath.Join(top, "a", "b"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	for _, want := range []string{top, filepath.Join(top, "a"), filepath.Join(top, "a", "b")} {
		if !slices.Contains(fs.folders, want) {
			t.Errorf("%s was not synced, only %v", want, fs.folders)
		}
	}
}
