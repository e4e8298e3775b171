package tck

import (
	"os"
	"testing"
)

// Folder returns the folder of the kit, which OPENCYPHER_TCK names. Without it the
// test is skipped; with CI=true it fails, unless the variable says "none".
func Folder(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("OPENCYPHER_TCK")
	switch {
	case dir == "" && os.Getenv("CI") == "true":
		t.Fatal("CI needs the openCypher TCK: name its folder in OPENCYPHER_TCK (none where it cannot be had)")
	case dir == "" || dir == "none":
		t.Skip("OPENCYPHER_TCK names no folder of the openCypher TCK")
	}
	return dir
}
