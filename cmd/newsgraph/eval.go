package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"newsgraph/extract/score"
	"newsgraph/extract/source"
)

func newEval(con *console) *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "compare what is found in articles with the claims written beside them",
		ArgsUsage: "PATH...",
		Description: "Beside an article NAME.txt (.html, .json, .jsonl) lies NAME.claims: one claim a line,\n" +
			"Subject | RELATION | Object | negated; planned; speaker=…; ? before what may be\n" +
			"found, ! before what must not be found as a plain fact.\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects),
		Flags: []cli.Flag{workersFlag(), relationsFlag(), statedFlag(false), &cli.BoolFlag{Name: "show", Usage: "list what was missed, differs, is extra or wrong"}},
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("eval needs a file or a directory")
			}
			language, err := newLanguage(c)
			if err != nil {
				return err
			}
			outcomes, err := evaluate(c.Context, language, c.Args().Slice(), c.Int("workers"))
			if err != nil {
				return err
			}
			return con.outcomes(outcomes, c.Bool("show"))
		},
		OnUsageError: usage,
	}
}

// outcome is what the comparison of one file of claims gave.
type outcome struct {
	name string
	score.Outcome
}

// evaluate reads the articles of the paths that have claims beside them.
func evaluate(ctx context.Context, l language, paths []string, workers int) ([]outcome, error) {
	files, err := claimsFiles(paths)
	if err != nil {
		return nil, err
	}
	var all []outcome
	for _, file := range files {
		o, err := compared(ctx, l, file, workers)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: no .claims file in %s", errRejected, strings.Join(paths, " "))
	}
	return all, nil
}

// claimsFiles lists the .claims files of the paths, in the order of their names.
func claimsFiles(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		if !strings.HasSuffix(p, ".claims") {
			if info, err := os.Stat(p); err == nil && !info.IsDir() {
				p = strings.TrimSuffix(p, filepath.Ext(p)) + ".claims"
			}
		}
		err := filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".claims") {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("%w: %v", errRejected, err)
		}
	}
	return files, nil
}

// compared compares the articles beside one .claims file with it.
func compared(ctx context.Context, l language, file string, workers int) (outcome, error) {
	o := outcome{name: strings.TrimSuffix(filepath.Base(file), ".claims")}
	f, err := os.Open(file)
	if err != nil {
		return o, fmt.Errorf("read the claims: %w", err)
	}
	defer f.Close()
	golds, err := score.ReadClaims(file, f)
	if err != nil {
		return o, usagef("%v", err)
	}
	var beside []string
	for _, format := range source.Formats() {
		for _, suffix := range format.Suffixes {
			if name := strings.TrimSuffix(file, ".claims") + suffix; exists(name) {
				beside = append(beside, name)
			}
		}
	}
	if len(beside) == 0 {
		return o, usagef("%s: no article of that name beside it", file)
	}
	relations := map[string]bool{}
	for _, r := range l.relations {
		relations[r.Name] = true
	}
	for a, err := range l.pipeline.Run(ctx, source.Open(beside, source.Options{}), workers) {
		if err != nil {
			return o, err
		}
		for _, g := range golds {
			if g.ID == "" || g.ID == a.ID {
				o.Add(g.Check(a, func(relation string) bool { return relations[relation] }))
			}
		}
	}
	return o, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// outcomes prints a line a file and the sum, and fails on a violation.
func (con *console) outcomes(all []outcome, show bool) error {
	t := table{columns: []string{"articles", "wanted", "right", "differs", "missed", "extra", "violations"}}
	sum := outcome{name: "all"}
	line := func(o outcome) {
		t.rows = append(t.rows, []any{o.name, o.Wanted, o.Right, len(o.Differs), len(o.Missed), len(o.Extra), len(o.Violations)})
	}
	for _, o := range all {
		line(o)
		sum.Add(o.Outcome)
	}
	line(sum)
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	for _, o := range all {
		for _, list := range []struct {
			what  string
			lines []string
		}{{"missed", o.Missed}, {"differs", o.Differs}, {"extra", o.Extra}, {"VIOLATION", o.Violations}} {
			for _, l := range list.lines {
				if !show {
					break
				}
				if _, err := fmt.Fprintf(con.out, "%s: %s: %s\n", o.name, list.what, l); err != nil {
					return err
				}
			}
		}
	}
	if n := len(sum.Violations); n > 0 {
		return fmt.Errorf("%w %d claims that must not be made", errFound, n)
	}
	return nil
}
