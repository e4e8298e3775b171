package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

func newCorpus(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitDefect, exitUsage, exitRejects)
	sub := func(name, usageText, description string, run func([]corpus.Record, []corpus.Problem) error) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usageText, ArgsUsage: "PATH...", Description: description + codes, OnUsageError: usage,
			Action: func(c *cli.Context) error {
				if !c.Args().Present() {
					return usagef("corpus %s needs files, or folders of files that end in .txt", name)
				}
				records, problems, err := openCorpus(c.Args().Slice())
				if err != nil {
					return err
				}
				return run(records, problems)
			},
		}
	}
	return &cli.Command{
		Name:  "corpus",
		Usage: "look after passages in which every claim is marked: check, stats",
		Description: "testdata/corpus/GUIDE.md says how they are written; eval scores what is found in\n" +
			"them." + codes,
		Action: subcommand, OnUsageError: usage,
		Subcommands: []*cli.Command{
			sub("check", "tell what cannot be right", "One line for each problem, with file and line.", con.corpusCheck),
			sub("stats", "count records, claims, marks and traps", "Untouched is the part that nobody trains on or looks at, drawn by the text.", con.corpusStats),
		},
	}
}

// openCorpus reads the files of the paths, those of a folder in the order of their
// names.
func openCorpus(paths []string) (records []corpus.Record, problems []corpus.Problem, err error) {
	for _, p := range paths {
		files := []string{p}
		if info, err := os.Stat(p); err != nil {
			return nil, nil, fmt.Errorf("%w: read the corpus: %v", ingest.ErrRejected, err)
		} else if info.IsDir() {
			if files, err = fs.Glob(os.DirFS(p), "*.txt"); err != nil {
				return nil, nil, fmt.Errorf("read the corpus: %w", err)
			}
			for i := range files {
				files[i] = filepath.Join(p, files[i])
			}
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, fmt.Errorf("read the corpus: %w", err)
			}
			more, wrong, err := corpus.Read(file, bytes.NewReader(text))
			if err != nil {
				return nil, nil, err
			}
			records, problems = append(records, more...), append(problems, wrong...)
		}
	}
	if len(records) == 0 {
		return nil, nil, fmt.Errorf("%w: no record in %s", ingest.ErrRejected, strings.Join(paths, " "))
	}
	return records, problems, nil
}

// corpusCheck prints what cannot be right.
func (con *console) corpusCheck(records []corpus.Record, problems []corpus.Problem) error {
	relations, err := relation.Types()
	if err != nil {
		return fmt.Errorf("internal error: read the relations: %w", err)
	}
	problems = append(problems, corpus.Check(records, relations)...)
	for _, p := range problems {
		fmt.Fprintln(con.out, p.Error())
	}
	if len(problems) > 0 {
		return fmt.Errorf("%w %s in the corpus", errFound, counted(len(problems), "problems"))
	}
	_, err = fmt.Fprintf(con.out, "%s, nothing wrong\n", counted(len(records), "records"))
	return err
}

// corpusStats prints counts, and the relations with how often each is claimed and is
// a trap.
func (con *console) corpusStats(records []corpus.Record, problems []corpus.Problem) error {
	if len(problems) > 0 {
		return fmt.Errorf("%w a problem in the corpus, and more may follow (newsgraph corpus check): %v", errFound, problems[0])
	}
	s := corpus.NewStats(records)
	fmt.Fprintf(con.out, "%s, of which %d are untouched and %d state no claim; %s of %s; %s; %s\n",
		counted(s.Records, "records"), s.Untouched, s.Empty, counted(s.Mentions, "mentions"), counted(s.Entities, "entities"), counted(s.Claims, "claims"), counted(s.Traps, "traps"))
	marks := make([]string, len(s.Marks))
	for i, m := range s.Marks {
		marks[i] = fmt.Sprintf("%d %s", m.Claims, m.Name)
	}
	fmt.Fprintf(con.out, "of the claims are %s\n\n", strings.Join(marks, ", "))
	t := table{columns: []string{"relation", "claims", "traps"}}
	for _, r := range s.Relations {
		t.rows = append(t.rows, []any{r.Name, r.Claims, r.Traps})
	}
	return t.writeTable(con.out, 0)
}

// isCorpus reports whether a path is a file of a corpus, or a folder of such files.
func isCorpus(path string) bool {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		files, err := filepath.Glob(filepath.Join(path, "*.txt"))
		return err == nil && len(files) > 0 && isCorpus(files[0])
	}
	if !strings.HasSuffix(path, ".txt") {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	begin := make([]byte, 256)
	n, _ := f.Read(begin)
	head, _, _ := strings.Cut(strings.TrimLeft(string(begin[:n]), "\r\n"), "\n")
	return strings.HasPrefix(head, "# ") && strings.Contains(head, "style=")
}

// openCorpusGold opens a corpus as gold, the part that is to stay untouched apart, with
// the one relation that the flag names or with all.
func openCorpusGold(c *cli.Context, path string) ([]gold, error) {
	records, problems, err := openCorpus([]string{path})
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, usagef("%v", problems[0])
	}
	relations, err := knownRelations(c)
	if err != nil {
		return nil, err
	}
	if only := strings.ToUpper(c.String("relation")); only != "" {
		relations = slices.DeleteFunc(relations, func(r extract.Relation) bool { return r.Name != only })
		other := func(c corpus.Claim) bool { return c.Relation != only }
		for i := range records {
			records[i].Claims, records[i].Traps = slices.DeleteFunc(records[i].Claims, other), slices.DeleteFunc(records[i].Traps, other)
		}
	}
	name := strings.TrimSuffix(filepath.Base(path), ".txt")
	var golds []gold
	for _, g := range []gold{{name: name}, {name: name + ", untouched", untouched: true}} {
		byID := map[string]*score.NewsGold{}
		var order []*score.NewsGold
		for i := range records {
			if records[i].Untouched() == g.untouched {
				passage := score.FromCorpus(&records[i], relations)
				byID[passage.ID], order = &passage, append(order, &passage)
			}
		}
		if len(order) == 0 {
			continue
		}
		g.form = newsGold
		g.articles = func() iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) {
				for _, p := range order {
					if !yield(&extract.Article{ID: p.ID, Text: p.Text, Source: path}, nil) {
						return
					}
				}
			}
		}
		g.judge = func(a *extract.Article, _ map[string]extract.Relation, r *result) {
			record := score.Format(a)
			r.tally.Add(byID[a.ID].Score(&record))
		}
		golds = append(golds, g)
	}
	return golds, nil
}
