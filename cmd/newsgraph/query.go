package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
	"github.com/newsgraph/newsgraph/queries"
)

func newAsk(con *console) *cli.Command {
	return &cli.Command{
		Name:      "ask",
		Usage:     "answer a stored question, by its name or in words; without either, list the questions",
		ArgsUsage: "[NAME [PARAMETER=VALUE | VALUE]... | WORDS...]",
		Description: "Runs one of the stored questions, read-only: by its name, or in plain English. Values\n" +
			"without a parameter's name are taken in order. Names of entities are found in any\n" +
			"case, by alias, or by whole words; ids are taken too.\n\n" +
			"In words, it says first which question and whom it understood, as the command that asks\n" +
			"exactly this. Where several fit as well, it lists them and answers none; NAME --help\n" +
			"has the phrasings that it knows, any form of a verb goes, and relations go by their verb.\n\n" +
			"  newsgraph ask who leads Norvane\n  newsgraph ask \"who accused Costaverde?\" --json\n" +
			"  newsgraph ask who-leads\n  newsgraph ask who-leads org=norvane limit=5 --json\n  newsgraph ask timeline \"Lena Brandt\"\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(answerFlags(), dateFlags()...), evidenceFlag(), queriesFlag(),
			&cli.BoolFlag{Name: describeFlag, Usage: "say what the question NAME takes and gives, as NAME --help does"}),
		Action: func(c *cli.Context) error {
			all, err := questions(c.String("queries"))
			if err != nil {
				return err
			}
			if !c.Args().Present() {
				return con.list(c, all)
			}
			q, err := queries.Find(all, c.Args().First())
			switch {
			case err != nil && inWords(c.Args().Slice()), err == nil && !c.Bool(describeFlag) && goesOn(c.Args().Tail()):
				return askInWords(con, c, all)
			case err != nil:
				return usagef("%v; newsgraph ask lists the questions%s", err, suggest(c.Args().First(), namesOf(all)))
			case c.Bool(describeFlag):
				return con.describe(q)
			}
			return con.ask(c, q)
		},
		OnUsageError: usage,
	}
}

func newCypher(con *console) *cli.Command {
	return &cli.Command{
		Name:      "cypher",
		Usage:     "run one Cypher statement, read-only",
		ArgsUsage: "STATEMENT | -",
		Description: "  newsgraph cypher 'MATCH (p:Person)-[r]->(o) RETURN p.name, type(r), o.name LIMIT 10'\n\n" +
			"EXPLAIN before a statement shows how the store in a folder would run it.\n" +
			"With - the statement is read from the standard input. The value of a --param is\n" +
			"JSON, or else text; lines :param NAME => EXPRESSION before the statement set the others,\n" +
			"as in the files of export favourites.\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(answerFlags(), &cli.StringSliceFlag{Name: "param", Aliases: []string{"p"}, Usage: "set a parameter: `NAME=VALUE`"}),
		Action: func(c *cli.Context) error {
			if c.Args().Len() != 1 {
				return usagef("cypher needs one statement in quotes, got %s", counted(c.Args().Len(), "arguments"))
			}
			statement := c.Args().First()
			if statement == "-" {
				text, err := io.ReadAll(con.in)
				if err != nil {
					return fmt.Errorf("read the statement: %w", err)
				}
				statement = string(text)
			}
			params, err := values(c.StringSlice("param"))
			if err != nil {
				return err
			}
			return con.asking(c, func(run answers) error {
				statement, err := withSettings(run, statement, params)
				if err != nil {
					return err
				}
				answer, err := run(statement, params)
				if err != nil {
					return onlyReads(err)
				}
				hintNames(con, run, statement)
				answer.elements = true
				return con.show(c, answer)
			})
		},
		OnUsageError: usage,
	}
}

// ask answers one stored question.
func (con *console) ask(c *cli.Context, q queries.Query) error {
	if q.Writes {
		return usagef("%s writes: ask only reads", q.Name)
	}
	args, err := arguments(q, c.Args().Tail())
	if err != nil {
		return err
	}
	params, err := bindArguments(c, q, args)
	if err != nil {
		return err
	}
	return con.asking(c, func(run answers) error {
		if err := identify(run, q, params); err != nil {
			return err
		}
		return inquiry{con, c, run}.reply(q, params)
	})
}

// bindArguments turns arguments into the values of parameters.
func bindArguments(c *cli.Context, q queries.Query, args map[string]string) (map[string]any, error) {
	if err := dated(c, q, args); err != nil {
		return nil, err
	}
	params, err := q.Bind(args)
	if err != nil {
		return nil, fmt.Errorf("%w; see newsgraph ask %s --help%s", err, q.Name, suggestParam(q, args))
	}
	return params, nil
}

// reply runs a question and shows its rows.
func (i inquiry) reply(q queries.Query, params map[string]any) error {
	if i.c.Bool("evidence") {
		if err := refuseEvidence(q); err != nil {
			return err
		}
	}
	answer, err := i.run(q.Cypher, params)
	if err != nil {
		return err
	}
	answer.columns, answer.answer = q.Columns, true
	if len(answer.rows) == 0 {
		i.con.unknown(i.run, q, params)
	}
	if limit, ok := params["limit"].(int64); ok && int64(len(answer.rows)) == limit {
		fmt.Fprintf(i.con.err, "newsgraph: the first %s; limit=N gives more\n", counted(int(limit), "rows"))
	}
	if !i.c.Bool("evidence") {
		defer i.con.hint(i.c, answer)
	} else if answer, err = i.evidence(answer, params); err != nil {
		return err
	}
	return i.con.show(i.c, answer)
}

// formFlags are the flags that say in which form rows are written.
func formFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "json", Usage: "one JSON array of objects, keys = columns"},
		&cli.BoolFlag{Name: "csv", Usage: "comma-separated values with a header line, exact: a spreadsheet runs a cell that begins with =, +, - or @"},
		&cli.BoolFlag{Name: "csv-safe", Usage: "the same for a spreadsheet: such a cell, if it is no number, has a ' before it"}}
}

// suggestParam suggests a parameter for an argument of a name that none has.
func suggestParam(q queries.Query, args map[string]string) string {
	var known []string
	for _, p := range q.Params {
		known = append(known, p.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(args)) { // the order in which they are refused
		if !slices.Contains(known, name) {
			return suggest(name, known)
		}
	}
	return ""
}

// answerFlags are the flags of commands that answer with rows.
func answerFlags() []cli.Flag {
	return append(append(storeFlags(), formFlags()...), timeoutFlag())
}

// timeoutFlag is the flag that bounds an answer.
func timeoutFlag() cli.Flag {
	return &cli.DurationFlag{Name: "timeout", Value: 30 * time.Second, Usage: "give up after `DURATION`",
		Action: func(_ *cli.Context, d time.Duration) error {
			if d <= 0 {
				return usagef("--timeout %v: want a length of time above 0, such as 30s", d)
			}
			return nil
		}}
}

// queriesFlag is the flag that adds questions of one's own.
func queriesFlag() cli.Flag {
	return &cli.StringFlag{Name: "queries", Usage: "also take the .cypher files of `DIR`; the line // @name of each is its file name"}
}

// arguments reads NAME=VALUE and plain values, which go to the parameters that
// have none, in order. A list parameter takes every value given by its name.
func arguments(q queries.Query, words []string) (map[string]string, error) {
	args := map[string]string{}
	var plain []string
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok || strings.ContainsAny(name, " :/") {
			plain = append(plain, w)
			continue
		}
		if old, twice := args[name]; twice {
			value = old + queries.Between + value
		}
		args[name] = value
	}
	for _, p := range q.Params {
		if _, set := args[p.Name]; !set && len(plain) > 0 {
			args[p.Name], plain = plain[0], plain[1:]
		}
	}
	if len(plain) > 0 {
		return nil, usagef("%s has no parameter left for %q", q.Name, plain[0])
	}
	return args, nil
}

// values reads NAME=VALUE with values in JSON, or else text.
func values(words []string) (map[string]any, error) {
	params := map[string]any{}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, usagef("--param %s: want NAME=VALUE", w)
		}
		params[name] = value
		dec := json.NewDecoder(strings.NewReader(value))
		dec.UseNumber()
		var v any
		if err := dec.Decode(&v); err == nil && !dec.More() {
			params[name] = numbers(v)
		}
	}
	return params, nil
}

// numbers turns the numbers of decoded JSON into int64 or float64.
func numbers(v any) any {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n
		}
		f, _ := x.Float64() // the decoder has checked that it is a number
		return f
	case []any:
		for i := range x {
			x[i] = numbers(x[i])
		}
	case map[string]any:
		for k := range x {
			x[k] = numbers(x[k])
		}
	}
	return v
}

// hint tells somebody who reads a table how to see the sentences behind a row.
func (con *console) hint(c *cli.Context, t table) {
	if con.width == 0 || len(t.rows) == 0 || c.Bool("json") || c.Bool("csv") || c.Bool("csv-safe") {
		return
	}
	for i, column := range t.columns {
		if key := text(t.rows[0][i]); (column == "edge" || column == "key") && strings.HasPrefix(key, "f_") {
			con.notice("the sentences behind the first row: newsgraph ask evidence " + key + flagsOf(c))
			return
		}
	}
}

// show prints an answer as the flags say.
func (con *console) show(c *cli.Context, t table) (err error) {
	defer work.Catch(&err)
	if err := exclusive(c, "json", "csv", "csv-safe"); err != nil {
		return err
	}
	switch {
	case c.Bool("json"):
		return t.writeJSON(con.data)
	case c.Bool("csv"):
		return t.writeCSV(con.data)
	case c.Bool("csv-safe"):
		t.tame = true
		return t.writeCSV(con.data)
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(con.err, "newsgraph: no rows")
		return err
	}
	if t.isPlan() {
		return t.writePlan(con.out)
	}
	return con.tabulate(t)
}

// withSettings takes the lines that set parameters from the head of a statement, and
// adds those parameters that are not given.
func withSettings(run answers, text string, params map[string]any) (statement string, err error) {
	list, statement := queries.Settings(text)
	for _, s := range list {
		if _, given := params[s.Name]; given {
			continue
		}
		value, err := run("RETURN "+s.Expression+" AS value", params)
		if err != nil {
			return "", onlyReads(fmt.Errorf("set %s: %w", s.Name, err))
		}
		if len(value.rows) != 1 {
			return "", usagef("set %s: %s is not one value", s.Name, s.Expression)
		}
		params[s.Name] = value.rows[0][0]
	}
	return statement, nil
}
