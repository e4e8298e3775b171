package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// What makes code hard to change is bounded: how many ways lead through a function,
// how much hangs on one type, how long a line is. What was over a bound when it was
// set stands in testdata/house/over.txt and may only become less: go test
// ./cmd/newsgraph -run House -update takes out what has, and puts nothing in.
const (
	maxComplexity = 15  // of McCabe's (1976): 1 + branches, loops, cases, && and ||
	maxMethods    = 40  // of one type
	maxLine       = 220 // characters, of code that is no test
)

// overFile lists what is over a bound, a line each: what, its name, how much.
func overFile() string { return filepath.Join("..", "..", "testdata", "house", "over.txt") }

// measured is how much of a thing there is, by "what name": the largest of one name. A
// name has no folder, so that code may move.
type measured map[string]int

func (m measured) note(what, name string, n int) {
	key := what + " " + name
	m[key] = max(m[key], n)
}

func TestHouseShape(t *testing.T) {
	bounds := map[string]int{"complexity": maxComplexity, "methods": maxMethods, "line": maxLine}
	found, where := measured{}, map[string]string{}
	methods := map[string]int{} // by folder and type
	for _, f := range house(t) {
		if f.test {
			continue
		}
		for _, d := range f.syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			name := fn.Name.Name
			if of := receiver(fn); of != "" {
				name = of + "." + name
				methods[f.dir+"."+of]++
				found.note("methods", of, methods[f.dir+"."+of])
			}
			if n := complexity(fn); n >= found["complexity "+name] {
				found.note("complexity", name, n)
				where["complexity "+name] = fmt.Sprintf("%s:%d: ", f.path, f.line(fn.Pos()))
			}
		}
		for _, line := range strings.Split(fromRoot(t, f.path), "\n") {
			found.note("line", filepath.Base(f.path), utf8.RuneCountInString(line))
		}
	}
	allowed := readOver(t)
	for key, n := range found {
		what, _, _ := strings.Cut(key, " ")
		if limit := max(bounds[what], allowed[key]); n > limit {
			t.Errorf("%s%s is %d, at most %d", where[key], key, n, limit)
		}
	}
	still := measured{}
	for key, n := range allowed {
		what, _, _ := strings.Cut(key, " ")
		if bounds[what] == 0 {
			t.Errorf("%s: %q: nobody measures that", overFile(), key)
		}
		if found[key] > bounds[what] {
			still[key] = min(n, found[key])
		} else {
			t.Logf("%s is over no bound any more: -update takes it out of the list", key)
		}
	}
	if *update {
		writeOver(t, still)
	}
}

// receiver is the name of the type that a method is of, "" of a function.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	typ := fn.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// complexity is the cyclomatic complexity of a function, with the functions in it.
func complexity(fn *ast.FuncDecl) int {
	n := 1
	ast.Inspect(fn, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if x.List != nil {
				n++
			}
		case *ast.CommClause:
			if x.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

// readOver reads what may be over its bound, and how far.
func readOver(t *testing.T) measured {
	t.Helper()
	text, err := os.ReadFile(overFile())
	if err != nil {
		t.Fatal(err)
	}
	over := measured{}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		n, err := strconv.Atoi(words[len(words)-1])
		if err != nil || len(words) != 3 {
			t.Fatalf("%s: %q: want what, a name and a number", overFile(), line)
		}
		over[words[0]+" "+words[1]] = n
	}
	return over
}

// writeOver writes the list anew, the worst of each kind first.
func writeOver(t *testing.T, over measured) {
	t.Helper()
	var lines []string
	for key := range over {
		lines = append(lines, key)
	}
	slices.SortFunc(lines, func(a, b string) int {
		what, _, _ := strings.Cut(a, " ")
		other, _, _ := strings.Cut(b, " ")
		if what != other {
			return strings.Compare(what, other)
		}
		if over[a] != over[b] {
			return over[b] - over[a]
		}
		return strings.Compare(a, b)
	})
	b := strings.Builder{}
	b.WriteString("# What is over a bound of the house (cmd/newsgraph/house_shape_test.go), and how far.\n# Nothing is added here; -update takes out what has become less.\n")
	for _, key := range lines {
		fmt.Fprintf(&b, "%s %d\n", key, over[key])
	}
	if err := os.WriteFile(overFile(), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestComplexity(t *testing.T) {
	// Counted by hand from the text below: 1 + if, && , ||, for, range, two cases that
	// are no default, and the if of the function inside.
	const want = 9
	for _, f := range house(t) {
		if f.path != "cmd/newsgraph/house_shape_test.go" {
			continue
		}
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "winding" {
				if got := complexity(fn); got != want {
					t.Errorf("got %d, want %d", got, want)
				}
			}
		}
	}
	if winding(3) == 0 {
		t.Error("it is only there to be counted")
	}
}

// winding is a function of known complexity.
func winding(n int) int {
	if n > 1 && n < 5 || n == 9 {
		n++
	}
	for n < 7 {
		n++
	}
	for range n {
		switch n {
		case 1, 2:
			n = 2
		case 3:
			n = 4
		default:
		}
	}
	func() {
		if n > 2 {
			n--
		}
	}()
	return n
}
