package english

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// TestNews reads invented sentences, class by class, and wants exactly the
// claims of the core news relations written below each.
func TestNews(t *testing.T) {
	p, types := readsAll(t)
	files, err := filepath.Glob("testdata/news/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range strings.Split("\n"+string(text), "\n> ")[1:] {
			lines := strings.Split(strings.TrimRight(e, "\n"), "\n")
			a := reads(t, p, lines[0]+"\n")
			want := slices.DeleteFunc(lines[1:], func(s string) bool { return s == "" || s[0] == '#' })
			slices.Sort(want)
			if got := coreClaims(a, types); !slices.Equal(got, want) {
				t.Errorf("%s: %s\n got %q\nwant %q\n%s", file, lines[0], got, want, refusals(a))
			}
		}
	}
}

// TestAhead holds that the present tense with a day that is still to come tells a
// plan, and with a day that is past an event.
func TestAhead(t *testing.T) {
	p, types := readsAll(t)
	for text, want := range map[string]string{
		"Anna Vogel flies to Norway on Friday.": "VISITED Anna Vogel -> Norway  planned",
		"Anna Vogel flew to Norway on Monday.":  "VISITED Anna Vogel -> Norway",
		"Anna Vogel meets Peter Klein in May.":  "MET_WITH Anna Vogel -- Peter Klein  planned",
	} {
		a := &extract.Article{Text: text + "\n", Published: time.Date(2024, 4, 10, 0, 0, 0, 0, time.UTC), PublishedPrecision: extract.Day}
		if err := p.Article(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if got := coreClaims(a, types); len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// coreClaims writes the claims of the relations that news is about most.
func coreClaims(a *extract.Article, types []extract.Relation) []string {
	var list []string
	for i := range types {
		switch types[i].Name {
		case "MET_WITH", "ATTENDED", "VISITED", "LEADS", "AGREED_WITH", "MEMBER_OF", "KILLED":
			for _, k := range a.Claims {
				if k.Relation != types[i].Name {
					continue
				}
				b := *a
				b.Claims = []extract.Claim{k}
				line := types[i].Name + " " + claimsOf(&b, &types[i])[0]
				switch {
				case k.Speaker >= 0:
					line += "  said"
				case k.Reported:
					line += "  reported"
				}
				list = append(list, line)
			}
		}
	}
	slices.Sort(list)
	return list
}
