package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/graph/audit"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// auditing is an audit under way.
type auditing struct {
	con      *console
	kept     *book
	by, at   string
	key      func(context.Context) (rune, error)
	reader   extract.Pipeline
	triggers map[string][]string // by relation: the longest word of each that shows it
}

// judgeDrawn goes through what was drawn and is not judged yet.
func (con audits) judgeDrawn(c *cli.Context, drawn []audit.Claim) error {
	kept, err := con.openBook(c.String("output"))
	if err != nil {
		return err
	}
	defer kept.file.Close()
	a := auditing{con: con.console, kept: kept, by: c.String("by"), at: c.String("at"), key: con.everyKey(), triggers: map[string][]string{}}
	if err := a.open(c); err != nil {
		return err
	}
	judged := map[string]bool{}
	for _, j := range kept.list {
		judged[j.Claim+j.QuoteHash] = true
	}
	left := slices.DeleteFunc(slices.Clone(drawn), func(d audit.Claim) bool { return judged[d.Claim+d.QuoteHash] })
	if len(left) < len(drawn) {
		con.notice(fmt.Sprintf("%d of %s judged before, in %s", len(drawn)-len(left), counted(len(drawn), "claims"), c.String("output")))
	}
	if err := a.all(c.Context, left, len(drawn)-len(left)); err != nil {
		return err
	}
	return con.audited(c, c.String("output"), kept.list)
}

// open makes what finds the words that show a claim in its sentence.
func (a *auditing) open(c *cli.Context) error {
	relations, err := knownRelations(c)
	if err != nil {
		return err
	}
	for _, r := range relations {
		for _, f := range r.Frames {
			for _, words := range f.Triggers {
				longest := slices.MaxFunc(strings.Fields(words), func(x, y string) int { return len(x) - len(y) })
				a.triggers[r.Name] = append(a.triggers[r.Name], longest)
			}
		}
	}
	language, err := ingest.NewLanguage(english.Options{Relations: relations, Model: english.Rules, StatedOnly: true, MinConfidence: -1})
	a.reader = language.Pipeline
	return err
}

// everyKey reads one key after the other, blanks too.
func (con audits) everyKey() func(context.Context) (rune, error) {
	if con.key != nil {
		return con.key
	}
	in := bufio.NewReader(con.in)
	return func(context.Context) (rune, error) {
		r, _, err := in.ReadRune()
		if err == io.EOF {
			return 'q', nil
		}
		return r, err
	}
}

func (a *auditing) all(ctx context.Context, list []audit.Claim, before int) error {
	for i := 0; i < len(list); {
		if err := a.show(ctx, list[i], before+i+1, before+len(list)); err != nil {
			return err
		}
		key, err := a.press(ctx, "r right, w wrong, u unsure, b back, q end: ", "rwubq", "")
		if err != nil {
			return err
		}
		switch key {
		case 'q':
			return nil
		case 'b':
			back, err := a.kept.back()
			if err != nil {
				return err
			}
			if back {
				i--
			} else {
				fmt.Fprintln(a.con.out, "this is the first")
			}
		default:
			if err := a.judge(ctx, list[i].Judgement, key); err != nil {
				return err
			}
			i++
		}
	}
	return nil
}

// judge keeps what a key says of a claim.
func (a *auditing) judge(ctx context.Context, j audit.Judgement, key rune) error {
	j.Verdict = map[rune]audit.Verdict{'r': audit.Right, 'w': audit.Wrong, 'u': audit.Unsure}[key]
	j.By, j.At = a.by, a.at
	if j.Verdict == audit.Wrong {
		why, err := a.press(ctx, "  why: e end, t relation, s status, o other, Enter for nothing: ", "etso", "q-")
		if err != nil {
			return err
		}
		j.Why = map[rune]audit.Why{'e': audit.End, 't': audit.Relation, 's': audit.Status, 'o': audit.Other}[why]
	}
	return a.kept.add(j)
}

// press waits for one of some keys. With none, also a blank or one of those answers, as 0.
func (a *auditing) press(ctx context.Context, prompt, keys, none string) (rune, error) {
	for {
		fmt.Fprint(a.con.out, prompt)
		for {
			key, err := a.key(ctx)
			if err != nil {
				return 0, err
			}
			key = unicode.ToLower(key)
			blank := unicode.IsSpace(key)
			if blank && none == "" {
				continue
			}
			fmt.Fprintln(a.con.out, strings.TrimSpace(printable(string(key))))
			if strings.ContainsRune(keys, key) {
				return key, nil
			}
			if blank || strings.ContainsRune(none, key) {
				return 0, nil
			}
			break
		}
	}
}

// visible shows what a terminal would obey as the escape that Go and JSON have for it.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if commanding(r) && r != '\n' && r != '\t' {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

// show prints a claim with its sentence.
func (a *auditing) show(ctx context.Context, d audit.Claim, n, of int) error {
	quote, missing, err := a.marked(ctx, d)
	if err != nil {
		return err
	}
	var notes []string
	if !strings.HasPrefix(d.Notes, d.Status) {
		notes = append(notes, d.Status)
	}
	for _, more := range []struct{ word, text string }{{"", d.Notes}, {"says ", d.SaidBy}} {
		if more.text != "" {
			notes = append(notes, visible(more.word+more.text))
		}
	}
	var about []string
	for _, s := range []string{d.Title, d.Published, d.Source, d.URL} {
		if s != "" {
			about = append(about, visible(s))
		}
	}
	b := &strings.Builder{}
	fmt.Fprintf(b, "\n%d of %d  %s  [%s; confidence %.2f; %s]\n", n, of, visible(d.Subject+" "+d.Relation+" "+d.Object), strings.Join(notes, ", "), d.Confidence, d.Claim)
	fmt.Fprintf(b, "   “%s”\n", quote)
	if len(missing) > 0 {
		fmt.Fprintf(b, "   not named in it: %s\n", strings.Join(missing, ", "))
	}
	fmt.Fprintf(b, "   %s\n", strings.Join(about, " · "))
	to := a.con.out
	if a.con.color {
		to = a.con.raw // the text is visible already
	}
	_, err = io.WriteString(to, b.String())
	return err
}

// part is what stands between two bytes of a sentence: an end, or the trigger.
type part struct {
	start, end int
	trigger    bool
}

// marked is the sentence with the ends and the trigger marked, and the ends that it does
// not name. Where reading the sentence alone gives the claim again its own words count, else
// the names, and the first word that can show the relation.
func (a *auditing) marked(ctx context.Context, d audit.Claim) (text string, missing []string, err error) {
	article := &extract.Article{Text: d.Quote}
	if err := a.reader.Article(ctx, article); err != nil && ctx.Err() != nil {
		return "", nil, err // else it cannot be read, and is shown without the trigger
	}
	parts := again(article, d)
	if parts == nil {
		for _, end := range []struct {
			name  string
			forms []string
		}{{d.Subject, d.Subjects}, {d.Object, d.Objects}} {
			at, found := spelled(d.Quote, end.forms)
			if !found {
				missing = append(missing, visible(end.name))
				continue
			}
			parts = append(parts, at)
		}
		if p, found := triggering(article, a.triggers[d.Relation]); found {
			parts = append(parts, p)
		}
	}
	slices.SortFunc(parts, func(x, y part) int { return x.start - y.start })
	var b strings.Builder
	at := 0
	for _, p := range parts {
		if p.start < at || p.end <= p.start || p.end > len(d.Quote) {
			continue
		}
		b.WriteString(visible(d.Quote[at:p.start]))
		b.WriteString(a.mark(p, visible(d.Quote[p.start:p.end])))
		at = p.end
	}
	b.WriteString(visible(d.Quote[at:]))
	return b.String(), missing, nil
}

// mark marks an end or the trigger: by colour, or by signs where there is none.
func (a *auditing) mark(p part, s string) string {
	switch {
	case a.con.color && p.trigger:
		return "\x1b[4m" + s + plainHue
	case a.con.color:
		return "\x1b[1m" + s + plainHue
	case p.trigger:
		return "*" + s + "*"
	}
	return "[" + s + "]"
}

// again finds the claim among those that were read in its sentence alone, and returns its
// ends and its trigger; nil if it is not there.
func again(article *extract.Article, d audit.Claim) []part {
	for _, k := range article.Claims {
		if k.Relation != d.Relation || k.SubjectMention < 0 || k.ObjectMention < 0 && k.Object >= 0 {
			continue
		}
		words := func(mention int) (part, string) {
			start, end := article.Bytes(article.Mentions[mention].Span)
			return part{start: start, end: end}, article.Text[start:end]
		}
		subject, called := words(k.SubjectMention)
		if !slices.Contains(d.Subjects, called) {
			continue
		}
		parts := []part{subject}
		if k.Object >= 0 {
			object, called := words(k.ObjectMention)
			if !slices.Contains(d.Objects, called) {
				continue
			}
			parts = append(parts, object)
		} else if k.Value != d.Object {
			continue
		}
		start, end := article.Bytes(k.Trigger)
		return append(parts, part{start, end, true})
	}
	return nil
}

// spelled finds the first of some forms, the longest first, that stands in a text as words.
func spelled(text string, forms []string) (part, bool) {
	for _, form := range forms {
		for at := 0; at < len(text); {
			i := strings.Index(text[at:], form)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(form)
			before, _ := utf8.DecodeLastRuneInString(text[:start])
			after, _ := utf8.DecodeRuneInString(text[end:])
			if !inWord(before) && !inWord(after) {
				return part{start: start, end: end}, true
			}
			at = end
		}
	}
	return part{}, false
}

// inWord reports whether a character goes on with a word.
func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// triggering finds the first word of a text whose lemma can show a relation.
func triggering(article *extract.Article, words []string) (part, bool) {
	for _, t := range article.Tokens {
		if slices.Contains(words, t.Lemma) {
			return part{t.Start, t.End, true}, true
		}
	}
	return part{}, false
}
