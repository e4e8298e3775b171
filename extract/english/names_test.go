package english_test

import (
	"bufio"
	"context"
	"crypto/md5"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/score"
)

// namesText is a text with gold names: span in code points to class.
type namesText struct {
	id, text string
	gold     map[[2]int]string
	skip     [][2]int // where no class is told
}

// namesSet is a set of such texts; classes translates the scorers' types to those
// of the gold, what it leaves out does not count.
type namesSet struct {
	name    string
	texts   []namesText
	classes map[string]string
	least   float64 // strict F that is wanted, or was reached
}

// TestNames measures strict names, end to end as the binary gives them, on the
// development sets in the folder NEWSGRAPH_SHARED, with all rules of the second look,
// with none, and (-v) with each left out.
func TestNames(t *testing.T) {
	root := filepath.Join(extracttest.Shared(t), "data")
	four := map[string]string{"PERSON": "PER", "ORG": "ORG", "PLACE": "LOC", "NORP": "MISC", "EVENT": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "OTHER": "MISC"}
	world := map[string]string{"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "MISC", "Product": "MISC", "Misc": "MISC"}
	ours := map[string]string{"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE", "NORP": "NORP", "DATE": "DATE", "MONEY": "MONEY", "PRODUCT": "OTHER", "EVENT": "OTHER", "LAW": "OTHER", "OTHER": "OTHER"}
	kinds := map[string]string{"Person": "PERSON", "Organization": "ORG", "Location": "PLACE", "Facility": "PLACE", "NORP": "NORP", "Date": "DATE", "Money": "MONEY", "Product": "OTHER", "Misc": "OTHER"}
	misc := map[string]string{"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE", "NORP": "OTHER", "EVENT": "OTHER", "LAW": "OTHER", "PRODUCT": "OTHER", "OTHER": "OTHER"}
	wiki := map[string]string{"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE", "NORP": "PLACE", "DATE": "DATE", "EVENT": "OTHER", "LAW": "OTHER", "PRODUCT": "OTHER", "OTHER": "OTHER"}
	three := map[string]string{"PERSON": "PER", "ORG": "ORG", "PLACE": "LOC"}
	unified := func(file string) []namesText { return graphTexts(t, filepath.Join(root, "unified", file+".jsonl")) }
	newswire := tokenRows(t, filepath.Join(root, "worldwide_ner", "dev.tsv"))
	sets := []namesSet{
		{"worldwide 4-class", reclassed(newswire, world), four, .73},
		{"our kinds", reclassed(newswire, kinds), ours, .70},
		{"UNER-EWT", reclassed(sentenceRows(t, filepath.Join(root, "uner_ewt", "en_ewt-ud-dev.iob2")), map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}), three, .64},
		{"DWIE", unified("dwie_dev"), nil, .775},
		{"Re-DocRED", unified("redocred_dev"), wiki, .705},
		{"wire 1996", wires(unified("crossre_news_dev"), unified("crossre_ext-news_dev")), misc, .715},
		{"CoNLL04", append(unified("conll04_dev"), unified("conll04_train")...), misc, .66},
		{"worldwide large", reclassed(tokenRows(t, filepath.Join(root, "worldwide_ner", "train.tsv")), world), four, .77},
	}
	all := measure(t, sets, english.Options{})
	for i, s := range sets {
		if all[i] < s.least {
			t.Errorf("%s: F %.4f, want %.3f", s.name, all[i], s.least)
		}
	}
	t.Log(row("", func(i int) string { return sets[i].name }, len(sets)))
	t.Log(row("all rules", func(i int) string { return fmt.Sprintf("%.4f", all[i]) }, len(sets)))
	none := measure(t, sets, english.Options{NoSecondLook: true})
	t.Log(row("the network alone", func(i int) string { return fmt.Sprintf("%.4f", none[i]) }, len(sets)))
	for _, rule := range ner.RuleNames() {
		if !testing.Verbose() {
			break
		}
		f := measure(t, sets, english.Options{Without: []string{rule}})
		t.Log(row(rule, func(i int) string { return fmt.Sprintf("%+.2f", 100*(all[i]-f[i])) }, len(sets)))
	}
}

// row is a line of a table.
func row(name string, cell func(int) string, n int) string {
	s := "| " + name + " |"
	for i := range n {
		s += " " + cell(i) + " |"
	}
	return s
}

// measure returns the strict F of names for each set. Sets with the same texts are
// read twice: that keeps it simple.
func measure(t *testing.T, sets []namesSet, o english.Options) []float64 {
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	o.Relations = relations
	p, err := english.New(o)
	if err != nil {
		t.Fatal(err)
	}
	var out []float64
	for _, s := range sets {
		right, found, gold := 0, 0, 0
		i := 0
		for a, err := range p.Run(context.Background(), namesArticles(s.texts), 2) {
			if err != nil {
				t.Fatal(err)
			}
			x := s.texts[i]
			i++
			names := recordNames(score.Format(a), s.classes, x.skip)
			for span, class := range names {
				if x.gold[span] == class {
					right++
				}
			}
			found, gold = found+len(names), gold+len(x.gold)
		}
		out = append(out, 2*float64(right)/float64(max(1, found+gold)))
	}
	return out
}

func namesArticles(texts []namesText) func(func(*extract.Article, error) bool) {
	return func(yield func(*extract.Article, error) bool) {
		for _, x := range texts {
			if !yield(&extract.Article{ID: x.id, Text: x.text, Source: x.id}, nil) {
				return
			}
		}
	}
}

// recordNames returns the names of a record that count.
func recordNames(r score.Record, classes map[string]string, skip [][2]int) map[[2]int]string {
	names := map[[2]int]string{}
	for _, e := range r.Entities {
		class := e.Type
		if classes != nil {
			class = classes[e.Type]
		}
		for _, m := range e.Mentions {
			if !slices.ContainsFunc(skip, func(s [2]int) bool { return m[0] < s[1] && s[0] < m[1] }) {
				names[m] = class
			}
		}
	}
	maps.DeleteFunc(names, func(_ [2]int, class string) bool { return class == "" })
	return names
}

// reclassed translates the classes of gold names and drops those without one.
func reclassed(texts []namesText, classes map[string]string) (out []namesText) {
	for _, x := range texts {
		gold := map[[2]int]string{}
		for s, c := range x.gold {
			if k := classes[c]; k != "" {
				gold[s] = k
			}
		}
		out = append(out, namesText{id: x.id, text: x.text, gold: gold})
	}
	return out
}

// graphTexts reads a graph data set: entities with their mentions.
func graphTexts(t *testing.T, path string) (out []namesText) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var record struct {
			ID, Text string
			Entities []struct {
				ID       any
				Type     string
				Mentions [][2]int
			}
			Untyped []any `json:"untyped_entities"`
		}
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		x := namesText{id: record.ID, text: record.Text, gold: map[[2]int]string{}}
		for _, e := range record.Entities {
			if e.Type == "" || slices.Contains(record.Untyped, e.ID) {
				x.skip = append(x.skip, e.Mentions...)
				continue
			}
			for _, m := range e.Mentions {
				x.gold[m] = e.Type
			}
		}
		out = append(out, x)
	}
	return out
}

// wires joins sentences to the articles that they were taken from: a headline, a line
// with the place and the day, and what follows.
func wires(parts ...[]namesText) (out []namesText) {
	dateline := regexp.MustCompile(`^[A-Z][A-Z ,.\'-]*\d{4}-\d\d-\d\d$`)
	for _, part := range parts {
		for i, x := range part {
			if i == 0 || i+1 < len(part) && dateline.MatchString(part[i+1].text) {
				out = append(out, namesText{id: x.id, gold: map[[2]int]string{}})
			}
			out[len(out)-1].append("\n", x.text, x.gold)
		}
	}
	return out
}

// tokenRows reads articles of one token and tag a line and writes them as text.
func tokenRows(t *testing.T, path string) (out []namesText) {
	var words, tags []string
	for line := range strings.Lines(readAll(t, path) + "-DOCSTART-\n") {
		word, rest, tagged := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		tag, _, _ := strings.Cut(rest, "\t")
		switch {
		case strings.HasPrefix(word, "-DOCSTART-"):
			if len(words) > 0 {
				text, spans := joined(words)
				out = append(out, namesText{id: fmt.Sprint(len(out)), text: text, gold: tagSpans(tags, spans)})
			}
			words, tags = nil, nil
		case tagged:
			words, tags = append(words, word), append(tags, tag)
		}
	}
	return out
}

// joined writes tokens as a text and tells where they stand.
func joined(words []string) (string, [][2]int) {
	var text strings.Builder
	var spans [][2]int
	at, quoted, before := 0, false, ""
	plain := map[string]string{"-LRB-": "(", "-RRB-": ")", "``": "\"", "''": "\""}
	for i, w := range words {
		if i > 0 {
			before = words[i-1]
		}
		if p := plain[w]; p != "" {
			w = p
		}
		blank := i > 0 && before != "(" && before != "[" && before != "$" && !slices.Contains([]string{".", ",", ";", ":", "!", "?", ")", "]", "}", "%",
			"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "''", "’s"}, w)
		if w == "\"" {
			blank, quoted = blank && !quoted, !quoted
		} else if (before == "\"" || before == "``") && quoted {
			blank = false
		}
		if blank {
			text.WriteByte(' ')
			at++
		}
		n := utf8.RuneCountInString(w)
		spans = append(spans, [2]int{at, at + n})
		text.WriteString(w)
		at += n
	}
	return text.String(), spans
}

// tagSpans reads tags of the form B-PER, I-PER, O.
func tagSpans(tags []string, spans [][2]int) map[[2]int]string {
	gold := map[[2]int]string{}
	start, class := -1, ""
	for i, tag := range append(slices.Clone(tags), "O") {
		place, kind, _ := strings.Cut(tag, "-")
		if start >= 0 && (place != "I" || kind != class) {
			gold[[2]int{spans[start][0], spans[i-1][1]}] = class
			start = -1
		}
		if place != "O" && start < 0 {
			start, class = i, kind
		}
	}
	return gold
}

// sentenceRows reads sentences of one token a line with their text above; the half
// of the texts by the last bit of their name's MD5 that no network was trained on.
func sentenceRows(t *testing.T, path string) (out []namesText) {
	id, text := "", ""
	var words, tags []string
	index := map[string]int{}
	for line := range strings.Lines(readAll(t, path) + "\n") {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "# newdoc"), strings.HasPrefix(line, "# sent_id"):
			_, id, _ = strings.Cut(line, "= ")
			if strings.HasPrefix(line, "# sent_id") {
				id = id[:strings.LastIndex(id, "-")]
			}
		case strings.HasPrefix(line, "# text = "):
			text = line[len("# text = "):]
		case line != "" && line[0] != '#':
			fields := strings.Split(line, "\t")
			words, tags = append(words, fields[1]), append(tags, fields[2])
		case line == "" && len(words) > 0:
			sum := md5.Sum([]byte(id))
			if spans, ok := located(text, words); ok && sum[len(sum)-1]&1 == 1 {
				n, known := index[id]
				if !known {
					n = len(out)
					index[id] = n
					out = append(out, namesText{id: id, gold: map[[2]int]string{}})
				}
				out[n].append(" ", text, tagSpans(tags, spans))
			}
			words, tags = nil, nil
		}
	}
	return out
}

// append adds a sentence with its gold, parted from what is there.
func (x *namesText) append(part, sentence string, gold map[[2]int]string) {
	if x.text != "" {
		x.text += part
	}
	base := utf8.RuneCountInString(x.text)
	x.text += sentence
	for s, c := range gold {
		x.gold[[2]int{base + s[0], base + s[1]}] = c
	}
}

// located tells where words stand in a text.
func located(text string, words []string) (out [][2]int, ok bool) {
	at, points := 0, 0
	for _, w := range words {
		i := strings.Index(text[at:], w)
		if i < 0 {
			return nil, false
		}
		points += utf8.RuneCountInString(text[at : at+i])
		n := utf8.RuneCountInString(w)
		out = append(out, [2]int{points, points + n})
		points, at = points+n, at+i+len(w)
	}
	return out, true
}

func readAll(t *testing.T, path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
