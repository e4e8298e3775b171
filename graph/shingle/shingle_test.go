package shingle

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// made gives the pairs that the bounds were measured on.
func made(t testing.TB, seed uint64) []pair {
	m := &maker{Rand: rand.New(rand.NewPCG(1, seed)), passages: passages(t)}
	m.Shuffle(len(m.passages), func(i, j int) { m.passages[i], m.passages[j] = m.passages[j], m.passages[i] })
	return append(m.copies(), m.others()...)
}

func sketchOf(text string) Sketch {
	s, _ := Of(text)
	return s
}

// TestCopies measures what is found to be a copy, at the bounds and (-v) at others.
func TestCopies(t *testing.T) {
	pairs := made(t, 2)
	score := func(judge func(s, t Sketch) bool) (precision, recall float64, wrong []string) {
		right, found, all := 0, 0, 0
		for _, p := range pairs {
			is := judge(sketchOf(p.a), sketchOf(p.b))
			if is {
				found++
			}
			if p.same {
				all++
			}
			if is && p.same {
				right++
			}
			if is != p.same {
				wrong = append(wrong, p.kind)
			}
		}
		return share(right, found), share(right, all), wrong
	}
	for _, bound := range []float64{.5, .6, .65, .7, .75, .8, .85, .9} {
		p, r, _ := score(func(s, t Sketch) bool {
			r := resemblance(s, t)
			return r >= leastResemblance && containment(s, t, r) >= bound
		})
		q, u, _ := score(func(s, t Sketch) bool {
			r := resemblance(s, t)
			return r >= leastResemblance && containment(s, t, r) >= bound && agreement(s, t) >= leastAgreement
		})
		t.Logf("containment ≥ %.2f: P %.3f R %.3f; with agreement ≥ %.2f: P %.3f R %.3f", bound, p, r, leastAgreement, q, u)
	}
	if p, r, wrong := score(Copies); p < 1 || r < .98 {
		t.Errorf("%d pairs: precision %.3f, recall %.3f: %v", len(pairs), p, r, wrong)
	}
}

// TestNeighbours: copies stand side by side in the order of a key, among many texts
// that templates made and that end alike.
func TestNeighbours(t *testing.T) {
	pairs := made(t, 3)
	m := &maker{Rand: rand.New(rand.NewPCG(3, 4)), passages: passages(t)}
	var keys []Keys
	add := func(text string) {
		_, k := Of(text)
		keys = append(keys, k)
	}
	for _, p := range pairs {
		add(p.a)
		add(p.b)
	}
	for range 200 {
		for _, tm := range templates {
			add(m.fill(tm.text))
		}
		add(m.passages[m.IntN(len(m.passages))] + "\n" + strings.Join(credits, "\n"))
	}
	beside := map[[2]int]bool{}
	for tree := range Trees {
		order := make([]int, len(keys))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int { return strings.Compare(keys[i][tree], keys[j][tree]) })
		for i := 1; i < len(order); i++ {
			if a, b := order[i-1], order[i]; Prefix(keys[a][tree]) == Prefix(keys[b][tree]) {
				beside[[2]int{min(a, b), max(a, b)}] = true
			}
		}
	}
	all, found := 0, 0
	for i, p := range pairs {
		if p.same {
			all++
			if beside[[2]int{2 * i, 2*i + 1}] {
				found++
			}
		}
	}
	t.Logf("%d of %d copies beside theirs among %d texts; %d pairs to compare", found, all, len(keys), len(beside))
	if share(found, all) < .96 || len(beside) > Trees*len(keys) {
		t.Errorf("%d of %d copies stand beside theirs, %d pairs are to be compared", found, all, len(beside))
	}
}

func TestCopiesOfFewWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Ines Duarte met Olga Kovar.", "INES DUARTE\nmet “Olga Kovar”", true},
		{"Ines Duarte met Olga Kovar.", "Ines Duarte met Olga Kovar again.", false},
		{"José met Zoë.", "Jose\u0301 met Zoe\u0308.", true},
		{"José met Zoë.", "Jose met Zoe.", false},
		{"", "", false},
		{"… – !", "…", false},
		{"葡京會見了奧爾加", "葡京會見了。奧爾加", true},
	} {
		if got := Copies(sketchOf(c.a), sketchOf(c.b)); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestScriptsWithoutBlanks: a text without blanks is compared word by word too, here
// letter by letter.
func TestScriptsWithoutBlanks(t *testing.T) {
	letters := []rune("天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏閏餘成歲律呂調陽雲騰致雨露結為霜金生麗水玉出崑岡劍號巨闕珠稱夜光果珍李柰菜重芥薑")
	if all := string(letters); !Copies(sketchOf(all), sketchOf(string(letters[:30])+"和"+string(letters[30:]))) {
		t.Error("a letter more is another text")
	}
}

func TestSketchIsReadBack(t *testing.T) {
	for _, text := range []string{"", "Ana met Bea.", strings.Join(passages(t)[:9], "\n")} {
		s := sketchOf(text)
		got, err := Parse(s.String())
		if err != nil || got.String() != s.String() || got.all != s.all || !slices.Equal(got.shingles, s.shingles) || !slices.Equal(got.marks, s.marks) {
			t.Errorf("%.20q: %v, %v", text, got, err)
		}
		if !Current(s.String()) {
			t.Errorf("%q is not current", s)
		}
	}
	for _, bad := range []string{"", "0.1.AAAA.AAAA", "1.x.AAAA.AAAA", "1.1.!.AAAA", "1.1.AAAA"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is taken for a sketch", bad)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Join(passages(b)[:12], "\n")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text)
	}
}

func BenchmarkCopies(b *testing.B) {
	p := passages(b)
	x, y := sketchOf(strings.Join(p[:12], "\n")), sketchOf(strings.Join(p[2:14], "\n"))
	for b.Loop() {
		Copies(x, y)
	}
}
