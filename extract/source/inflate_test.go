package source

import (
	"archive/tar"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bzipped is "Oda Berg met Kim Dahl in Moss.\n" as bzip2 writes it.
const bzipped = "QlpoOTFBWSZTWZAWBUUAAAZVgAAQQAEUCqbnnAAgACIjQGhp6jTQoGmhkZMQ7h+9DoRINBcuoRvHFvbc/i7kinChISAsCoo="

// TestBehindCompressedData: padding and garbage behind the end of a compressed file
// do no harm; a file that ends too early is told.
func TestBehindCompressedData(t *testing.T) {
	bz, err := base64.StdEncoding.DecodeString(bzipped)
	if err != nil {
		t.Fatal(err)
	}
	one := gzipOf(t, "Oda Berg met Kim Dahl in Moss.\n")
	for _, c := range []struct {
		content, want string
		notes         int
	}{
		{one, "||Oda Berg met Kim Dahl in Moss.", 0},
		{one + "\x00", "||Oda Berg met Kim Dahl in Moss.", 0},
		{one + strings.Repeat("\x00", 9), "||Oda Berg met Kim Dahl in Moss.", 0},
		{one + strings.Repeat("\x00", 1000), "||Oda Berg met Kim Dahl in Moss.", 0},
		{one + "xyz", "||Oda Berg met Kim Dahl in Moss.", 1},
		{one + "\x1f\x8bgarbage of some length", "||Oda Berg met Kim Dahl in Moss.", 1},
		{one + one + "\x00\x00", "||Oda Berg met Kim Dahl in Moss.\nOda Berg met Kim Dahl in Moss.", 0},
		{one + one[:len(one)-3], "truncated: ", 0},
		{one + one[:5], "truncated: ", 0},
		{one[:len(one)-3], "truncated: ", 0},
		{string(bz), "||Oda Berg met Kim Dahl in Moss.", 0},
		{string(bz) + "\x00", "||Oda Berg met Kim Dahl in Moss.", 0},
		{string(bz) + "\x00\x00\x00", "||Oda Berg met Kim Dahl in Moss.", 0},
		{string(bz) + "x", "||Oda Berg met Kim Dahl in Moss.", 1},
		{string(bz) + "garbage", "||Oda Berg met Kim Dahl in Moss.", 1},
		{string(bz) + string(bz), "||Oda Berg met Kim Dahl in Moss.\nOda Berg met Kim Dahl in Moss.", 0},
		{string(bz[:len(bz)-3]), "truncated: ", 0},
		{string(bz) + string(bz[:len(bz)-3]), "truncated: ", 0},
	} {
		var r Report
		got := brief(t, Options{Stdin: strings.NewReader(c.content), MinWords: -1, Report: &r}, "-")
		if len(got) != 1 || got[0] != c.want && !(strings.HasSuffix(c.want, ": ") && strings.HasPrefix(got[0], c.want)) || r.Noted != c.notes {
			t.Errorf("%.60q: got %q, %d notes; want %q, %d", c.content, got, r.Noted, c.want, c.notes)
		}
	}
}

// directory returns a zip archive whose directory names its members as often as told,
// from an archive that names them once.
func directory(archive string, times int) string {
	b := []byte(archive)
	end := bytes.LastIndex(b, []byte("PK\x05\x06"))
	at := int(binary.LittleEndian.Uint32(b[end+16:]))
	list := bytes.Repeat(b[at:end], times)
	tail := slices.Clone(b[end:])
	n := binary.LittleEndian.Uint16(tail[10:]) * uint16(times)
	binary.LittleEndian.PutUint16(tail[8:], n)
	binary.LittleEndian.PutUint16(tail[10:], n)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(list)))
	return string(b[:at]) + string(list) + string(tail)
}

// patched returns a zip archive with the flags or the sizes of its directory's first
// entry changed.
func patched(archive string, offset int, value uint32, size int) string {
	b := []byte(archive)
	at := bytes.Index(b, []byte("PK\x01\x02")) + offset
	for i := range size {
		b[at+i] = byte(value >> (8 * i))
	}
	return string(b)
}

func TestDishonestArchives(t *testing.T) {
	two := zipOf(t, packed{"a.txt", story}, packed{"b.txt", story + " B."})
	var bombs []packed
	for i := range 40 { // each below the bound of a member
		bombs = append(bombs, packed{fmt.Sprintf("%02d.jsonl", i), strings.Repeat(" ", 4<<20)})
	}
	for _, c := range []struct {
		name, content string
		want          []string
		unread        string
	}{
		{"an entry 400 times", directory(zipOf(t, packed{"a.txt", story}), 400), []string{"||OSLO"}, "399 repeated entry"},
		{"two entries 300 times", directory(two, 300), []string{"||OSLO", "||OSLO"}, "598 repeated entry"},
		{"a member in the other", patched(two, 20, 5000, 4), []string{"bomb: members of the archive lie one in the other"}, ""},
		{"an encrypted member", patched(zipOf(t, packed{"a.txt", story}), 8, 9, 2), []string{"encrypted: the member is encrypted: unpack it with its password"}, ""},
		{"an unknown method", patched(zipOf(t, packed{"a.txt", story}), 10, 93, 2), []string{"other-format: packed in a way that is not read"}, ""},
		{"many small bombs", zipOf(t, bombs...), []string{"bomb: ", "bomb: the members of the archive hold more than"}, ""},
		{"a file of holes", sparse(t), []string{"bomb: ", "bomb: the members of the archive hold more than"}, ""},
	} {
		var r Report
		path := filepath.Join(t.TempDir(), "x.zip")
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		got := brief(t, Options{Report: &r, MaxRecord: 64 << 20}, path)
		if r.Files > 20 {
			t.Errorf("%s: %d members read", c.name, r.Files)
		}
		same := len(got) == len(c.want)
		for i := range c.want {
			same = same && strings.HasPrefix(got[i], c.want[i])
		}
		if !same || r.Unread() != c.unread {
			t.Errorf("%s: got %.200q, %q; want %q, %q", c.name, got, r.Unread(), c.want, c.unread)
		}
	}
}

// sparse is a small tar archive whose only file has a gigabyte of zeros
// that take no room in it.
func sparse(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: "holes.txt", Mode: 0o644, Size: 512 + 1<<17, Format: tar.FormatPAX, PAXRecords: map[string]string{
		"NGU.sparse.major": "1", "NGU.sparse.minor": "0", "NGU.sparse.name": "holes.jsonl", "NGU.sparse.realsize": "1000000000"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(fmt.Sprintf("%-512s%-131072s", "1\n0\n131072\n", "{"))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "NGU.sparse", "GNU.sparse") // which the writer keeps to itself
}
