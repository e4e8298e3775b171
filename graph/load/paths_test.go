package load

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPlaceMatchesPaths(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	here = filepath.ToSlash(here)
	for _, c := range []struct {
		known, place string
		there        bool
		want         Match
	}{
		{"/a/./sx/2023/lead.txt", "sx/2023/lead.txt", false, Within},
		{"/a/./sx/2023/lead.txt", "sx/2023/lead.txt", true, Other}, // there is another one here
		{here + "/./sx/2023/lead.txt", "sx/2023/lead.txt", true, Within},
		{here + "/./sx/2023/lead.txt", here + "/sx/2023/lead.txt", true, Within},
		{here + "/./sx/2023/lead.txt", "./sx/../sx//2023", true, Within},
		{here + "/sx/2023/lead.txt", "sx", true, Within},
		{here + "/./sx/2023/lead.txt", ".", true, Within},
		{here + "/./../lead.txt", ".", true, Other},
		{here + "/./../lead.txt", "..", true, Within},
		{"/a/./sx/2023/lead.txt", "lead.txt", false, Called},
		{"/a/./sx/2023/lead.txt", "lead.txt", true, Other},
		{"/a/./sx/2023/lead.txt", "2023/lead.txt", false, Called},
		{"/a/./sx/2023/lead.txt", "ead.txt", false, Other},
		{"/a/./sx/2023/lead.txt", "sx/2023/lead", false, Other},
		{"/a/./sx/2023/lead.txt.gz", "lead.txt", false, Called},
		{"/a/./p.zip!in/m.txt", "p.zip", false, Within},
		{"/a/./p.zip!in/m.txt", "p.zip!in", false, Within},
		{"/a/./p.zip!in/m.txt", "m.txt", false, Called},
		{"/a/./x/p.zip!in/m.txt", "p.zip", false, Called},
	} {
		if got := (Place{Path: c.place, There: c.there}).Match(c.known); got != c.want {
			t.Errorf("%s against %s (there %t): %d, want %d", c.known, c.place, c.there, got, c.want)
		}
	}
}
