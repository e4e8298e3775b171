package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/teach"
)

func newTeach(con *console) *cli.Command {
	return &cli.Command{
		Name:      "teach",
		Usage:     "learn a relation of one's own from marked passages",
		ArgsUsage: "NAME EXAMPLES...|-",
		Description: fmt.Sprintf("EXAMPLES are files or folders with at least %d passages as in testdata/corpus, of\n"+
			"which at least %d state the relation:\n\n"+
			"  # style=wire topic=sport\n"+
			"  [Norgrid|O1] sponsors [Halden Rovers|O2], who meet [Lisgar|O3].\n"+
			"  O1 SPONSORED O2\n"+
			"  ! O1 SPONSORED O3\n\n"+
			"Only claims and traps (!) of NAME count; all other pairs of marked names are what\n"+
			"the relation is not. What it is worth is measured by cross-validation, and the\n"+
			"lowest bound is chosen from which on claims are as precise as is wanted. The file\n"+
			"is a .rel file, which --relations reads and --model best needs. Written over a\n"+
			".rel file of the relation, it keeps its rules and examples.\n\n", teach.Least, teach.LeastStating) +
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, which ends in .rel"},
			&cli.Float64Flag{Name: "precision", Value: .9, Usage: "how often a claim is to be right, `SHARE` (0 to 1)"},
			&cli.StringFlag{Name: "meaning", Usage: "what the relation means, `TEXT` for those who use it"},
			&cli.StringFlag{Name: "subject", Usage: "`KINDS` of the subject, as \"Person|Organization\", not those of the examples"},
			&cli.StringFlag{Name: "object", Usage: "`KINDS` of the object, likewise"},
			&cli.BoolFlag{Name: "symmetric", Usage: "it holds both ways round"},
			&cli.BoolFlag{Name: "state", Usage: "it holds over time, rather than happens once"},
			&cli.StringFlag{Name: "negatives", Usage: "passages at `PATH`, in the same form, that do not state the relation, in the place of some that the program has"}},
		OnUsageError: usage,
		Action:       func(c *cli.Context) error { return teachRelation(con, c) },
	}
}

// teachRelation teaches a relation and writes its file.
func teachRelation(con *console, c *cli.Context) error {
	o, file, err := lessonOptions(c)
	if err != nil {
		return err
	}
	before, err := taughtBefore(file, &o)
	if err != nil {
		return err
	}
	examples, err := markedPassages(con, c.Args().Tail())
	if err != nil {
		return err
	}
	if problems := teach.Check(o, examples); len(problems) > 0 {
		return usagef("%v", problems[0])
	}
	others := teach.Background()
	if path := c.String("negatives"); path != "" {
		if others, err = markedPassages(con, []string{path}); err != nil {
			return err
		}
		others = slices.DeleteFunc(others, func(r corpus.Record) bool { return r.Untouched() })
	}
	l, err := teach.Learn(c.Context, o, examples, others)
	if err != nil {
		return err
	}
	if err := tellLesson(con, l, o); err != nil {
		return err
	}
	text := relation.AppendTaught(before, &l.Relation)
	if _, err := relation.Parse(file, text); err != nil {
		return usagef("%v", err)
	}
	return con.create(file, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// lessonOptions reads the command line.
func lessonOptions(c *cli.Context) (o teach.Options, file string, err error) {
	file = c.String("output")
	o = teach.Options{Name: c.Args().First(), Doc: strings.Join(strings.Fields(c.String("meaning")), " "),
		Symmetric: c.Bool("symmetric"), State: c.Bool("state"), Precision: c.Float64("precision")}
	switch {
	case c.NArg() < 2:
		return o, file, usagef("teach needs the name of a relation, and files or folders of passages or - for the standard input")
	case !strings.HasSuffix(file, ".rel"):
		return o, file, usagef("teach needs -o FILE, whose name ends in .rel: --relations finds it by that")
	case !(o.Precision > 0 && o.Precision <= 1):
		return o, file, usagef("--precision is a share from 0 to 1, not %v", o.Precision)
	}
	if o.Subject, err = kindsFlag(c, "subject"); err != nil {
		return o, file, err
	}
	if o.Object, err = kindsFlag(c, "object"); err != nil {
		return o, file, err
	}
	types, err := relation.Types()
	if err != nil {
		return o, file, fmt.Errorf("internal error: read the relations: %w", err)
	}
	if slices.ContainsFunc(types, func(r extract.Relation) bool { return r.Name == o.Name }) {
		return o, file, usagef("relation %s comes with newsgraph (newsgraph relations): choose another name", o.Name)
	}
	// The file is to be read again: its first line, and what it means, must be such.
	if o.Doc == "" {
		o.Doc = noMeaning
	}
	if _, err := relation.Parse(file, fmt.Sprintf("%s Person -> Person\n%s\nverb: x", o.Name, o.Doc)); err != nil {
		return o, file, usagef("%v", strings.TrimPrefix(err.Error(), file+":"))
	}
	return o, file, nil
}

// kindsFlag reads kinds.
func kindsFlag(c *cli.Context, name string) (list []extract.Kind, err error) {
	for word := range strings.FieldsFuncSeq(c.String(name), func(r rune) bool { return r == '|' || r == ' ' || r == ',' }) {
		if !slices.Contains(extract.Kinds(), extract.Kind(word)) {
			return nil, usagef("--%s: no kind %q; there are %s", name, word, kinds(extract.Kinds()))
		}
		list = append(list, extract.Kind(word))
	}
	return list, nil
}

// noMeaning is what a relation means of which nothing is said.
const noMeaning = "Taught by passages of one's own."

// taughtBefore returns what the file holds already, if anything, and takes from it what
// the relation is.
func taughtBefore(file string, o *teach.Options) (string, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read what was taught: %w", err)
	}
	r, err := relation.ParseBefore(file, string(text))
	if err != nil {
		return "", usagef("%v", err)
	}
	differs := func(flag string) error {
		return usagef("%s has another %s already: leave it out, change it there, or name another file with -o", file, flag)
	}
	same := func(asked, there []extract.Kind) bool { return len(asked) == 0 || slices.Equal(asked, there) }
	switch {
	case r.Name != o.Name:
		return "", usagef("%s is a file of relation %s, not of %s: name another with -o", file, r.Name, o.Name)
	case o.Doc != noMeaning && o.Doc != r.Doc:
		return "", differs("--meaning")
	case o.Symmetric && !r.Symmetric:
		return "", differs("--symmetric")
	case o.State && !r.State:
		return "", differs("--state")
	case !same(o.Subject, r.Subject):
		return "", differs("--subject")
	case !same(o.Object, r.Object):
		return "", differs("--object")
	}
	o.Doc, o.Subject, o.Object, o.Symmetric, o.State = r.Doc, r.Subject, r.Object, r.Symmetric, r.State
	return string(text), nil
}

// markedPassages reads passages from files, folders or the standard input.
func markedPassages(con *console, paths []string) (all []corpus.Record, err error) {
	for _, p := range paths {
		var records []corpus.Record
		var problems []corpus.Problem
		if p == "-" {
			records, problems, err = corpus.Read("standard input", con.in)
			if err == nil && len(records)+len(problems) == 0 {
				err = usagef("no passage on the standard input")
			}
		} else {
			records, problems, err = openCorpus([]string{p})
		}
		if err != nil {
			return nil, err
		}
		if len(problems) > 0 {
			return nil, usagef("%v", problems[0])
		}
		all = append(all, records...)
	}
	return all, nil
}

// tellLesson prints what a relation that was taught is worth, and fails if it is not
// worth writing.
func tellLesson(con *console, l *teach.Lesson, o teach.Options) error {
	arrow := "->"
	if l.Relation.Symmetric {
		arrow = "--"
	}
	fmt.Fprintf(con.out, "%s  %s %s %s\n%s, of which %d state it: %s, %s, %s besides; %s of other news\n",
		l.Relation.Name, kinds(l.Relation.Subject), arrow, kinds(l.Relation.Object), counted(l.Passages, "passages"), l.Stating, counted(l.Claims, "claims"),
		counted(l.Traps, "traps"), counted(l.Others, "pairs"), counted(l.Beside, "passages"))
	if l.Apart > 0 {
		fmt.Fprintf(con.out, "of %s the ends stand in no common sentence: evidence is one sentence, they cannot be found\n", counted(l.Apart, "claims"))
	}
	if l.Claims == l.Apart {
		return fmt.Errorf("%w no claim to learn from: mark both ends in the sentence that states it", errFound)
	}
	if l.Others == 0 {
		return fmt.Errorf("%w nothing that the relation is not: mark all names of the passages, and add traps (! …)", errFound)
	}
	t := table{columns: []string{"bound", "found", "right", "P", "R", "F", "in other news"}}
	line := func(name string, s teach.Score) {
		t.rows = append(t.rows, []any{name, s.Found, s.Right, share(s.Precision()), share(s.Recall()), share(s.F()), s.Beside})
	}
	for _, s := range l.Scores {
		line(share(s.Bound), s)
	}
	fmt.Fprintln(con.out, "\nby cross-validation, each passage judged by what the others taught:")
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	s := l.Chosen
	if l.Relation.Taught == nil {
		return fmt.Errorf("%w no bound with a precision of %v: at best %.2f, %d of %d, at %.2f; nothing is written. Add passages and traps, or lower --precision",
			errFound, o.Precision, s.Precision(), s.Right, s.Found, s.Bound)
	}
	from, to := s.Interval()
	fmt.Fprintf(con.out, "\nbound %.2f: %d of %d right, precision %.2f (95 %%: %.2f to %.2f), recall %.2f\n", s.Bound, s.Right, s.Found, s.Precision(), from, to, s.Recall())
	for _, w := range cautions(l, o) {
		con.notice(w)
	}
	return nil
}

// cautions tells why the figures may promise too much.
func cautions(l *teach.Lesson, o teach.Options) (list []string) {
	s := l.Chosen
	if from, _ := s.Interval(); from < o.Precision-.1 {
		list = append(list, fmt.Sprintf("%s are too few to be sure of a precision of %v: it may be %.2f; more passages tell", counted(s.Found, "claims found"), o.Precision, from))
	}
	if s.Recall() < .3 {
		list = append(list, fmt.Sprintf("of ten claims %.0f are missed: the passages hardly tell the relation from others", 10*(1-s.Recall())))
	}
	if 2*l.Traps < l.Claims {
		list = append(list, fmt.Sprintf("%s beside %s: more would teach what the relation is not", counted(l.Traps, "traps"), counted(l.Claims, "claims")))
	}
	return list
}
