package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// release is the version of this source; CHANGELOG.md has the same.
const release = "0.1.0"

// commit is what -ldflags "-X main.commit=…" says, where the build does not know it
// by itself, as of a source without its repository.
var commit = ""

// build is what tells this program from others of its name.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"` // with -dirty if the source has changed since
	Rules    string `json:"rules"`            // of load without flags: another one reads articles again
	Best     string `json:"rules_best"`       // of load --model best
	Platform string `json:"platform"`
	Go       string `json:"go"`
}

func newVersion(con *console) *cli.Command {
	return &cli.Command{
		Name:         "version",
		Usage:        "print the version",
		Description:  "The rules are what load reads articles by: where they are others, a load of the\nsame articles reads them again.\n\n" + exitHelp(exitOK, exitUsage),
		Flags:        []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "one JSON object"}},
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			relations, err := ingest.Relations("")
			if err != nil {
				return err
			}
			info, _ := debug.ReadBuildInfo()
			rules := func(m english.Model) string {
				return ingest.Language{Relations: relations, StatedOnly: true, Model: m}.Rules()
			}
			b := build{Version: release, Commit: commitOf(info), Rules: rules(english.Fast), Best: rules(english.Best),
				Platform: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version()}
			if c.Bool("json") {
				return json.NewEncoder(con.data).Encode(b)
			}
			_, err = fmt.Fprintf(con.out, "newsgraph %s %s %s\ncommit %s\nrules %s\nrules of --model best %s\n",
				b.Version, b.Platform, b.Go, cmp.Or(b.Commit, "unknown (built outside the repository, or with -buildvcs=false)"), b.Rules, b.Best)
			return err
		},
	}
}

// commitOf returns the commit that a build was made of, "" if nothing says it.
func commitOf(info *debug.BuildInfo) string {
	if commit != "" || info == nil {
		return commit
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "-dirty"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + dirty
}

// version returns the release and, where the build knows it, the commit.
func version() string {
	info, _ := debug.ReadBuildInfo()
	if c := commitOf(info); c != "" {
		return release + "+" + c[:min(12, len(c))]
	}
	return release
}
