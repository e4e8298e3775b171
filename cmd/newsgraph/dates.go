package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/queries"
)

// dateFlags are the flags for questions that know time, by the parameters that they set.
func dateFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "as-of", Usage: "only what was true on `DATE`, as far as texts date it: not known to begin later or to be over by then"},
		&cli.StringFlag{Name: "known-by", Usage: "only what articles published by `DATE` say"},
	}
}

// dated adds the days that flags give to the arguments of a question, which must know
// such days.
func dated(c *cli.Context, q queries.Query, args map[string]string) error {
	for _, f := range dateFlags() {
		flag := f.Names()[0]
		name := strings.ReplaceAll(flag, "-", "_")
		if !c.IsSet(flag) {
			continue
		}
		takes := func(q queries.Query) bool {
			return slices.ContainsFunc(q.Params, func(p queries.Param) bool { return p.Name == name })
		}
		if !takes(q) {
			all, err := questions(c.String("queries"))
			if err != nil {
				return err
			}
			return usagef("--%s: %s does not know such a day; %s do", flag, q.Name, strings.Join(namesOf(slices.DeleteFunc(all, func(q queries.Query) bool { return !takes(q) })), ", "))
		}
		if old, twice := args[name]; twice {
			return usagef("--%s: the day is given already, as %s=%s", flag, name, old)
		}
		args[name] = c.String(flag)
	}
	return nil
}
