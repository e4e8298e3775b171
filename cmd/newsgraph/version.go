package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// release is the version of this source; CHANGELOG.md has the same.
const release = "0.1.0"

func newVersion(con *console) *cli.Command {
	return &cli.Command{
		Name:         "version",
		Usage:        "print the version",
		Description:  exitHelp(exitOK),
		OnUsageError: usage,
		Action: func(*cli.Context) error {
			_, err := fmt.Fprintf(con.out, "newsgraph %s %s/%s %s\n", version(), runtime.GOOS, runtime.GOARCH, runtime.Version())
			return err
		},
	}
}

// version returns the release and, where the build knows it, the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + "+" + s.Value[:12]
		}
	}
	return release
}
