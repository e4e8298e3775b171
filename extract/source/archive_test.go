package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packed is a file to put into an archive.
type packed struct{ name, content string }

func zipOf(t *testing.T, files ...packed) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t *testing.T, files ...packed) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.content))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.WriteHeader(&tar.Header{Name: "link.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/hosts"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestArchives(t *testing.T) {
	a, b := packed{"a.txt", story + " A."}, packed{"../../b.txt", story + " B."}
	line := packed{"deep/c.jsonl", "{\"text\": \"x\"}\n"}
	inner := packed{"inner.zip", zipOf(t, a)}
	for _, c := range []struct{ name, content, want string }{
		{"x.zip", zipOf(t, a, b, packed{"notes.pdf", "x"}, packed{".hidden.txt", story}), "x.zip!a.txt x.zip!../../b.txt"},
		{"x.tar", tarOf(t, a, b), "x.tar!a.txt x.tar!../../b.txt"},
		{"x.tar.gz", gzipOf(t, tarOf(t, a)), "x.tar.gz!a.txt"},
		{"x.tgz", gzipOf(t, tarOf(t, line)), "x.tgz!deep/c.jsonl:1: too-short"},
		{"x.zip", zipOf(t, inner), "x.zip!inner.zip!a.txt"},
		{"x.zip", zipOf(t, packed{"mid.zip", zipOf(t, inner)}), "x.zip!mid.zip!inner.zip: nested"},
		{"x.zip", zipOf(t, packed{"a.pdf", "x"}), "x.zip: empty"},
		{"x.zip", zipOf(t, a)[:200], "x.zip: truncated"},
		{"x.tar", tarOf(t, a)[:700], "x.tar!a.txt: truncated x.tar: truncated"},
		{"x.zip", zipOf(t, packed{"bomb.txt", strings.Repeat("x ", 10<<20)}), "x.zip!bomb.txt: too-long"},
		{"x.zip", zipOf(t, packed{"bomb.jsonl", strings.Repeat(" ", 100<<20)}), "x.zip!bomb.jsonl:1: bomb"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, how := range []struct {
			name string
			opts Options
		}{{path, Options{}}, {dir, Options{}}, {"-", Options{Stdin: strings.NewReader(c.content)}}} {
			var got []string
			for a, err := range Open([]string{how.name}, how.opts) {
				if err != nil {
					parts := strings.SplitN(err.Error(), ": ", 3)
					got = append(got, parts[0]+": "+parts[1])
				} else {
					got = append(got, a.Source)
				}
			}
			line := strings.ReplaceAll(strings.Join(got, " "), path, c.name)
			if how.name == "-" {
				line = strings.ReplaceAll(" "+line, " -", " "+c.name)[1:]
			}
			line = strings.TrimSuffix(line, " "+dir+": empty")
			if line != c.want {
				t.Errorf("%s as %s: got %q, want %q", c.name, how.name, line, c.want)
			}
		}
	}
}
