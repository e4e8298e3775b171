package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

func TestHeadline(t *testing.T) {
	for text, want := range map[string]string{
		"Kestrel found on roof\n\nThe bird sat there for a week.": "Kestrel found on roof",
		"  Will it rain?\r\n\r\nNobody knows.":                    "Will it rain?",
		"The bird sat there for a week.\n\nThen it left.":         "",
		"Kestrel found on roof\nThe bird sat there.":              "",
		"Kestrel found on roof\n\n":                               "",
		"By Ann Low\n\nThe bird sat there.":                       "",
		"MOSS, 3 March 2025\n\nThe bird sat there.":               "",
		"Birds\n\nThe bird sat there.":                            "",
		"“We saw the bird.”\n\nThe bird sat there.":               "",
		"Kestrel “found on roof”\n\nThe bird sat there.":          "Kestrel “found on roof”",
		strings.Repeat("word ", 21) + "\n\nThe bird sat there.":   "",
	} {
		if got := headline(text); got != want {
			t.Errorf("headline(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestDatelineDate(t *testing.T) {
	for text, want := range map[string]string{
		"Kestrel found\n\nTHE HAGUE, 3 March 2025 — The bird":          "2025-03-03",
		"MOSS, Norway, March 5, 2024 (Agency) - The bird":              "2024-03-05",
		"Headline\n\nWednesday, 5 March 2025\n\nThe bird":              "2025-03-05",
		"MOSS (3 March 2025) — The bird":                               "2025-03-03",
		"MOSS, 3 March 2025— The bird":                                 "2025-03-03",
		"ST. JOHN'S, Friday, 3 January 2025 (Agency)":                  "2025-01-03",
		"Rain in MOSS, 3 March 2025 — The bird":                        "",
		"MOSS, 3 March — The bird":                                     "",
		"MOSS, 31 February 2025 — The bird":                            "",
		"The treaty of 3 March 2025 binds both":                        "",
		"On 3 March 2025 the bird flew":                                "",
		"a\nb\nc\nMOSS, 3 March 2025 — The bird":                       "",
		"3 March 2025 was a day on which nobody spoke of the harbour.": "",
	} {
		at, ok := datelineDate(text)
		got := ""
		if ok {
			got = at.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("datelineDate(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestFromFile: an article of a plain file can be traced to it, and the rows of
// two dumps are told apart.
func TestFromFile(t *testing.T) {
	dir := t.TempDir()
	body := story + "\n"
	for name, content := range map[string]string{
		"a.txt":    "Kestrel found on roof\n\nMOSS, 3 March 2025 — " + body,
		"b.txt":    "Source: The Moss Post\n\n" + body,
		"c.txt":    "URL: https://www.moss.example/2024/01/02/x\n\nMOSS, 3 March 2025 — " + body,
		"no-ext":   body,
		"w1.jsonl": `{"id":"1","text":"` + story + `"}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ file, publisher, title, date string }{
		{"a.txt", "a.txt", "Kestrel found on roof", "2025-03-03"},
		{"b.txt", "The Moss Post", "", "0001-01-01"},
		{"c.txt", "moss.example", "", "2024-01-02"},
		{"no-ext", "no-ext", "", "0001-01-01"},
		{"w1.jsonl", "w1.jsonl", "", "0001-01-01"},
	} {
		for a, err := range Open([]string{filepath.Join(dir, c.file)}, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if a.Publisher != c.publisher || a.Title != c.title || a.Published.Format(time.DateOnly) != c.date {
				t.Errorf("%s: publisher %q, title %q, published %v", c.file, a.Publisher, a.Title, a.Published)
			}
			if c.title != "" && !strings.HasPrefix(a.Text, c.title) {
				t.Errorf("%s: the text lost its first line", c.file)
			}
		}
	}
}

func TestFileName(t *testing.T) {
	for path, want := range map[string]string{
		"news/a.txt": "a.txt", "dump.JSONL.GZ": "dump.JSONL", "x.tar.gz!in/b.html": "b.html", "x.zip!y.tgz!c.txt": "c.txt",
		"bbc.example": "", "-": "", "/dev/fd/63": "", "": "",
	} {
		if got := FileName(path); got != want {
			t.Errorf("FileName(%q) = %q, want %q", path, got, want)
		}
	}
}

// TestOwnFiles: a directory passes by what a run has written there, and an
// address is refused with the reason.
func TestOwnFiles(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "report.json")
	reject := `{"source":"a.txt","offset":0,"stage":"source","code":"too-short","message":"m","raw":"eA=="}` + "\n"
	for name, content := range map[string]string{"a.txt": story, "rejects.jsonl": reject, "report.json": "{}"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var r Report
	for a, err := range Open([]string{dir}, Options{Skip: []string{report, "none.jsonl"}, Report: &r}) {
		if err != nil {
			t.Errorf("%v", err)
		} else if !strings.HasSuffix(a.Source, "a.txt") {
			t.Errorf("read %s", a.Source)
		}
	}
	if r.Articles != 1 || r.NotArticles != 2 {
		t.Errorf("%d articles, %d others; want 1 and 2", r.Articles, r.NotArticles)
	}
	for _, err := range Open([]string{"https://news.example/one"}, Options{}) {
		if reject, ok := err.(*extract.Reject); !ok || reject.Code != "address" || !strings.Contains(reject.Message, "does not fetch") {
			t.Errorf("got %v", err)
		}
	}
}
