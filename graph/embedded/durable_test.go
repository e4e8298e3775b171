package embedded

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// commit creates the two nodes of one numbered commit.
func commit(t testing.TB, s *Store, n int) error {
	t.Helper()
	return apply(s, fmt.Sprintf("CREATE (:A {n: %d})-[:TO {text: 'commit number %d'}]->(:B {n: %d})", n, n, n))
}

func apply(s *Store, cypher string) error {
	ctx := context.Background()
	return s.Update(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, cypher, nil, nil)
		return err
	})
}

// numbers returns how many commits a store has; it fails the test if one is
// there by halves or out of turn.
func numbers(t testing.TB, s *Store) int {
	t.Helper()
	if err := s.current.graph.Verify(); err != nil {
		t.Fatal(err)
	}
	n := 0
	ctx := context.Background()
	err := s.View(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "MATCH (a:A) OPTIONAL MATCH (a)-[:TO]->(b:B {n: a.n}) RETURN a.n AS n, b IS NOT NULL AS whole ORDER BY n", nil, func(r graph.Row) error {
			if r.Values[0] != int64(n) || r.Values[1] != true {
				return fmt.Errorf("commit %d is missing or half: %v", n, r.Values)
			}
			n++
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func reopened(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// filled makes a folder with a number of commits and returns the size of its log
// after each.
func filled(t testing.TB, dir string, commits int) (sizes []int64) {
	t.Helper()
	s := reopened(t, dir, Options{})
	sizes = append(sizes, s.log.size)
	for i := range commits {
		if err := commit(t, s, i); err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, s.log.size)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	return sizes
}

func TestReopenHasEveryCommit(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 20)
	s := reopened(t, dir, Options{})
	if n := numbers(t, s); n != 20 {
		t.Errorf("%d commits, want 20", n)
	}
}

func TestTornTailIsCutWithANotice(t *testing.T) {
	whole := t.TempDir()
	sizes := filled(t, whole, 3)
	content, err := os.ReadFile(logPath(whole, 0))
	if err != nil {
		t.Fatal(err)
	}
	for size := sizes[2] + 1; size < sizes[3]; size++ {
		for _, padding := range []int{0, 700} { // a file system may have made room before it wrote
			dir := t.TempDir()
			torn := append(acknowledged(t, content[:size], sizes[2]), make([]byte, padding)...)
			if err := os.WriteFile(logPath(dir, 0), torn, 0o644); err != nil {
				t.Fatal(err)
			}
			if padding > 0 && size >= sizes[2]+recordHead {
				continue // then the length is there, and what follows it is damage
			}
			var notice string
			s := reopened(t, dir, Options{Notice: func(m string) { notice = m }})
			if n := numbers(t, s); n != 2 || notice == "" {
				t.Fatalf("cut to %d bytes: %d commits, notice %q", size, n, notice)
			}
			if aside, err := os.ReadFile(logPath(dir, 0) + ".torn"); err != nil || !bytes.Equal(aside, torn[sizes[2]:]) {
				t.Fatalf("cut to %d bytes: %d of %d torn bytes were kept (%v)", size, len(aside), len(torn)-int(sizes[2]), err)
			}
			if err := commit(t, s, 2); err != nil {
				t.Fatal(err)
			}
			s.Close(context.Background())
			if n := numbers(t, reopened(t, dir, Options{})); n != 3 {
				t.Fatalf("cut to %d bytes and written on: %d commits", size, n)
			}
		}
	}
}

func TestFlippedBitsAreRefused(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 4)
	path := logPath(dir, 0)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range content {
		damaged := bytes.Clone(content)
		damaged[at] ^= 1 << (at % 8)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Open(context.Background(), dir, Options{})
		if err == nil && at >= headerSize && at < headerSize+markSize {
			if n := numbers(t, s); n != 4 {
				t.Fatalf("byte %d of the mark is wrong, and of 4 whole commits %d are there", at, n)
			}
			s.Close(t.Context())
			continue
		}
		if err == nil {
			t.Fatalf("byte %d is wrong, but the graph opens with %d commits", at, numbers(t, s))
		}
		var damage *DamageError
		var version *VersionError
		if !errors.As(err, &damage) && !errors.As(err, &version) {
			t.Fatalf("byte %d is wrong: %v", at, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(after, damaged) {
			t.Fatalf("byte %d is wrong, and the file was changed", at)
		}
	}
}

func TestDamagedSnapshotIsRefused(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 4)
	s := reopened(t, dir, Options{})
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	path := snapshotPath(dir, 1)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range content {
		damaged := bytes.Clone(content)
		damaged[at] ^= 1 << (at % 8)
		open := func(content []byte) error {
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), dir, Options{})
			if err == nil {
				s.Close(t.Context())
			}
			return err
		}
		if open(damaged) == nil {
			t.Fatalf("byte %d of the snapshot is wrong, but the graph opens", at)
		}
		if open(content[:at]) == nil {
			t.Fatalf("the snapshot is cut to %d bytes, but the graph opens", at)
		}
	}
}

// TestCompactionLeavesOneValidPair puts the files of an interrupted compaction
// into a folder, in the order in which they come and go.
func TestCompactionLeavesOneValidPair(t *testing.T) {
	before, after := t.TempDir(), t.TempDir()
	filled(t, before, 5)
	filled(t, after, 5)
	copyFile(t, logPath(before, 0), logPath(after, 0))
	s := reopened(t, after, Options{})
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	for name, files := range map[string][]string{
		"half a snapshot":         {logPath(before, 0), snapshotPath(after, 1) + ".tmp"},
		"a snapshot":              {logPath(before, 0), snapshotPath(after, 1)},
		"a snapshot, half a log":  {logPath(before, 0), snapshotPath(after, 1), logPath(after, 1) + ".tmp"},
		"both":                    {logPath(before, 0), snapshotPath(after, 1), logPath(after, 1)},
		"the old log swept":       {snapshotPath(after, 1), logPath(after, 1)},
		"an older snapshot stays": {snapshotPath(after, 1), logPath(after, 1), snapshotPath(after, 1) + "x"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range files {
				from := strings.TrimSuffix(strings.TrimSuffix(f, ".tmp"), "x")
				copyFile(t, from, filepath.Join(dir, filepath.Base(f)))
			}
			s := reopened(t, dir, Options{})
			if n := numbers(t, s); n != 5 {
				t.Errorf("%d commits, want 5", n)
			}
			if err := commit(t, s, 5); err != nil {
				t.Fatal(err)
			}
			s.Close(t.Context())
			if n := numbers(t, reopened(t, dir, Options{})); n != 6 {
				t.Errorf("%d commits after one more, want 6", n)
			}
		})
	}
}

// What begins as a file of the store does and is none stays where it is.
func TestFilesOfOthersStay(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	var others []string
	for _, name := range []string{"log-2024.txt", "log-book", "snapshot-of-today.jpg", "log-"} {
		others = append(others, filepath.Join(dir, name))
		copyFile(t, logPath(dir, 0), others[len(others)-1])
	}
	s := reopened(t, dir, Options{})
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	if n := numbers(t, reopened(t, dir, Options{})); n != 2 {
		t.Errorf("%d commits, want 2", n)
	}
	for _, name := range others {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// failing is a disk that begins to fail.
type failing struct {
	disk
	write, sync, truncate error
}

func (f *failing) WriteAt(b []byte, at int64) (int, error) {
	if f.write != nil {
		f.disk.WriteAt(b[:len(b)/2], at)
		return len(b) / 2, f.write
	}
	return f.disk.WriteAt(b, at)
}

func (f *failing) Sync() error {
	if f.sync != nil {
		return f.sync
	}
	return f.disk.Sync()
}

func (f *failing) Truncate(n int64) error {
	if f.truncate != nil {
		return f.truncate
	}
	return f.disk.Truncate(n)
}

func TestFullDiskUndoesTheCommit(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	f := &failing{disk: s.log.file}
	s.log.file = f
	check := func(want int) {
		t.Helper()
		if n := numbers(t, s); n != want {
			t.Errorf("%d commits, want %d", n, want)
		}
	}
	if err := commit(t, s, 0); err != nil {
		t.Fatal(err)
	}
	f.write = errors.New("no space left")
	if err := commit(t, s, 1); graph.FailureOf(err) != graph.Unavailable {
		t.Errorf("a full disk gave %v", err)
	}
	check(1)
	f.write = nil
	if err := commit(t, s, 1); err != nil {
		t.Errorf("after space was made: %v", err)
	}
	f.sync = errors.New("input/output error")
	if err := commit(t, s, 2); err == nil {
		t.Error("a failed fsync was acknowledged")
	}
	check(2)
	f.sync = nil
	if err := commit(t, s, 2); err == nil {
		t.Error("a commit after a failed fsync was acknowledged")
	}
	check(2)
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	if _, err := Open(t.Context(), dir, Options{}); graph.FailureOf(err) != graph.Unavailable || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("a second Open gave %v, want the holder's number", err)
	}
	if _, err := Inspect(dir); graph.FailureOf(err) != graph.Unavailable {
		t.Errorf("a check while somebody writes gave %v", err)
	}
	s.Close(t.Context())
	a, b := reopened(t, dir, Options{ReadOnly: true}), reopened(t, dir, Options{ReadOnly: true})
	if err := commit(t, a, 0); graph.FailureOf(err) != graph.Refused {
		t.Errorf("a write to a graph opened for reading gave %v", err)
	}
	s = reopened(t, dir, Options{}) // readers are in nobody's way
	if err := commit(t, s, 0); err != nil {
		t.Error(err)
	}
	if n := numbers(t, a) + numbers(t, b); n != 0 {
		t.Errorf("readers see %d commits that came after them", n)
	}
}

// TestKill ends a process that commits in a loop at random points: every commit
// that it acknowledged must be there, and none by halves.
func TestKill(t *testing.T) {
	if dir := os.Getenv("EMBEDDED_COMMIT_LOOP"); dir != "" {
		commitLoop(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("starts 50 processes")
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 50))
	last := 0
	for round := range 50 {
		acknowledged := killed(t, dir, random.IntN(12))
		s := reopened(t, dir, Options{})
		n := numbers(t, s)
		if n < last || n < acknowledged {
			t.Fatalf("round %d: %d commits, but %d were acknowledged and %d were there before", round, n, acknowledged, last)
		}
		last = n
		if round%10 == 9 {
			if err := s.Compact(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		s.Close(t.Context())
	}
	t.Logf("%d commits survived 50 kills", last)
}

// killed starts a commit loop, kills it after some acknowledged commits, and
// returns how many commits it acknowledged.
func killed(t *testing.T, dir string, after int) (acknowledged int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), "EMBEDDED_COMMIT_LOOP="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("the commit loop says %s", lines.Text())
		}
		acknowledged = n
		if there := numbers(t, reopened(t, dir, Options{ReadOnly: true})); there < n {
			t.Fatalf("a reader beside the loop sees %d commits, %d were acknowledged", there, n)
		}
		if after--; after < 0 {
			cmd.Process.Kill()
		}
	}
	cmd.Wait()
	return acknowledged
}

// commitLoop is the child: it commits and prints how many commits there are.
func commitLoop(t *testing.T, dir string) {
	s := reopened(t, dir, Options{})
	for n := numbers(t, s); n < 1_000_000; {
		if err := commit(t, s, n); err != nil {
			t.Fatal(err)
		}
		n++
		fmt.Println(n)
	}
}

func TestDumpAndRestore(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "restored")
	filled(t, dir, 7)
	s := reopened(t, dir, Options{})
	if err := apply(s, "CREATE CONSTRAINT a FOR (x:A) REQUIRE x.n IS UNIQUE"); err != nil {
		t.Fatal(err)
	}
	var dump bytes.Buffer
	if err := s.Dump(&dump); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "dump")
	if err := os.WriteFile(file, dump.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), file, other); err != nil {
		t.Fatal(err)
	}
	r := reopened(t, other, Options{})
	if n := numbers(t, r); n != 7 {
		t.Errorf("%d commits, want 7", n)
	}
	if err := commit(t, r, 3); graph.FailureOf(err) != graph.Invalid {
		t.Errorf("the restored constraint lets a second commit 3 through: %v", err)
	}
	var again bytes.Buffer
	if err := r.Dump(&again); err != nil || !bytes.Equal(dump.Bytes(), again.Bytes()) {
		t.Errorf("a dump of the restored graph differs (%v)", err)
	}
	if err := Restore(t.Context(), file, other); err == nil {
		t.Error("a graph was restored over another")
	}
}
