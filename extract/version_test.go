package extract_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/newsgraph/newsgraph/extract"
)

// Rules holds every source file, and every file that these embed, of the packages
// that package english stands on: nothing that reads is left out of the version.
func TestRulesAreWhole(t *testing.T) {
	for dir := range reading(t, "english", map[string]bool{}) {
		files, err := os.ReadDir(filepath.FromSlash(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if ext := path.Ext(f.Name()); ext == ".go" && !strings.HasSuffix(f.Name(), "_test.go") || ext == ".s" || ext == ".txt" {
				holds(t, path.Join(dir, f.Name()))
			}
		}
		for _, name := range embedded(t, dir) {
			holds(t, name)
		}
	}
}

func holds(t *testing.T, name string) {
	t.Helper()
	if _, err := fs.Stat(extract.Rules(), name); err != nil && path.Ext(name) != ".bin" {
		t.Errorf("the version of the rules leaves out %s", name)
	}
}

// reading adds to seen the folders of extract that the package in a folder is
// made of.
func reading(t *testing.T, dir string, seen map[string]bool) map[string]bool {
	t.Helper()
	if seen[dir] {
		return seen
	}
	seen[dir] = true
	for _, name := range sources(t, dir) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			if below, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "github.com/newsgraph/newsgraph/extract"); ours {
				reading(t, path.Join(".", below), seen)
			}
		}
	}
	return seen
}

// sources lists the Go files of a folder that are no tests.
func sources(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, name := range all {
		if !strings.HasSuffix(name, "_test.go") {
			list = append(list, name)
		}
	}
	return list
}

// embedded lists the files that the package in a folder embeds.
func embedded(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	for _, name := range sources(t, dir) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			patterns, ok := strings.CutPrefix(line, "//go:embed ")
			for _, p := range strings.Fields(patterns) {
				found, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), filepath.FromSlash(p)))
				if ok && (err != nil || len(found) == 0) {
					t.Fatalf("%s: embeds %s, which is not there (%v)", name, p, err)
				}
				for _, f := range found {
					if ok && !strings.HasSuffix(f, "_test.go") {
						list = append(list, filepath.ToSlash(f))
					}
				}
			}
		}
	}
	return list
}

func TestChecksum(t *testing.T) {
	tree := func(more ...string) string {
		files := fstest.MapFS{"words.txt": {Data: []byte("refuse\ndeny\n")}, "coref/head.go": {Data: []byte("package coref\n")}}
		for i := 0; i < len(more); i += 2 {
			files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
		}
		return extract.Checksum(files)
	}
	want := tree()
	for name, same := range map[string]string{
		"again":           tree(),
		"other line ends": tree("words.txt", "refuse\r\ndeny\r\n"),
		"a test":          tree("coref/head_test.go", "package coref\n"),
	} {
		if same != want {
			t.Errorf("%s: another version", name)
		}
	}
	for name, other := range map[string]string{
		"a word less":      tree("words.txt", "deny\n"),
		"other code":       tree("coref/head.go", "package coref // x\n"),
		"another file":     tree("coref/tail.go", ""),
		"a line elsewhere": tree("words.txt", "refuse\n", "x.txt", "deny\n"),
	} {
		if other == want {
			t.Errorf("%s: the same version", name)
		}
	}
}
