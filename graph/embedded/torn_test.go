package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// stretched makes a commit whose record has about a size; zeros says what its text
// is made of.
func stretched(t testing.TB, s *Store, n, size int, zeros bool) {
	t.Helper()
	letter := "x"
	if zeros {
		letter = `\u0000`
	}
	text := fmt.Sprintf("CREATE (:A {n: %d})-[:TO {text: '%s'}]->(:B {n: %d})", n, strings.Repeat(letter, size), n)
	if err := apply(s, text); err != nil {
		t.Fatal(err)
	}
}

// TestLostSectorsOfTheTailAreCut takes any sectors of the last record away, as a
// power failure does, for records of many lengths at many places. If the record had
// been acknowledged, it was not a power failure.
func TestLostSectorsOfTheTailAreCut(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	rounds := 150
	if testing.Short() {
		rounds = 25
	}
	for round := range rounds {
		dir := t.TempDir()
		s := reopened(t, dir, Options{})
		stretched(t, s, 0, random.IntN(600), round%3 == 0)
		stretched(t, s, 1, random.IntN(600), round%3 == 1)
		kept := s.log.size
		stretched(t, s, 2, random.IntN(2500), round%3 == 2)
		s.Close(t.Context())
		whole, err := os.ReadFile(logPath(dir, 0))
		if err != nil {
			t.Fatal(err)
		}
		first, last := int(kept)/sector, (len(whole)-1)/sector
		for lost := 1; lost < 1<<(last-first+1); lost += 1 + random.IntN(3) {
			content := bytes.Clone(whole)
			for i := range last - first + 1 {
				if lost&(1<<i) != 0 {
					clear(content[max(int(kept), (first+i)*sector):min(len(content), (first+i+1)*sector)])
				}
			}
			if lost%8 == 1 {
				refusedUnchanged(t, dir, content, Options{}, Options{ReadOnly: true})
			}
			content = acknowledged(t, content, kept)
			if err := os.WriteFile(logPath(dir, 0), content, 0o644); err != nil {
				t.Fatal(err)
			}
			notice := ""
			s, err := Open(t.Context(), dir, Options{Notice: func(m string) { notice = m }})
			if err != nil {
				t.Fatalf("round %d, from byte %d, lost %b: %v", round, kept, lost, err)
			}
			if n := numbers(t, s); n != 2 || notice == "" || s.log.size != kept {
				t.Fatalf("round %d, from byte %d, lost %b: %d commits, notice %q", round, kept, lost, n, notice)
			}
			s.Close(t.Context())
		}
	}
}

// TestLostSectorsInTheMiddleAreRefused takes sectors of records away that others
// follow: these were acknowledged.
func TestLostSectorsInTheMiddleAreRefused(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	for n := range 4 {
		stretched(t, s, n, 1300, n == 1)
	}
	last := s.log.size
	stretched(t, s, 4, 700, false)
	s.Close(t.Context())
	whole, err := os.ReadFile(logPath(dir, 0))
	if err != nil {
		t.Fatal(err)
	}
	for from := 0; from+sector <= int(last); from += sector {
		content := bytes.Clone(whole)
		clear(content[from : from+sector])
		refusedUnchanged(t, dir, acknowledged(t, content, headerSize+markSize), Options{})
	}
}

// refusedUnchanged puts a content into the place of the log: it must be refused as
// damaged and stay as it is.
func refusedUnchanged(t *testing.T, dir string, content []byte, options ...Options) {
	t.Helper()
	if err := os.WriteFile(logPath(dir, 0), content, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, o := range options {
		_, err := Open(t.Context(), dir, o)
		var damage *DamageError
		if !errors.As(err, &damage) {
			t.Errorf("open with a damaged log, for reading only %t: %v", o.ReadOnly, err)
		}
	}
	if after, _ := os.ReadFile(logPath(dir, 0)); !bytes.Equal(after, content) {
		t.Error("the damaged log was changed")
	}
}

// TestFlippedBitsAmongZeros flips every bit of a last record that holds nothing but
// zeros: it was acknowledged, so it must not be taken for torn.
func TestFlippedBitsAmongZeros(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	stretched(t, s, 0, 10, false)
	kept := int(s.log.size)
	stretched(t, s, 1, 1500, true)
	s.Close(t.Context())
	whole, err := os.ReadFile(logPath(dir, 0))
	if err != nil {
		t.Fatal(err)
	}
	for bit := kept * 8; bit < len(whole)*8; bit++ {
		content := bytes.Clone(whole)
		content[bit/8] ^= 1 << (bit % 8)
		if _, _, torn, err := readRecord("log", content, kept); err == nil || torn {
			t.Fatalf("bit %d is wrong: torn %t, error %v", bit, torn, err)
		}
	}
	if n := numbers(t, reopened(t, dir, Options{})); n != 2 {
		t.Errorf("%d commits", n)
	}
	for bit := range 32 {
		head := make([]byte, 8)
		head[bit/8] = 1 << (bit % 8)
		if checksum(head) == 0 {
			t.Errorf("the head of a record of 1<<%d zeros is all zeros but for one bit", bit)
		}
	}
}

// FuzzFrame frames any body: it comes back, and no part of a sector is zeros.
func FuzzFrame(f *testing.F) {
	f.Add([]byte("a"), 0)
	f.Add(make([]byte, 3000), 500)
	f.Add(bytes.Repeat([]byte{0, 0, 0, 1}, 500), 1023)
	f.Fuzz(func(t *testing.T, body []byte, before int) {
		if len(body) == 0 || before < 0 || before > 4*sector {
			return
		}
		if end := before % sector; end != 0 && (end < minPart || end > sector-recordHead) {
			return // no record ends here
		}
		body[0] = 1 + body[0]%20 // the kind of a record
		content := appendRecord(make([]byte, before), framed(bytes.Clone(body), int64(before+recordHead)))
		if content[len(content)-1] == 0 && len(content)%sector > 0 && len(content)%sector < minPart {
			t.Fatalf("%d bytes in the last sector", len(content)%sector)
		}
		back, next, torn, err := readRecord("log", content, before)
		if err != nil || torn || next != len(content) || !bytes.HasPrefix(back, body) {
			t.Fatalf("read back %d bytes of %d, torn %t: %v", len(back), len(body), torn, err)
		}
		for extra := back[len(body):]; len(extra) > 0; extra = extra[2:] {
			if !bytes.HasPrefix(extra, nothing[:]) {
				t.Fatalf("read back %v behind the body", extra)
			}
		}
		if headMissing(content, before) || sectorMissing(content, before, next) {
			t.Fatal("a sector looks as if it were missing")
		}
	})
}

// FuzzLog reads any log behind a good beginning: it never panics, a graph that it
// gives is whole, and what it would keep of the file it reads again the same.
func FuzzLog(f *testing.F) {
	dir := f.TempDir()
	filled(f, dir, 3)
	good, err := os.ReadFile(logPath(dir, 0))
	if err != nil {
		f.Fatal(err)
	}
	const begin = headerSize + markSize
	f.Add(good[begin:], true)
	f.Add(good[begin:len(good)-9], true)
	f.Add([]byte{1, 1, 1, 'A', 2, 0, 1, 0, 0}, false)
	f.Add(bytes.Repeat([]byte{stuffing, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 40), false)
	read := func(content []byte) (*loaded, error) {
		l := &loaded{graph: storage.New(), header: header{magic: logMagic, version: logVersion}}
		loader := storage.NewLoader(l.graph)
		loader.Gap = 1000
		return l, l.replay("log", content, loader)
	}
	f.Fuzz(func(t *testing.T, tail []byte, framedAlready bool) {
		content := bytes.Clone(good[:begin])
		if framedAlready {
			content = append(content, tail...)
		} else {
			content = appendRecord(content, tail)
		}
		l, err := read(content)
		if err != nil {
			return
		}
		if err := l.graph.Verify(); err != nil {
			t.Fatal(err)
		}
		again, err := read(content[:l.size])
		if err != nil || again.size != l.size || len(again.torn) != 0 || again.commits != l.commits || again.graph.NodeCount() != l.graph.NodeCount() || again.graph.EdgeCount() != l.graph.EdgeCount() {
			t.Fatalf("a second reading differs: %v", err)
		}
	})
}
