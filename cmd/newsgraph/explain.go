package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/source"
)

func newExplain(con *console) *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "show why claims were made and why candidates were refused",
		ArgsUsage: "FILE...|-",
		Description: "For every sentence with a candidate: the rule that found it, the word that\n" +
			"triggered the rule, and what became of the candidate. Words that could state a\n" +
			"relation and found no two ends are listed too. With --model best a line ends with\n" +
			"how sure the rules are by themselves and with the reader's log odds.\n\n" +
			exitHelp(exitOK, exitUsage, exitRejects, exitTemporary),
		Flags: append(inputFlags(), workersFlag(), workLimitFlag(), limitFlag(), statedFlag(false), modelFlag(), withoutFlag(), confidenceFlag(), calibrationFlag(),
			&cli.StringFlag{Name: "relation", Usage: "only candidates of the relation `NAME`"},
			&cli.BoolFlag{Name: "tree", Usage: "also the tokens of those sentences with tags and heads"}),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("explain needs a file, a directory or - for the standard input")
			}
			if err := knownRelation(c, c.String("relation")); err != nil {
				return err
			}
			options, err := con.input(c)
			if err != nil {
				return err
			}
			language, err := newLanguage(c)
			if err != nil {
				return err
			}
			extractor := relation.New(language.Relations, relation.Names{}, c.StringSlice("without")...)
			write := func(_ *console, w io.Writer, a *extract.Article) error {
				_, err := io.WriteString(w, explanation(extractor, a, strings.ToUpper(c.String("relation")), c.Bool("tree")))
				return err
			}
			articles := source.Open(c.Args().Slice(), options)
			defer con.unread(options)
			return con.extract(con.out, language.Pipeline.Within(limits(c)).Run(c.Context, articles, c.Int("workers")), write, false)
		},
		OnUsageError: usage,
	}
}

// knownRelation is an error for a relation that nothing looks for.
func knownRelation(c *cli.Context, name string) error {
	all, err := knownRelations(c)
	if err != nil || name == "" {
		return err
	}
	var known []string
	for _, r := range all {
		if strings.EqualFold(r.Name, name) {
			return nil
		}
		known = append(known, r.Name)
	}
	return usagef("no relation %q; newsgraph relations lists them%s", name, suggest(name, known))
}

// explanation writes the candidates of an article, sentence by sentence.
func explanation(x *relation.Extractor, a *extract.Article, only string, tree bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", printable(strings.TrimSpace(a.Title+"  "+a.Source)))
	for i, s := range a.Sentences {
		var lines []string
		add := func(c extract.Claim, verdict string) {
			if c.Sentence == i && (only == "" || only == c.Relation) {
				lines = append(lines, candidate(a, c, verdict))
			}
		}
		for _, c := range a.Claims {
			add(c, "claim")
		}
		for _, p := range a.Pruned {
			add(p.Claim, "refused: "+p.Reason)
		}
		lines = append(lines, idle(x, a, i, only)...)
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%d  “%s”\n", i, printable(strings.TrimSpace(a.Words(s.Span))))
		for _, l := range lines {
			b.WriteString("   " + l + "\n")
		}
		if tree {
			b.WriteString(treeOf(a, s))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

// idle writes the words of a sentence that could state a relation and gave no
// candidate.
func idle(x *relation.Extractor, a *extract.Article, sentence int, only string) (lines []string) {
	for _, w := range x.Idle(a, sentence) {
		if only == "" || slices.Contains(w.Relations, only) {
			lines = append(lines, fmt.Sprintf("“%s” gives nothing  — no two named ends for frame %s of %s",
				printable(a.Words(extract.Span{Start: w.Token, End: w.Token + 1})), w.Frame, strings.Join(w.Relations, ", ")))
		}
	}
	return lines
}

// candidate writes one candidate on a line.
func candidate(a *extract.Article, c extract.Claim, verdict string) string {
	plain := &console{}
	object := printable(c.Value)
	if c.Object >= 0 {
		object = plain.name(a, c.Object)
	}
	line := fmt.Sprintf("%s %s %s", plain.name(a, c.Subject), c.Relation, object)
	if notes := marks(plain, a, c); len(notes) > 0 {
		line += " [" + strings.Join(notes, ", ") + "]"
	}
	line += "  — " + verdict + "; frame " + c.Frame
	if c.Trigger.Len() > 0 {
		line += fmt.Sprintf(", trigger “%s”", printable(a.Words(c.Trigger)))
	}
	return line + fmt.Sprintf(", confidence %.2f", c.Confidence) + opinions(&c)
}

// opinions writes what the confidence in a claim comes from where a learned reader takes
// part: how sure the rules are, and the reader's score, above 0 for yes.
func opinions(c *extract.Claim) string {
	var list []string
	if c.Rules > 0 {
		list = append(list, fmt.Sprintf("rules %.2f", c.Rules))
	}
	if c.Verdict != nil {
		list = append(list, fmt.Sprintf("reader %+.1f", c.Verdict.Score))
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// treeOf writes the tokens of a sentence: index, form, tag, head, label.
func treeOf(a *extract.Article, s extract.Sentence) string {
	var b strings.Builder
	for i := s.Start; i < s.End; i++ {
		t := a.Tokens[i]
		if !t.Space() {
			fmt.Fprintf(&b, "      %4d  %-16s %-5s %-10s -> %d\n", i, printable(a.Text[t.Start:t.End]), t.Tag, t.Dep, t.Head)
		}
	}
	return b.String()
}
