package english

import "testing"

func TestVersionCoversTheWeights(t *testing.T) {
	if first, second := Version(Best), Version(Best); first != second {
		t.Error("two calls give two versions")
	}
	if Version(Fast) == Version(Best) {
		t.Error("two models have one version")
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
