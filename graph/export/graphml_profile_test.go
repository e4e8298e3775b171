package export

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// goldenFiles are files that WriteGraphML wrote, and others.
func goldenFiles(t testing.TB) (own, others [][]byte) {
	for _, pattern := range []string{"testdata/*.graphml", "testdata/check/*.graphml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Dir(name) == "testdata" {
				own = append(own, text)
			} else {
				others = append(others, text)
			}
		}
	}
	return own, others
}

// agrees holds the quick reading of a file against the thorough one: what the quick
// one takes must have no fault, and hold the same.
func agrees(t *testing.T, text []byte) (taken bool) {
	t.Helper()
	sum, warnings, ok := readProfile(bytes.NewReader(text))
	if !ok {
		return false
	}
	want, findings, err := checkGraphML(bytes.NewReader(text))
	if err != nil || !reflect.DeepEqual(sum, want) {
		t.Fatalf("quick %+v, thorough %+v (%v):\n%s", sum, want, err, text)
	}
	for _, f := range findings {
		if !f.Warning || warnings == 0 {
			t.Fatalf("only the thorough reading finds %s:\n%s", f, text)
		}
	}
	return true
}

func TestProfileAgreesWithTheCheck(t *testing.T) {
	own, others := goldenFiles(t)
	for i, text := range own {
		if !agrees(t, text) {
			t.Errorf("file %d, which WriteGraphML wrote, is not taken", i)
		}
	}
	for _, text := range others {
		agrees(t, text)
	}
	random := rand.New(rand.NewPCG(1, 2))
	pieces := [][]byte{[]byte("&"), []byte("<"), []byte("]]>"), []byte("\ufffe"), []byte("\xff"), []byte("&#10;"), []byte("&#0;"), []byte("\n"), []byte("\r"), []byte(" "), []byte("9"), []byte("e_1"), []byte(`"`), []byte("</data>")}
	taken := 0
	for range 3000 {
		text := bytes.Clone(own[random.IntN(len(own))])
		at := random.IntN(len(text))
		switch random.IntN(4) {
		case 0:
			text[at] = byte(random.IntN(256))
		case 1:
			text = append(text[:at], text[min(len(text), at+1+random.IntN(60)):]...)
		case 2:
			text = append(text[:at:at], append(bytes.Clone(pieces[random.IntN(len(pieces))]), text[at:]...)...)
		default: // a line twice, or in another place
			lines := bytes.SplitAfter(text, []byte("\n"))
			a, b := random.IntN(len(lines)), random.IntN(len(lines))
			lines[a] = lines[b]
			text = bytes.Join(lines, nil)
		}
		if agrees(t, text) {
			taken++
		}
	}
	if taken < 50 {
		t.Errorf("of 3000 changed files %d only are taken: the test tests little", taken)
	}
}

func FuzzProfile(f *testing.F) {
	own, others := goldenFiles(f)
	for _, text := range append(own, others...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) { agrees(t, text) })
}
