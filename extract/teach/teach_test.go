package teach

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
)

// points are rows of width numbers of which the first tells what is right, if told.
func points(n int, told bool) []row {
	r := rand.New(rand.NewPCG(1, 2))
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{vector: make([]float32, 20), right: i%4 == 0, weight: 1}
		for k := range rows[i].vector {
			rows[i].vector[k] = float32(r.NormFloat64())
		}
		if told && rows[i].right {
			rows[i].vector[0] += 6
		}
	}
	return rows
}

// TestLearn: the weights are where the cost has no slope, and tell the rows apart; what
// is written of them does with vectors as they come what they do with scaled ones.
func TestLearn(t *testing.T) {
	rows := points(200, true)
	s := newScale(rows)
	scaled := s.apply(rows)
	weights := learn(scaled)
	if _, slope := descent(scaled, weights); math.Sqrt(dot(slope, slope)) > 1e-3 {
		t.Errorf("the descent ends at a slope of %v", slope)
	}
	plain := s.undo(weights)
	wide := make([]float64, len(plain))
	for i, w := range plain {
		wide[i] = float64(w)
	}
	wrong := 0
	for i := range rows {
		p := judge(weights, scaled[i])
		if q := judge(wide, rows[i]); math.Abs(p-q) > 1e-4 {
			t.Errorf("row %d: %v scaled, %v as it comes", i, p, q)
		}
		if (p > .5) != rows[i].right {
			wrong++
		}
	}
	if wrong > 4 {
		t.Errorf("%d of %d rows are judged wrongly", wrong, len(rows))
	}
}

// lots are passages with a row each.
func lots(rows []row) (list []passage) {
	for _, r := range newScale(rows).apply(rows) {
		p := passage{example: true, rows: []row{r}, facts: []fact{{0, 1}}}
		if r.right {
			p.claims = p.facts
		}
		list = append(list, p)
	}
	return list
}

// TestValidate: cross-validation finds what can be told and nothing where nothing can.
func TestValidate(t *testing.T) {
	for _, told := range []bool{true, false} {
		l := lesson{Options{Precision: .9}}
		out := &Lesson{Claims: 50}
		l.learn(out, lots(points(200, told)))
		if got := out.Relation.Taught != nil; got != told {
			t.Errorf("told %v: taught %v, %+v", told, got, out.Chosen)
		}
		if told && (out.Chosen.Recall() < .8 || out.Chosen.Precision() < .9 || out.Relation.Taught.Precision >= 1) {
			t.Errorf("chosen %+v, precision %v", out.Chosen, out.Relation.Taught.Precision)
		}
	}
}

// TestScore: a bound counts what reaches it, and how sure the share is.
func TestScore(t *testing.T) {
	all := guesses{{.9, true, true}, {.8, false, true}, {.7, true, true}, {.7, false, false}, {.2, true, true}}
	s := all.score(.7, 4)
	if s.Found != 4 || s.Right != 2 || s.Beside != 1 || s.Precision() != .5 || s.Recall() != .5 || s.F() != .5 {
		t.Errorf("got %+v", s)
	}
	if from, to := s.Interval(); math.Abs(from-.150) > .001 || math.Abs(to-.850) > .001 {
		t.Errorf("2 of 4: %v to %v, want Wilson's .150 to .850", from, to)
	}
	if none := all.score(.95, 4); none.Precision() != 0 || none.F() != 0 {
		t.Errorf("nothing found: %+v", none)
	}
}

// TestKinds: the ends have the kinds of the examples, or those that are given.
func TestKinds(t *testing.T) {
	claims := []corpus.Claim{{Subject: "O1", Relation: "X", Object: "E1"}, {Subject: "P1", Relation: "X", Object: "O2"}, {Subject: "L1", Relation: "Y", Object: "L2"}}
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Name: "X"}, "[Person Organization] [Organization Event]"},
		{Options{Name: "X", Symmetric: true}, "[Person Organization Event] [Person Organization Event]"},
		{Options{Name: "X", Object: []extract.Kind{extract.Place}}, "[Person Organization] [Place]"},
	} {
		l := lesson{c.o}
		l.kinds([]corpus.Record{{Claims: claims}})
		if got := fmt.Sprint(l.Subject, l.Object); got != c.want {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
}

// TestCheck: too few passages are told at the last, whatever else is claimed in them.
func TestCheck(t *testing.T) {
	var text strings.Builder
	for i := range 20 {
		fmt.Fprintf(&text, "# style=wire topic=sport\n[Acme %d|O1] paid [Zed|O2].\nO2 OWNS O1\n", i)
		if i < 10 {
			text.WriteString("O1 PAID O2\n! O2 PAID O1\n")
		}
		text.WriteByte('\n')
	}
	records, problems, err := corpus.Read("x.txt", strings.NewReader(text.String()))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if got := Check(Options{Name: "PAID"}, records); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	got := Check(Options{Name: "PAID"}, records[1:])
	if len(got) != 1 || !strings.Contains(got[0].Error(), "x.txt:97: the last of 19 passages, of which 9 state PAID") {
		t.Errorf("one too few: %v", got)
	}
	if got := Check(Options{Name: "PAID", Object: []extract.Kind{extract.Place}}, records); len(got) != 10 {
		t.Errorf("of the wrong kind: %v", got)
	}
}

// TestBackground: the passages of other news can be read, none is of the part of the
// corpus that nobody trains on, and none stands twice.
func TestBackground(t *testing.T) {
	list := Background()
	if len(list) < 100 {
		t.Errorf("%d passages", len(list))
	}
	var texts []string
	for _, r := range list {
		if r.Untouched() || slices.Contains(texts, r.Text) {
			t.Errorf("%s:%d: untouched, or there twice", r.File, r.Line)
		}
		texts = append(texts, r.Text)
	}
}
