package score_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/score"
)

// TestReferenceScorer holds that our scores are those of the reference scorers on
// the same predictions: as found, and spoilt in every way that the rules speak of.
// It reads the development data and the scorers in NEWSGRAPH_SHARED.
func TestReferenceScorer(t *testing.T) {
	shared := extracttest.Shared(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("no python3 for the reference scorer that NEWSGRAPH_SHARED has")
	}
	for _, name := range []string{"news_relations_dev", "seed_gold"} {
		file := filepath.Join(shared, "data", name+".jsonl")
		golds := readNews(t, file)
		found := map[string]score.Record{}
		var texts []*extract.Article
		for _, g := range golds {
			texts = append(texts, &extract.Article{ID: g.ID, Text: g.Text})
		}
		for _, r := range read(t, texts) {
			found[r.ID] = r
		}
		for spoil := range 6 {
			t.Run(fmt.Sprint(name, spoil), func(t *testing.T) {
				ours := score.NewTally()
				var lines bytes.Buffer
				for i := range golds {
					r := spoiled(found[golds[i].ID], spoil)
					if err := json.NewEncoder(&lines).Encode(r); err != nil {
						t.Fatal(err)
					}
					ours.Add(golds[i].Score(&r))
				}
				predictions := filepath.Join(t.TempDir(), "found.jsonl")
				if err := os.WriteFile(predictions, lines.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				out, err := exec.Command(python, filepath.Join(shared, "scorer", "score_news.py"), file, predictions, "--json").Output()
				if err != nil {
					t.Fatal(err)
				}
				agree(t, ours, out)
			})
		}
	}
}

// TestReferenceGraphScorer does the same for the graph data sets.
func TestReferenceGraphScorer(t *testing.T) {
	shared := extracttest.Shared(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("no python3 for the reference scorer that NEWSGRAPH_SHARED has")
	}
	for _, name := range []string{"dwie_dev", "re3d_dev", "kn_fold3"} {
		file := filepath.Join(shared, "data", "unified", name+".jsonl")
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		golds, err := score.ReadLines[score.GraphGold](file, f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		golds = golds[:min(len(golds), 150)]
		var texts []*extract.Article
		for _, g := range golds {
			texts = append(texts, &extract.Article{ID: g.ID, Text: g.Text})
		}
		records := read(t, texts)
		ours := score.NewTally()
		var lines, text bytes.Buffer
		for i := range golds {
			ours.Add(golds[i].Score(&records[i]))
			if err := json.NewEncoder(&lines).Encode(records[i]); err != nil {
				t.Fatal(err)
			}
		}
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range bytes.SplitAfter(whole, []byte("\n")) {
			if i < len(golds) {
				text.Write(line)
			}
		}
		dir := t.TempDir()
		gold, predictions := filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "found.jsonl")
		if err := os.WriteFile(gold, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(predictions, lines.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, filepath.Join(shared, "scorer", "score_kg.py"), gold, predictions).Output()
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Strict  struct{ P, R, F1 float64 } `json:"relation_strict"`
			Lenient struct{ P, R, F1 float64 } `json:"relation_lenient"`
		}
		if err := json.NewDecoder(bytes.NewReader(out)).Decode(&want); err != nil {
			t.Fatal(err)
		}
		sum := ours.Total()
		figures(t, name+" strict", sum.Strict(), []float64{want.Strict.P, want.Strict.R, want.Strict.F1}, 4)
		figures(t, name+" lenient", sum.Lenient(), []float64{want.Lenient.P, want.Lenient.R, want.Lenient.F1}, 4)
	}
}

func readNews(t *testing.T, file string) []score.NewsGold {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golds, err := score.ReadLines[score.NewsGold](file, f)
	if err != nil {
		t.Fatal(err)
	}
	return golds
}

// read returns the records of articles, in their order.
func read(t *testing.T, articles []*extract.Article) []score.Record {
	t.Helper()
	var records []score.Record
	source := func(yield func(*extract.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	for a, err := range open(t).Run(context.Background(), source, 2) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, score.Format(a))
	}
	return records
}

// spoiled returns a copy of a record with one of several faults.
func spoiled(r score.Record, fault int) score.Record {
	relations := append([]score.Relation{}, r.Relations...)
	entities := append([]score.Entity{}, r.Entities...)
	for i := range relations {
		x := &relations[i]
		switch {
		case fault == 1: // everything a plain fact
			x.Polarity, x.Modality, x.Status = "pos", "actual", "current"
		case fault == 2 && x.O != nil: // the wrong way round
			s := *x.O
			o := x.S
			x.S, x.O = s, &o
		case fault == 3: // other types, no details
			x.Type = map[string]string{"LEADS": "WORKS_FOR", "EMPLOYED_BY": "MEMBER_OF", "MET_WITH": "AGREED_WITH", "SAID": "DENIED", "LOCATED_IN": "BASED_IN"}[x.Type]
			x.Role, x.Time, x.Attribution = nil, nil, nil
		}
	}
	for i := range entities {
		e := &entities[i]
		switch {
		case fault == 4 && i+1 < len(entities) && i%3 == 0: // wrongly joined
			e.Mentions = append(append([][2]int{}, e.Mentions...), entities[i+1].Mentions...)
		case fault == 5 && i%2 == 0: // names only
			e.Mentions = [][2]int{}
		case fault == 5 && len(e.Mentions) > 0: // a character short
			m := e.Mentions[0]
			e.Mentions = [][2]int{{m[0], max(m[0]+1, m[1]-3)}}
		}
	}
	r.Relations, r.Entities = relations, entities
	if fault == 3 {
		r.Relations = append(r.Relations, r.Relations...) // counted once
	}
	return r
}

// agree compares a score with the reference scorer's output.
func agree(t *testing.T, ours *score.Tally, out []byte) {
	t.Helper()
	var want struct {
		Strict         []float64 `json:"strict_micro"`
		Lenient        []float64 `json:"lenient_micro"`
		StrictButSaid  []float64 `json:"strict_micro_without_SAID"`
		LenientButSaid []float64 `json:"lenient_micro_without_SAID"`
		Macro          float64   `json:"strict_macro_F1"`
		LenientMacro   float64   `json:"lenient_macro_F1"`
		MustNot        struct{ Listed, Violations int }
		NotAsserted    struct {
			Gold  int
			Found int `json:"found_with_right_polarity_and_modality"`
			Plain int `json:"predicted_as_plain_fact"`
		} `json:"not_asserted"`
		Former struct {
			Gold  int
			Found int `json:"found_as_former"`
		}
		Role        []int `json:"role_accuracy_on_hits"`
		Time        []int `json:"time_accuracy_on_hits"`
		Attribution []int `json:"attribution_accuracy_on_hits"`
		Ignored     int   `json:"ignored_neutral_predictions"`
		PerRelation map[string]struct {
			Gold, Pred      int
			Strict, Lenient []float64
		} `json:"per_relation"`
	}
	if err := json.Unmarshal(bytes.Replace(out, []byte(`"must_not"`), []byte(`"MustNot"`), 1), &want); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	figures(t, "strict", ours.Total().Strict(), want.Strict, 4)
	figures(t, "lenient", ours.Total().Lenient(), want.Lenient, 4)
	figures(t, "strict without SAID", ours.Total("SAID").Strict(), want.StrictButSaid, 4)
	figures(t, "lenient without SAID", ours.Total("SAID").Lenient(), want.LenientButSaid, 4)
	strict, lenient := ours.Macro()
	figures(t, "macro", score.PRF{Precision: strict, Recall: lenient}, []float64{want.Macro, want.LenientMacro, 0}, 4)
	got := fmt.Sprintln(ours.Listed, ours.Violations, ours.NotAsserted.Of, ours.NotAsserted.Right, ours.PlainFact,
		ours.Former.Of, ours.Former.Right, ours.Role, ours.Time, ours.Attribution, ours.Ignored)
	wanted := fmt.Sprintln(want.MustNot.Listed, want.MustNot.Violations, want.NotAsserted.Gold, want.NotAsserted.Found, want.NotAsserted.Plain,
		want.Former.Gold, want.Former.Found, braces(want.Role), braces(want.Time), braces(want.Attribution), want.Ignored)
	if got != wanted {
		t.Errorf("violations, modality, former, role, time, speaker, ignored: %s, the reference has %s", got, wanted)
	}
	if len(want.PerRelation) != len(ours.Names()) {
		t.Errorf("%d relations, the reference has %d", len(ours.Names()), len(want.PerRelation))
	}
	for _, name := range ours.Names() {
		c, w := ours.Counts[name], want.PerRelation[name]
		if c.Gold != w.Gold || c.LenientRight+c.LenientNot != w.Pred {
			t.Errorf("%s: gold %d, found %d; the reference has %d, %d", name, c.Gold, c.LenientRight+c.LenientNot, w.Gold, w.Pred)
		}
		figures(t, name+" strict", c.Strict(), w.Strict, 3)
		figures(t, name+" lenient", c.Lenient(), w.Lenient, 3)
	}
}

func braces(n []int) string { return "{" + strings.Trim(fmt.Sprint(n), "[]") + "}" }

// figures compares precision, recall and F with rounded ones.
func figures(t *testing.T, what string, got score.PRF, want []float64, digits int) {
	t.Helper()
	for i, g := range []float64{got.Precision, got.Recall, got.F} {
		if i >= len(want) || math.Abs(g-want[i]) > 0.500001*math.Pow10(-digits) {
			t.Errorf("%s: %.4f, the reference has %v", what, got, want)
			return
		}
	}
}
