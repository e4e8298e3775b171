package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rules of the house, as a test: what the packages may import, how long a file may
// be, what may stand at package level; house_shape_test.go bounds functions and types.

const (
	module  = "github.com/newsgraph/newsgraph"
	maxFile = 500 // lines
)

// arrows lists what a package may import of this module; a package that is not
// listed takes the entry of the nearest folder above it that ends in "/".
func arrows() map[string][]string {
	return map[string][]string{
		"extract":                       {},
		"graph":                         {},
		"queries":                       {},
		"queries/phrasing":              {"queries"},
		"extract/":                      {"extract"},
		"extract/neural":                {"extract/neural/kernel"},
		"extract/neural/kernel/":        {},
		"extract/neural/bert":           {"extract/neural", "extract/neural/kernel"},
		"extract/reader":                {"extract/neural", "extract/neural/kernel", "extract/neural/bert", "extract/neural/wordpiece"},
		"extract/judge":                 {"extract", "extract/lexicon", "extract/reader"},
		"extract/rescore":               {"extract", "extract/neural", "extract/neural/kernel"},
		"extract/rescore/train/vectors": {"extract", "extract/corpus", "extract/english", "extract/relation", "extract/rescore"},
		"extract/tag":                   {"extract", "extract/neural"},
		"extract/parse":                 {"extract", "extract/neural"},
		"extract/when":                  {"extract", "extract/lexicon", "extract/syntax"},
		"extract/coref":                 {"extract", "extract/lexicon", "extract/syntax"},
		"extract/entail":                {"extract", "extract/lexicon"},
		"extract/identity":              {"extract", "extract/lexicon"},
		"extract/syntax":                {"extract", "extract/lexicon"},
		"extract/ner":                   {"extract", "extract/neural", "extract/lexicon"},
		"extract/relation":              {"extract", "extract/lexicon", "extract/syntax"},
		"extract/english": {"extract", "extract/token", "extract/neural", "extract/neural/kernel", "extract/tag",
			"extract/parse", "extract/ner", "extract/when", "extract/coref", "extract/relation", "extract/entail", "extract/identity", "extract/lexicon", "extract/reader", "extract/judge", "extract/rescore", "extract/calibrate"},
		"extract/lexicon":                   {},
		"graph/":                            {"graph"},
		"graph/load":                        {"extract", "graph", "graph/identity", "graph/shingle"},
		"graph/link":                        {"extract", "graph", "graph/load"},
		"graph/audit":                       {"graph", "graph/identity"},
		"graph/mcp":                         {"graph", "graph/embedded/syntax", "graph/embedded/temporal", "graph/hostcheck", "queries"},
		"graph/view":                        {"graph", "graph/embedded/temporal", "graph/hostcheck", "queries"},
		"graph/hostcheck":                   {},
		"graph/shingle":                     {},
		"graph/review":                      {"graph", "graph/identity", "graph/load"},
		"graph/ingest":                      {"extract", "extract/calibrate", "extract/english", "extract/relation", "extract/source", "graph", "graph/export", "graph/identity", "graph/load"},
		"graph/embedded":                    {"graph", "graph/embedded/internal/plan", "graph/embedded/internal/exec", "graph/embedded/internal/value", "graph/embedded/storage", "graph/embedded/check", "graph/embedded/syntax", "graph/embedded/work"},
		"graph/embedded/work":               {},
		"graph/embedded/syntax":             {"graph/embedded/work"},
		"graph/embedded/check":              {"graph/embedded/syntax", "graph/embedded/work"},
		"graph/embedded/storage":            {"graph", "graph/embedded/temporal", "graph/embedded/work"},
		"graph/embedded/internal/javaregex": {"graph/embedded/work"},
		"graph/embedded/internal/value":     {"graph", "graph/embedded/storage", "graph/embedded/syntax", "graph/embedded/temporal", "graph/embedded/work"},
		"graph/embedded/internal/exec":      {"graph", "graph/embedded/internal/javaregex", "graph/embedded/internal/value", "graph/embedded/storage", "graph/embedded/check", "graph/embedded/syntax", "graph/embedded/temporal", "graph/embedded/work"},
		"graph/embedded/internal/plan":      {"graph", "graph/embedded/internal/exec", "graph/embedded/internal/value", "graph/embedded/storage", "graph/embedded/check", "graph/embedded/syntax", "graph/embedded/work"},
		"graph/neo4j/neo4jtest":             {"graph", "graph/neo4j"},
		"extract/extracttest":               {"extract"},
		"extract/score":                     {"extract", "extract/corpus"},
		"extract/teach":                     {"extract", "extract/corpus", "extract/english", "extract/reader"},
	}
}

// visitors lists the packages outside the standard library and who may import them.
func visitors() map[string][]string {
	return map[string][]string{
		"github.com/neo4j/neo4j-go-driver": {"graph/neo4j"},
		"github.com/urfave/cli":            {"cmd/newsgraph"},
		"github.com/rogpeppe/go-internal":  {"graph/storetest"},
		"github.com/modelcontextprotocol/": {"graph/mcp"},
		"github.com/google/jsonschema-go":  {"graph/mcp"},
		"golang.org/x/net/html":            {"extract/source"},
		"github.com/yuin/goldmark":         {"extract/source"},
		"github.com/pelletier/go-toml":     {"extract/source"},
		"go.yaml.in/yaml":                  {"extract/source"},
		"golang.org/x/text/encoding":       {"extract/source"},
		"golang.org/x/text/transform":      {"extract/source"},
		"golang.org/x/text/unicode/norm":   {"extract/identity", "extract/source", "extract/neural/wordpiece", "graph/load", "graph/link", "graph/shingle"},
	}
}

// goFile is one Go file of the module.
type goFile struct {
	path   string // from the module's root, with slashes
	dir    string
	test   bool
	lines  int
	syntax *ast.File
	fset   *token.FileSet
}

// line returns the line of a position.
func (f goFile) line(p token.Pos) int { return f.fset.Position(p).Line }

// house reads every hand-written Go file of the module.
func house(t *testing.T) []goFile {
	t.Helper()
	root := filepath.Join("..", "..")
	var files []goFile
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil || ast.IsGenerated(syntax) {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		files = append(files, goFile{path: rel, dir: path.Dir(rel), test: strings.HasSuffix(rel, "_test.go"),
			lines: strings.Count(string(text), "\n"), syntax: syntax, fset: fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestHouseArrows(t *testing.T) {
	for _, f := range house(t) {
		if f.test || f.dir == "cmd/newsgraph" {
			continue
		}
		allowed := allowedFor(f.dir)
		for _, spec := range f.syntax.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if ours, ok := strings.CutPrefix(name, module+"/"); ok {
				if !slices.Contains(allowed, ours) {
					t.Errorf("%s imports %s; it may import %v", f.path, ours, allowed)
				}
			} else if strings.Contains(strings.Split(name, "/")[0], ".") && !welcome(name, f.dir) {
				t.Errorf("%s imports %s, which is not for this package (docs/dependencies.md)", f.path, name)
			}
		}
	}
}

// allowedFor returns what the package in a folder may import of ours.
func allowedFor(dir string) []string {
	all := arrows()
	if list, ok := all[dir]; ok {
		return list
	}
	for dir != "." {
		if list, ok := all[dir+"/"]; ok {
			return list
		}
		dir = path.Dir(dir)
	}
	return nil
}

// welcome reports whether a package outside the standard library may be
// imported in a folder.
func welcome(name, dir string) bool {
	for visitor, hosts := range visitors() {
		if strings.HasPrefix(name, visitor) {
			return slices.ContainsFunc(hosts, func(h string) bool { return dir == h || strings.HasPrefix(dir, h+"/") })
		}
	}
	return false
}

func TestHousePackageComments(t *testing.T) {
	said := map[string]bool{}
	var dirs []string
	for _, f := range house(t) {
		if f.test {
			continue
		}
		if !slices.Contains(dirs, f.dir) {
			dirs = append(dirs, f.dir)
		}
		want := "Package " + f.syntax.Name.Name + " "
		if f.syntax.Name.Name == "main" {
			want = "Command "
			if tag := f.syntax.Doc.Text(); strings.HasPrefix(tag, "Package main ") {
				want = "Package main "
			}
		}
		if strings.HasPrefix(f.syntax.Doc.Text(), want) {
			said[f.dir] = true
		}
	}
	for _, dir := range dirs {
		if !said[dir] {
			t.Errorf("%s: no package comment that says what the package is for", dir)
		}
	}
}

func TestHouseSizes(t *testing.T) {
	for _, f := range house(t) {
		if f.lines > maxFile {
			t.Errorf("%s: %d lines, at most %d", f.path, f.lines, maxFile)
		}
	}
}

func TestHouseNames(t *testing.T) {
	bad := []string{"util", "utils", "common", "helper", "helpers", "types", "manager", "misc"}
	for _, f := range house(t) {
		base := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.path), ".go"), "_test")
		if slices.Contains(bad, base) || slices.Contains(bad, path.Base(f.dir)) {
			t.Errorf("%s: the name says nothing", f.path)
		}
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				if fn.Name.Name == "init" && fn.Recv == nil {
					t.Errorf("%s:%d: no init functions", f.path, f.line(fn.Pos()))
				}
				known := slices.Contains([]string{"String", "Error", "Unwrap"}, fn.Name.Name)
				if !f.test && fn.Name.IsExported() && fn.Doc == nil && exportedReceiver(fn) && !known {
					t.Errorf("%s:%d: %s is not documented", f.path, f.line(fn.Pos()), fn.Name.Name)
				}
			}
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE && !f.test {
				undocumented(t, f, g)
			}
		}
	}
}

// exportedReceiver reports whether fn is a function, or a method of an exported type.
func exportedReceiver(fn *ast.FuncDecl) bool {
	return fn.Recv == nil || ast.IsExported(receiver(fn))
}

// undocumented reports exported types without a comment.
func undocumented(t *testing.T, f goFile, g *ast.GenDecl) {
	for _, s := range g.Specs {
		if ts := s.(*ast.TypeSpec); ts.Name.IsExported() && ts.Doc == nil && g.Doc == nil {
			t.Errorf("%s:%d: type %s is not documented", f.path, f.line(ts.Pos()), ts.Name.Name)
		}
	}
}

// A package variable may be a table written out once: it must have a value (or
// be embedded) and nothing may assign to it or to its elements.
func TestHousePackageVariables(t *testing.T) {
	vars := map[string]string{} // folder.name -> where
	files := house(t)
	for _, f := range files {
		if f.test {
			continue
		}
		for _, d := range f.syntax.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				for _, name := range v.Names {
					where := fmt.Sprintf("%s:%d", f.path, f.line(name.Pos()))
					vars[f.dir+"."+name.Name] = where
					if len(v.Values) == 0 && !filled(g, v) {
						t.Errorf("%s: package variable %s has no value and so is there to be changed", where, name.Name)
					}
				}
			}
		}
	}
	for _, f := range files {
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && !f.test {
				local := locals(fn)
				ast.Inspect(fn, func(n ast.Node) bool { return assigned(t, f, vars, local, n) })
			}
		}
	}
}

// locals returns the names that a function declares.
func locals(fn *ast.FuncDecl) map[string]bool {
	names := map[string]bool{"_": true}
	add := func(list ...ast.Expr) {
		for _, e := range list {
			if id, ok := e.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Field:
			for _, id := range x.Names {
				add(id)
			}
		case *ast.AssignStmt:
			if x.Tok == token.DEFINE {
				add(x.Lhs...)
			}
		case *ast.RangeStmt:
			if x.Tok == token.DEFINE {
				add(x.Key, x.Value)
			}
		case *ast.ValueSpec:
			for _, id := range x.Names {
				add(id)
			}
		}
		return true
	})
	return names
}

// filled reports whether a variable is filled by go:embed.
func filled(g *ast.GenDecl, v *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed") }) {
			return true
		}
	}
	return false
}

// assigned reports assignments to package variables.
func assigned(t *testing.T, f goFile, vars map[string]string, local map[string]bool, n ast.Node) bool {
	var targets []ast.Expr
	switch x := n.(type) {
	case *ast.AssignStmt:
		if x.Tok != token.DEFINE {
			targets = x.Lhs
		}
	case *ast.IncDecStmt:
		targets = []ast.Expr{x.X}
	case *ast.CallExpr:
		if id, ok := x.Fun.(*ast.Ident); ok && len(x.Args) > 0 && (id.Name == "delete" || id.Name == "clear" || id.Name == "copy") {
			targets = x.Args[:1]
		}
	}
	for _, target := range targets {
		for {
			index, ok := target.(*ast.IndexExpr)
			if !ok {
				break
			}
			target = index.X
		}
		id, ok := target.(*ast.Ident)
		if ok && !local[id.Name] && vars[f.dir+"."+id.Name] != "" {
			t.Errorf("%s:%d: assigns to the package variable %s", f.path, f.line(id.Pos()), id.Name)
		}
	}
	return true
}

// No committed file may name a folder of one machine.
func TestHouseNoMachinePaths(t *testing.T) {
	bad := []string{"/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || strings.HasSuffix(d.Name(), ".db")) {
			return filepath.SkipDir
		}
		if info, err := d.Info(); err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, b := range bad {
			if at := strings.Index(string(text), b); at >= 0 && !strings.Contains(string(text[:min(at, 800)]), "\x00") {
				t.Errorf("%s names a folder of one machine: %q", name, text[at:min(at+30, len(text))])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What the lists above allow is there, and somebody does it: a dead entry allows
// what nobody has thought of.
func TestHouseAllowsNothingDead(t *testing.T) {
	imports := map[string][]string{} // by folder
	for _, f := range house(t) {
		for _, spec := range f.syntax.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			imports[f.dir] = append(imports[f.dir], strings.TrimPrefix(name, module+"/"))
		}
	}
	below := func(dir, host string) bool { return dir == host || strings.HasPrefix(dir, host+"/") }
	for host, allowed := range arrows() {
		folder, found := strings.TrimSuffix(host, "/"), map[string]bool{}
		exists := false
		for dir, names := range imports {
			if dir == folder || folder != host && below(dir, folder) {
				exists = true
				for _, name := range names {
					found[name] = true
				}
			}
		}
		if !exists {
			t.Errorf("the arrows begin at %s, which is not there", host)
		}
		for _, name := range allowed {
			if !found[name] {
				t.Errorf("%s may import %s and does not", host, name)
			}
		}
	}
	for visitor, hosts := range visitors() {
		for _, host := range hosts {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(imports)), func(dir string) bool {
				return below(dir, host) && slices.ContainsFunc(imports[dir], func(name string) bool { return strings.HasPrefix(name, visitor) })
			}) {
				t.Errorf("%s may import %s and does not", host, visitor)
			}
		}
	}
}
