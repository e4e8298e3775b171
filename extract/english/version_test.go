package english

import (
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/relation"
)

// TestReaderConfidence: the confidences belong to the weights, and to properties that a
// claim can have.
func TestReaderConfidence(t *testing.T) {
	if sum := fmt.Sprintf("reader.bin %08x\n", crc32.ChecksumIEEE([]byte(readerWeights))); !strings.Contains(readerConfidence, sum) {
		t.Errorf("weights/reader.txt was fitted to other weights than weights/reader.bin: run reader/train/calibrate.py (want %q)", sum)
	}
	bound := false
	for line := range strings.Lines(readerConfidence) {
		name, _, _ := strings.Cut(line, " ")
		if name != "#" && relation.PropertyDoc(name) == "" {
			t.Errorf("nothing says what %q means", name)
		}
		bound = bound || name == relation.Bound
	}
	if !bound {
		t.Error("no confidence is wanted of a claim")
	}
}

func TestVersionCoversTheWeights(t *testing.T) {
	if first, second := Version(Best), Version(Best); first != second {
		t.Error("two calls give two versions")
	}
	if Version(Fast) == Version(Best) || Version(Rules) == Version(Best) || rescoreWeights != "" && Version(Rules) == Version(Fast) {
		t.Error("two models have one version")
	}
	if Version("") != Version(Fast) {
		t.Error("no model is another one than the default")
	}
	all := map[string]bool{}
	for _, v := range []string{version("a", "syntax", "names"), version("a", "syntax", "names!"), version("a", "Syntax", "names"),
		version("b", "syntax", "names"), version("a", "syntaxnames"), version("a", "names", "syntax")} {
		all[v] = true
	}
	if len(all) != 6 {
		t.Errorf("six sets of files have %d versions", len(all))
	}
}
