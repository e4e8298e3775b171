package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestCommitOf(t *testing.T) {
	setting := func(pairs ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{}
		for i := 0; i < len(pairs); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return info
	}
	hash := strings.Repeat("0a", 20)
	for want, info := range map[string]*debug.BuildInfo{
		"":              setting("vcs.modified", "true"),
		hash:            setting("vcs.revision", hash, "vcs.modified", "false"),
		hash + "-dirty": setting("vcs.modified", "true", "vcs.revision", hash),
	} {
		if got := commitOf(info); got != want {
			t.Errorf("%v: %q, want %q", info.Settings, got, want)
		}
	}
}

// A build says which commit it is made of, by itself in a repository, or by a flag.
func TestVersionHasCommit(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "newsgraph")
	build := exec.Command("go", "build", "-ldflags=-X main.commit=0123456789abcdef", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(program, "version", "--json").Output()
	var got struct{ Version, Commit, Rules, Platform, Go string }
	if err != nil || json.Unmarshal(out, &got) != nil || got.Commit != "0123456789abcdef" || got.Version != release || len(got.Rules) != 16 || got.Platform == "" || got.Go == "" {
		t.Errorf("got %s, %v", out, err)
	}
	if out, err := exec.Command(program, "--version").Output(); err != nil || string(out) != "newsgraph version "+release+"+0123456789ab\n" {
		t.Errorf("got %s, %v", out, err)
	}
	if out, err := exec.Command(program, "version").Output(); err != nil || !strings.Contains(string(out), "\ncommit 0123456789abcdef\nrules "+got.Rules+"\n") {
		t.Errorf("got %s, %v", out, err)
	}
}
