package main

import (
	"go/ast"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the documents name is there: a path of this module, and what a package
// declares, as `graph.Store` or `Article.Spend`.
func TestHouseDocuments(t *testing.T) {
	declared, packages := map[string]bool{}, map[string]bool{}
	for _, f := range house(t) {
		if f.test {
			continue
		}
		packages[path.Base(f.dir)] = true
		for _, d := range f.syntax.Decls {
			for _, name := range declares(d) {
				declared[f.syntax.Name.Name+"."+name] = true
				declared[name] = true
			}
		}
	}
	paths := regexp.MustCompile(`(?:^|[^\w/.-])((?:cmd|docs|extract|graph|queries|testdata|\.ci)/[\w./-]*\w)`)
	names := regexp.MustCompile("`(\\w+)\\.([A-Z]\\w*)`")
	links := regexp.MustCompile(`\]\(([^)#:]+)[#)]`)
	for _, doc := range []string{"docs/architecture.md", "CONTRIBUTING.md", "README.md"} {
		text := fromRoot(t, doc)
		found := 0
		for _, m := range paths.FindAllStringSubmatch(text, -1) {
			found++
			if there, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(m[1]))); err != nil || len(there) == 0 {
				t.Errorf("%s names %s, which is not there", doc, m[1])
			}
		}
		for _, m := range links.FindAllStringSubmatch(text, -1) {
			if there, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(path.Join(path.Dir(doc), m[1])))); err != nil || len(there) == 0 {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
		for _, m := range names.FindAllStringSubmatch(text, -1) {
			found++
			if !declared[m[1]+"."+m[2]] {
				t.Errorf("%s names %s.%s, which nothing declares", doc, m[1], m[2])
			}
		}
		if found == 0 {
			t.Errorf("%s names nothing: the test does not read it", doc)
		}
	}
	for _, line := range strings.Split(fromRoot(t, "docs/architecture.md"), "\n") {
		for _, part := range strings.Split(line, "|") {
			if !strings.HasPrefix(line, "|") || !strings.HasPrefix(part, "   ") {
				continue // not the packages below one of the picture's
			}
			list, _, _ := strings.Cut(strings.TrimSpace(part), "   ")
			for _, name := range strings.FieldsFunc(list, func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') }) {
				if !packages[name] {
					t.Errorf("the picture has %s, which is no package", name)
				}
			}
		}
	}
}

// declares lists what a declaration declares: types, functions, variables, and methods
// as Type.Method.
func declares(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if of := receiver(d); of != "" {
			return []string{of + "." + d.Name.Name}
		}
		return []string{d.Name.Name}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					names = append(names, id.Name)
				}
			}
		}
	}
	return names
}
