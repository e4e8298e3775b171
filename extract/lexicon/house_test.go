package lexicon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ceilings is how many words a package may still hold in its code; a number may only
// go down. Package source has names of fields, elements and classes beside words, and
// nobody has told the ones from the others yet.
func ceilings() map[string]int {
	return map[string]int{"source": 889}
}

// outside lists the packages that look for no word: their literals are names of
// formats, of measures, of tensors.
func outside() []string {
	return []string{"conllu", "corpus", "extracttest", "lexicon", "neural", "parse", "reader", "rescore", "score"}
}

// literal is a string literal in the code of a package of extract.
type literal struct{ dir, where, text string }

// literals returns the string literals of the files of extract that are no tests, but
// imports, struct tags, and what is said in errors.
func literals(t *testing.T) []literal {
	t.Helper()
	var list []literal
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		dir := strings.TrimPrefix(path.Dir(filepath.ToSlash(name)), "../")
		if dir == ".." {
			dir = "extract"
		}
		if slices.Contains(outside(), strings.Split(dir, "/")[0]) {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				x.Tag = nil
			case *ast.CallExpr:
				return !speaks(x)
			case *ast.BasicLit:
				if x.Kind == token.STRING {
					text, err := strconv.Unquote(x.Value)
					if err != nil {
						t.Fatal(err)
					}
					list = append(list, literal{dir, fset.Position(x.Pos()).String(), text})
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// speaks reports whether a call says something to people, or asks the lexicon.
func speaks(call *ast.CallExpr) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		from, ok := f.X.(*ast.Ident)
		return ok && slices.Contains([]string{"fmt", "errors", "lexicon"}, from.Name)
	}
	return false
}

// allowed returns the names that look like words, by package and name: labels of the
// parser, which every package may have, names of layers, frames, sieves and rules.
func allowed(t *testing.T) map[string]map[string]bool {
	t.Helper()
	text, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string][]string{}
	if err := parseWords(string(text), lists); err != nil {
		t.Fatalf("testdata/names.txt%v", err)
	}
	names := map[string]map[string]bool{}
	for dir, list := range lists {
		names[dir] = map[string]bool{}
		for _, name := range list {
			names[dir][name] = true
		}
	}
	return names
}

// No word of English stands in the code of a stage: it belongs into a list, with what
// it is for. A literal is a word if it is one run of letters with a small one, or if
// a list has it.
func TestNoWordsInCode(t *testing.T) {
	word := regexp.MustCompile(`^[\p{L}'’-]*\p{Ll}[\p{L}'’-]*\.?$`)
	listed := map[string]bool{}
	for _, words := range lists {
		for _, w := range words {
			listed[w] = true
		}
	}
	names, found, used := allowed(t), map[string][]string{}, map[string]bool{}
	for _, l := range literals(t) {
		switch text := strings.TrimSpace(l.text); {
		case names["all"][text]:
			used["all "+text] = true
		case names[l.dir][text]:
			used[l.dir+" "+text] = true
		case listed[text] && strings.ToUpper(text) != strings.ToLower(text), word.MatchString(text):
			found[l.dir] = append(found[l.dir], l.where+" "+strconv.Quote(l.text))
		}
	}
	for dir, list := range found {
		if n := len(list); n > ceilings()[dir] {
			if len(list) > 20 {
				list = list[:20]
			}
			t.Errorf("%s has %d words in its code, at most %d: put them into a list of extract/lexicon/word, or a name of the program into testdata/names.txt\n%s",
				dir, n, ceilings()[dir], strings.Join(list, "\n"))
		}
	}
	for dir, n := range ceilings() {
		if len(found[dir]) < n {
			t.Logf("%s has %d words in its code: lower its ceiling, which is %d", dir, len(found[dir]), n)
		}
	}
	for dir, list := range names {
		for name := range list {
			if !used[dir+" "+name] {
				t.Errorf("testdata/names.txt allows %q in %s, which has it no more", name, dir)
			}
		}
	}
}

// Every list is asked by some package, by its name, and every name that is asked has a
// list.
func TestListsAreAsked(t *testing.T) {
	asked, wanted := map[string]bool{}, map[string]string{}
	call := regexp.MustCompile(`lexicon\.(?:Words|List|Values|Numbers)\(([^)]*)\)`)
	quoted := regexp.MustCompile(`"[^"\n]+"`)
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		if err == nil && strings.Contains(string(text), "extract/lexicon\"") {
			for _, q := range quoted.FindAllString(string(text), -1) {
				asked[strings.Trim(q, `"`)] = true
			}
			for _, c := range call.FindAllStringSubmatch(string(text), -1) {
				for _, q := range quoted.FindAllString(c[1], -1) {
					wanted[strings.Trim(q, `"`)] = name
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range lists {
		if !asked[name] {
			t.Errorf("no package asks for the list %q", name)
		}
	}
	for name, where := range wanted {
		if lists[name] == nil {
			t.Errorf("%s asks for the list %q, which is not there", where, name)
		}
	}
}
