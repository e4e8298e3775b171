package english

import (
	"context"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

// layers returns the pipeline of a model without what comes after the names.
func layers(l *language) extract.Pipeline {
	return extract.Pipeline{{Run: l.tokenStage}, {Run: l.syntaxStage}, {Run: l.namesStage}}
}

func model(t testing.TB) *language {
	t.Helper()
	l, err := openLanguage(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func run(t testing.TB, l *language, text string) *extract.Article {
	t.Helper()
	a := &extract.Article{Text: text}
	if err := layers(l).Article(context.Background(), a); err != nil {
		t.Fatalf("%.40q: %v", text, err)
	}
	return a
}

// sound fails the test unless tokens tile the text but for white space, and all
// layers up to the names point inside the article.
func sound(t testing.TB, a *extract.Article) {
	t.Helper()
	tiled(t, a)
	for _, m := range a.Mentions {
		if m.End <= m.Start || !m.Contains(m.Head) || a.SentenceOf(m.Start) < 0 || a.SentenceOf(m.Start) != a.SentenceOf(m.End-1) {
			t.Fatalf("%.60q: mention %+v", a.Text, m)
		}
	}
}

// tiled fails the test unless tokens tile the text but for white space, and
// sentences the tokens but for what stands between paragraphs.
func tiled(t testing.TB, a *extract.Article) {
	t.Helper()
	end := 0
	for i, k := range a.Tokens {
		if k.Start < end || k.End <= k.Start || k.End > len(a.Text) {
			t.Fatalf("%.60q: token %d is %d-%d after %d", a.Text, i, k.Start, k.End, end)
		}
		if gap := a.Text[end:k.Start]; gap != "" && gap != " " {
			t.Fatalf("%.60q: %q lies between tokens", a.Text, gap)
		}
		if k.Head < 0 || k.Head >= len(a.Tokens) || k.Tag == "" || k.Dep == "" {
			t.Fatalf("%.60q: token %d: %+v", a.Text, i, k)
		}
		end = k.End
	}
	if rest := a.Text[end:]; rest != "" && rest != " " {
		t.Fatalf("%.60q: %q is in no token", a.Text, rest)
	}
	at := 0
	for _, s := range a.Sentences {
		if s.Start < at || s.End <= s.Start || s.End > len(a.Tokens) {
			t.Fatalf("%.60q: sentence %+v after token %d", a.Text, s, at)
		}
		if strings.Contains(strings.TrimSpace(a.Words(s.Span)), "\n\n") {
			t.Fatalf("%.60q: sentence %q crosses a blank line", a.Text, a.Words(s.Span))
		}
		at = s.End
	}
}

var pieces = []string{" ", "  ", "\n", "\n\n", "\r\n", "a", "B", "Bonn", "\xff", "\xe2\x82", "don't", "U.S.", "é", "£", "…", "\u200b", "x.", "))", "http://a.b",
	"\x00", "İ", "🇳🇴", "שלום", "مرحبا", "\u2028", "1,5km", "can't."}

func randomText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.Intn(most) {
		b.WriteString(pieces[r.Intn(len(pieces))])
	}
	return b.String()
}

func TestRandomBytes(t *testing.T) {
	l, r := model(t), rand.New(rand.NewSource(1))
	for range 1000 {
		sound(t, run(t, l, randomText(r, 80)))
	}
	for range 200 {
		b := make([]byte, r.Intn(200))
		r.Read(b)
		sound(t, run(t, l, string(b)))
	}
}

func TestOddTexts(t *testing.T) {
	l := model(t)
	for _, text := range []string{"", " ", "  ", "\n", "x", "\x00", "\n\nHeadline\n\n", "a\n\n\n\nb", strings.Repeat("\n", 100_000),
		strings.Repeat("- \n", 5_000), strings.Repeat("x", 1<<20), strings.Repeat("(", 20_000), strings.Repeat("a.", 50_000), strings.Repeat("a@b.", 1_000),
		strings.Repeat("שלום עליכם. ", 200), strings.Repeat("🙂", 2_000)} {
		sound(t, run(t, l, text))
	}
}

// Ten megabytes without a blank: one token, and a million of them, which are no
// more than split.
func TestTenMegabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("10 MB of text")
	}
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &extract.Article{Text: strings.Repeat("x1", 5<<20)}
	if err := p.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	tiled(t, a)
	inside(t, a)
	a = &extract.Article{Text: strings.Repeat("x-y.", 1<<18)}
	if err := p[0].Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if end := a.Tokens[len(a.Tokens)-1].End; end != len(a.Text) {
		t.Errorf("the last token ends at byte %d of %d", end, len(a.Text))
	}
}

// An article is read alike alone, again, after the caches forgot all, and by
// several goroutines.
func TestStable(t *testing.T) {
	l, r := model(t), rand.New(rand.NewSource(2))
	texts := []string{"Nora Vik met Emmanuel Macron in Oslo on Monday. They discussed trade.\n\nShares of Borealis Inc. fell 3% to $150.", "x", ""}
	for range 8 {
		texts = append(texts, randomText(r, 200))
	}
	want := make([]*extract.Article, len(texts))
	for i, text := range texts {
		want[i] = run(t, l, text)
	}
	for i := range 20_000 { // more words than the caches hold vectors
		l.lexicon.Word(fmt.Sprint("w", i), "")
	}
	var words strings.Builder
	for i := range 6_000 {
		fmt.Fprint(&words, "w", i, " ")
	}
	run(t, l, words.String())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, text := range texts {
				if got := run(t, l, text); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%q is read in another way", text)
				}
			}
		})
	}
	group.Wait()
}

// What the parser forgets of a sentence that reaches far back is computed again.
func TestLongUnit(t *testing.T) {
	l := model(t)
	text := strings.Repeat("the mayor of Bergen and ", 1500)
	a := run(t, l, text)
	sound(t, a)
	if b := run(t, l, text); !reflect.DeepEqual(a, b) {
		t.Error("a long sentence is read in two ways")
	}
}

// The vectors of a long unit are the same numbers, whichever stretch is asked for.
func TestVectorsLater(t *testing.T) {
	l, r := model(t), rand.New(rand.NewSource(3))
	a := &extract.Article{Text: strings.Repeat("Nora Vik met "+randomText(r, 40)+" in Oslo. ", 60)}
	a.Tokens = l.tokenizer.Tokens(a.Text)
	n := len(a.Tokens)
	words := l.words(a, extract.Span{End: n}, nil)
	for name, e := range map[string]*neural.Encoder{"syntax": l.syntax, "names": l.names} {
		all := make([]float32, (n+neural.Spare)*neural.Width)
		e.Encode(words, []int{n}, all)
		later := e.Later(words)
		for _, first := range []int{0, 60, 470, 480, 481, n - 60, 3, n - 1, 0} {
			size := min(60, n-first) * neural.Width
			if got := later.Rows(first, min(60, n-first))[:size]; !slices.Equal(got, all[first*neural.Width:][:size]) {
				t.Errorf("%s: the vectors from token %d of %d on differ", name, first, n)
			}
		}
	}
}

func TestEndlessParagraphIsCut(t *testing.T) {
	l := model(t)
	a := &extract.Article{Text: strings.Repeat("Oslo fell. ", 100_000)}
	a.Tokens = l.tokenizer.Tokens(a.Text)
	units := l.units(a)
	end := 0
	for _, u := range units {
		if u.Start != end || u.Len() > unitTokens || a.Words(extract.Span{Start: u.End - 1, End: u.End}) != "." {
			t.Errorf("unit %+v after %d", u, end)
		}
		end = u.End
	}
	if end != len(a.Tokens) {
		t.Errorf("the units end at %d of %d", end, len(a.Tokens))
	}
}
