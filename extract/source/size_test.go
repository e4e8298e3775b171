package source

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// Size tells beforehand what the meter shows in the end, whatever the files are.
func TestSize(t *testing.T) {
	dir := t.TempDir()
	article := strings.Repeat("Ada Finch met Otto Lund in Hartwell on Monday. ", 4000)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"a.txt", "b.txt", "c.md5"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(article + name))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"one.txt": article, "sub/two.jsonl": `{"text":"` + article + `"}` + "\n", "three.zip": packed.String(),
		"empty.txt": "", "broken.json": "{" + article, ".hidden.txt": article, ".git/x.txt": article, "picture.jpg": article} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, paths := range [][]string{{dir}, {filepath.Join(dir, "one.txt"), filepath.Join(dir, "three.zip")}, {filepath.Join(dir, "picture.jpg")}} {
		var meter atomic.Int64
		last, records := int64(0), 0
		for range Open(paths, Options{Meter: &meter}) {
			records++
			if now := meter.Load(); now < last || now == 0 {
				t.Errorf("%v: %d bytes after %d", paths, now, last)
			}
			last = meter.Load()
		}
		want, known := Size(paths, Options{})
		if !known || meter.Load() != want || want == 0 {
			t.Errorf("%v: %d bytes read, %d told, %v", paths, meter.Load(), want, known)
		}
	}
	var meter atomic.Int64
	for range Open([]string{"-"}, Options{Stdin: strings.NewReader(article), Meter: &meter}) {
	}
	if _, known := Size([]string{"-"}, Options{}); known || meter.Load() != int64(len(article)) {
		t.Errorf("standard input: %d bytes, %v", meter.Load(), known)
	}
	if _, known := Size([]string{filepath.Join(dir, "missing")}, Options{}); known {
		t.Error("the size of a missing file is known")
	}
}
