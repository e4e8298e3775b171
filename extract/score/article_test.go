package score_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/extract/source"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const (
	articles = "../../testdata/article"
	golden   = "testdata/article.golden"
	// leastRight is how many of the wanted claims must be found exactly as they
	// stand. It only ever goes up.
	leastRight = 139
	// mostViolations is how many claims that must not be made are made.
	mostViolations = 0
)

// TestArticles reads the articles of testdata/article and compares their claims
// with those written beside them. What is wrong today is listed in the golden
// file: nothing may be added to it; with CI=true what has become right must also
// be taken off it (-update).
func TestArticles(t *testing.T) {
	lines, all := outcomes(t)
	if all.Right < leastRight {
		t.Errorf("%d of %d claims are right, fewer than %d", all.Right, all.Wanted, leastRight)
	}
	if len(all.Violations) > mostViolations {
		t.Errorf("claims that must not be made: %s", strings.Join(all.Violations, "\n"))
	}
	if *update {
		text := "# What reading testdata/article gets wrong: see article_test.go.\n" + strings.Join(lines, "\n") + "\n"
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	for _, l := range lines {
		if !slices.Contains(known, l) {
			t.Errorf("worse: %s", l)
		}
	}
	for _, l := range known {
		if !slices.Contains(lines, l) {
			report := t.Logf
			if os.Getenv("CI") == "true" {
				report = t.Errorf
			}
			report("better, take it off %s (-update): %s", golden, l)
		}
	}
}

// outcomes compares every article that has claims beside it.
func outcomes(t *testing.T) (lines []string, all score.Outcome) {
	t.Helper()
	pipeline := open(t)
	gold, inventory := golds(t)
	found := 0
	for a, err := range pipeline.Run(context.Background(), source.Open([]string{articles}, source.Options{}), 2) {
		if err != nil {
			t.Fatal(err)
		}
		g, ok := gold[claimsName(a)+"@"+a.ID]
		if !ok {
			if g, ok = gold[claimsName(a)+"@"]; !ok {
				t.Errorf("%s has no claims", a.Source)
				continue
			}
		}
		found++
		o := g.Check(a, inventory)
		all.Add(o)
		lines = append(lines, listed(claimsName(a), o)...)
	}
	if found != len(gold) {
		t.Errorf("%d articles for %d lists of claims", found, len(gold))
	}
	return lines, all
}

// open returns the pipeline with all relations.
func open(t *testing.T) extract.Pipeline {
	t.Helper()
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	pipeline, err := english.New(english.Options{Relations: relations})
	if err != nil {
		t.Fatal(err)
	}
	return pipeline
}

// listed writes what is wrong with one article.
func listed(name string, o score.Outcome) (lines []string) {
	for _, l := range []struct {
		what string
		list []string
	}{{"missed", o.Missed}, {"differs", o.Differs}, {"extra", o.Extra}, {"VIOLATION", o.Violations}} {
		for _, s := range l.list {
			lines = append(lines, fmt.Sprintf("%s: %s: %s", name, l.what, s))
		}
	}
	return lines
}

// claimsName is the name that an article's file and its claims share.
func claimsName(a *extract.Article) string {
	base := filepath.Base(a.Source)
	return base[:strings.IndexByte(base, '.')]
}

// golds reads all claims files and collects the relations that are wanted.
func golds(t *testing.T) (gold map[string]score.Gold, inventory map[string]extract.Relation) {
	t.Helper()
	all, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	gold, inventory = map[string]score.Gold{}, map[string]extract.Relation{}
	files, err := filepath.Glob(filepath.Join(articles, "*.claims"))
	if err != nil || len(files) == 0 {
		t.Fatal(errors.Join(err, errors.New("no claims")))
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := score.ReadClaims(name, f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range list {
			gold[strings.TrimSuffix(filepath.Base(name), ".claims")+"@"+g.ID] = g
			for _, c := range g.Claims {
				if i := slices.IndexFunc(all, func(r extract.Relation) bool { return r.Name == c.Relation }); i >= 0 && c.Mark == score.Wanted {
					inventory[c.Relation] = all[i]
				}
			}
		}
	}
	return gold, inventory
}

// TestNamesStandInTheArticles holds that the names in the claims are spelt as in
// the articles; only states may be named by their people ("Austrian").
func TestNamesStandInTheArticles(t *testing.T) {
	gold, _ := golds(t)
	for a, err := range source.Open([]string{articles}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n := len(strings.Fields(a.Text)); n > 800 || n < 100 {
			t.Errorf("%s has %d words", a.Source, n)
		}
		for _, c := range slices.Concat(gold[claimsName(a)+"@"+a.ID].Claims, gold[claimsName(a)+"@"].Claims) {
			for _, name := range []string{c.Subject, c.Object, c.Speaker} {
				if name == c.Object && strings.HasSuffix(c.Relation, "_ON") {
					continue // a date, in whatever form the article has it
				}
				demonym := slices.Contains([]string{"Austria", "Portugal", "Kazakhstan", "Netherlands", "Senegal", "Lithuania", "Finland"}, name)
				if name != "*" && !strings.Contains(strings.ToLower(a.Text), strings.ToLower(name)) && !demonym {
					t.Errorf("%s:%d: %q is not in the article", claimsName(a), c.Line, name)
				}
			}
		}
	}
}
