package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// A plan of several batches counts as the load does: what two batches share is new
// once.
func TestPlanCountsAsLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	var lines strings.Builder
	for i := range 1100 {
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":\"Ada Finch, the mayor of Hartwell, met Tom Reed.\"}\n", i)
	}
	if err := os.WriteFile("many.jsonl", []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	counts := regexp.MustCompile(`(?m)^nodes: .* deleted$`)
	count := func(command string) string {
		var out, said strings.Builder
		con := session(&out, &said)
		if code := con.run(t.Context(), []string{"newsgraph", command, "--min-words", "3", "many.jsonl"}); code != exitOK {
			t.Fatalf("%s: exit code %d: %s", command, code, said.String())
		}
		return counts.FindString(out.String())
	}
	planned := count("plan")
	if loaded := count("load"); planned != loaded || planned == "" {
		t.Errorf("planned %q, loaded %q", planned, loaded)
	}
	if again := count("plan"); again != "" {
		t.Errorf("after the load a plan says %q", again)
	}
}
