package extracttest

import (
	"os"
	"testing"
)

// Part returns the real part that a variable names: a program, or a folder of data
// that is no part of the repository. Without it the test is skipped; with CI=true it
// fails, unless the variable says "none", as .ci/run does where it told that the part
// cannot be had.
func Part(t testing.TB, variable, what string) string {
	t.Helper()
	name := os.Getenv(variable)
	switch {
	case name == "" && os.Getenv("CI") == "true":
		t.Fatalf("CI needs a %s: name it in %s (none where it cannot be had)", what, variable)
	case name == "" || name == "none":
		t.Skipf("%s names no %s", variable, what)
	}
	return name
}

// Shared returns the folder with the development data and the reference scorers.
func Shared(t testing.TB) string {
	t.Helper()
	return Part(t, "NEWSGRAPH_SHARED", "folder of development data")
}
