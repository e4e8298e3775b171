package storetest

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestNewest: what is said to be answered in another way by the newest Neo4j is asked.
func TestNewest(t *testing.T) {
	d := newest(t, "testdata")
	names := d.older
	for name := range d.answers {
		names[name] = true
	}
	if len(names) == 0 {
		t.Fatal("no statement is listed")
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(file)
		for _, s := range statements(t, archive) {
			delete(names, base[:len(base)-len(".txtar")]+" "+s.name)
		}
	}
	for name := range names {
		t.Errorf("newest.txt: there is no statement %s", name)
	}
}
