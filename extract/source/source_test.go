package source

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// read collects what Open yields, one line an article or a reject, in short.
func read(t *testing.T, opts Options, paths ...string) (string, Report) {
	t.Helper()
	var report Report
	opts.Report = &report
	var b strings.Builder
	for a, err := range Open(paths, opts) {
		var rej *extract.Reject
		switch {
		case errors.As(err, &rej):
			fmt.Fprintf(&b, "REJECT %v\n", err)
		case err != nil:
			t.Fatalf("an error that is no reject: %v", err)
		default:
			line, err := json.MarshalIndent(a, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n", line)
		}
	}
	if report.Records != report.Articles+report.Rejected {
		t.Errorf("%d records, but %d articles and %d rejects", report.Records, report.Articles, report.Rejected)
	}
	return b.String(), report
}

// TestInput reads one file of every format and compares all that was found.
func TestInput(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "input")
	got, report := read(t, Options{MinWords: 30}, dir)
	got = strings.ReplaceAll(got, dir+string(filepath.Separator), "")
	tail, err := json.MarshalIndent(report, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got += strings.ReplaceAll(string(tail), "../../testdata/input/", "") + "\n"
	golden := filepath.Join("testdata", "input.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (rewrite with -update):\n%s", golden, got)
	}
}

// TestFormatsHaveSamples holds that every format has a file in testdata/input.
func TestFormatsHaveSamples(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", "..", "testdata", "input"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		found := false
		for _, e := range entries {
			found = found || hasSuffix(e.Name(), f.Suffixes)
		}
		if !found || f.Doc == "" {
			t.Errorf("format %s has no sample or no doc", f.Name)
		}
	}
}

const story = "OSLO — The town of Moss and the island of Jeløy agreed on Monday to share one fire station, their mayors said. " +
	"The station is to open in 2026. It will not cost more than the two old ones, said Mayor Kari Dahl, who signed the agreement in Oslo on behalf of Moss."

func TestBadInput(t *testing.T) {
	deep := strings.Repeat("[", 100_001) + strings.Repeat("]", 100_001)
	long := `{"text": "` + strings.Repeat("x", 100<<20) + `"}`
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	fmt.Fprintf(zip, `{"text": %q}`+"\n", story)
	zip.Flush()
	fmt.Fprintf(zip, `{"text": %q}`+"\n", story)
	zip.Close()
	good := fmt.Sprintf(`{"text": %q}`, story)
	for _, c := range []struct {
		name, file, content string
		want                []string // a part of each line of the answer
	}{
		{"empty file", "a.txt", "", []string{"a.txt: empty: "}},
		{"blank file", "a.jsonl", " \n\n", []string{"a.jsonl: empty: "}},
		{"PDF", "a.txt", "%PDF-1.4\n" + story, []string{"binary: this is a PDF file"}},
		{"binary", "a.txt", "abc\x00\x01\x02" + story, []string{"binary: "}},
		{"HTML without article", "a.html", "<html><body><nav><a href=/>Home</a></nav></body></html>", []string{"no-text: no article in this page"}},
		{"too short", "a.txt", "Only five words are here.", []string{"too-short: the text has 5 words"}},
		{"broken line 7", "a.jsonl", strings.Repeat(good+"\n", 6) + good[:80] + "\n" + good,
			[]string{`"text"`, `"text"`, `"text"`, `"text"`, `"text"`, `"text"`, "a.jsonl:7: syntax: not valid JSON", `"text"`}},
		{"two values on a line", "a.jsonl", good + good, []string{"a.jsonl:1: syntax: more text behind"}},
		{"deep line", "a.jsonl", deep + "\n" + good, []string{"a.jsonl:1: too-deep", `"text"`}},
		{"deep array", "a.json", "[" + deep + "," + good + "]", []string{"a.json:1: too-deep", `"text"`}},
		{"long line", "a.jsonl", long + "\n" + good, []string{"a.jsonl:1: too-long-line: a line of 104857613 bytes", `"text"`}},
		{"long element", "a.json", "[" + long[:17<<20] + "\"}," + good + "]", []string{"a.json:1: too-long: ", `"text"`}},
		{"array that breaks off", "a.json", "[" + good + "," + good[:90], []string{`"text"`, "a.json:2: syntax: "}},
		{"array without comma", "a.json", "[" + good + good + "]", []string{`"text"`, "a.json:2: syntax: "}},
		{"not an object", "a.json", "[1, \"x\"]", []string{"a.json:1: syntax: the record is no JSON object", "a.json:2: syntax: "}},
		{"no text", "a.json", `{"id": "q7", "summary": "x"}`, []string{"no-text: no text in the record: it has the fields id, summary"}},
		{"article with lists of its own", "a.json", `{"items": [], "articles": [{"href": "x"}], "text": "` + story + `"}`, []string{`"text"`}},
		{"other language", "a.json", `{"lang": "de", "text": "Ein Satz."}`, []string{`not-english: the record says that its language is "de"`}},
		{"withdrawn", "a.json", `{"pubstatus": "canceled", "text": "x"}`, []string{"canceled: "}},
		{"truncated gzip", "a.jsonl.gz", packed.String()[:packed.Len()-20], []string{`"text"`, "truncated"}},
		{"UTF-16 lines", "a.jsonl", "\xff\xfe{\x00\"\x00", []string{"syntax: not valid JSON"}},
		{"UTF-16 text", "a.txt", "\xff\xfea\x00", []string{"too-short: "}},
		{"rows of an old Mac", "a.csv", "id,text\r1,\"" + story + "\"\r2,\"" + story + "\"\r", []string{`"text"`, `"text"`}},
		{"rows of Windows", "a.csv", "id,text\r\n1,\"" + story + "\"\r\n2,x,y\r\n", []string{`"text"`, "syntax: 3 fields"}},
		{"lines of an old Mac", "a.txt", "Title: Bridge\rURL: x\r\r" + story, []string{`"text" ` + story[:20]}},
		{"zip of nothing", "a.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), []string{"empty: no articles in this archive"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, c.file)
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			var lines []string
			for a, err := range Open([]string{path}, Options{}) {
				if err != nil {
					lines = append(lines, err.Error())
				} else {
					lines = append(lines, `"text" `+a.Text)
				}
			}
			if len(lines) != len(c.want) {
				t.Fatalf("got %d answers, want %d: %.2000q", len(lines), len(c.want), lines)
			}
			for i, want := range c.want {
				if !strings.Contains(lines[i], want) {
					t.Errorf("answer %d is %.300q, want %q in it", i, lines[i], want)
				}
			}
		})
	}
}

func TestOtherLanguage(t *testing.T) {
	for _, c := range []struct {
		opts Options
		want string
	}{
		{Options{Speaks: func(string) bool { return false }}, "not-english"},
		{Options{Speaks: func(string) bool { return false }, AnyLanguage: true}, ""},
		{Options{Speaks: func(string) bool { return true }}, ""},
	} {
		c.opts.Stdin = strings.NewReader(story)
		for _, err := range Open([]string{"-"}, c.opts) {
			code := ""
			if err != nil {
				code = err.(*extract.Reject).Code
			}
			if code != c.want {
				t.Errorf("got %q, want %q", code, c.want)
			}
		}
	}
}

func TestReportInOneLine(t *testing.T) {
	for want, r := range map[string]Report{
		"": {Files: 3, Records: 3, Articles: 3},
		"2 boilerplate lines left out, 1 character that could not be decoded, 1 note": {Lines: 2, Replaced: 1, NotArticles: 4, Noted: 1},
	} {
		if got := r.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A report does not grow with the number of articles, nor does anything else.
func TestReportIsBounded(t *testing.T) {
	const n = 2 * listed
	in, out := io.Pipe()
	go func() {
		for i := range n {
			fmt.Fprintf(out, "{\"id\":\"a%d\",\"published\":\"03/04/2016\",\"text\":%q}\n", i, "By Ana Bell\n\n"+story+"\n\nShare on Facebook")
		}
		out.Close()
	}()
	var report Report
	var before, after runtime.MemStats
	seen := 0
	for _, err := range Open([]string{"-"}, Options{Stdin: in, Report: &report, Now: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}) {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == n*3/4 {
			runtime.GC()
			runtime.ReadMemStats(&before)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if seen != n || report.Lines != 2*n || report.Noted != n || len(report.Dropped) != listed || len(report.Notes) != listed {
		t.Errorf("%d articles, %d lines, %d notes; listed: %d, %d", seen, report.Lines, report.Noted, len(report.Dropped), len(report.Notes))
	}
	if after.HeapAlloc > before.HeapAlloc+1<<18 {
		t.Errorf("memory grew from %d to %d bytes", before.HeapAlloc, after.HeapAlloc)
	}
	runtime.KeepAlive(&report)
}

func TestPaths(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "notes", ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"b.txt": story + " B.", "a/2.txt": story + " A2.", "a/10.txt": story + " A10.", "a/10.claims": "x", "notes/x.rst": "x", "notes/.git/c.txt": story,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var order []string
	var report Report
	for a, err := range Open([]string{dir, filepath.Join(dir, "notes"), filepath.Join(dir, "none"), "-"},
		Options{Stdin: strings.NewReader(story + " In."), Report: &report}) {
		if err != nil {
			order = append(order, err.(*extract.Reject).Code)
		} else {
			order = append(order, a.Text[strings.LastIndexByte(a.Text, ' ')+1:])
		}
	}
	if got, want := strings.Join(order, " "), "A10. A2. B. empty missing In."; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if report.NotArticles != 5 || report.Files != 4 { // the second folder was asked for twice
		t.Errorf("%d files, %d not articles; want 4 and 5", report.Files, report.NotArticles)
	}
}

func TestStopEarly(t *testing.T) {
	n := 0
	for range Open([]string{filepath.Join("..", "..", "testdata", "input")}, Options{}) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("read %d, want 2", n)
	}
}

// TestRejectsAgain writes rejects and reads them back: the record that was too
// short is an article once short ones are allowed.
func TestRejectsAgain(t *testing.T) {
	dir := t.TempDir()
	path, rejects := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "rejects.jsonl")
	if err := os.WriteFile(path, []byte(`{"text": "Oda Berg met Kim Dahl in Moss."}`+"\n{\"text\": 1}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, err := range Open([]string{path}, Options{}) {
		if err == nil {
			t.Fatal("a record was taken")
		}
		if err := WriteReject(&out, err.(*extract.Reject)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(rejects, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	for a, err := range Open([]string{rejects}, Options{MinWords: -1}) {
		if err != nil {
			got = append(got, err.(*extract.Reject).Code)
		} else {
			got = append(got, a.Text)
		}
	}
	if want := "Oda Berg met Kim Dahl in Moss.|1"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A rejects file shows the record as text where it is one; both forms, and that of
// 0.1.0, give the record back byte by byte.
func TestRejectsCanBeRead(t *testing.T) {
	for raw, want := range map[string]string{
		`{"text":"<b>É \u0007</b>"}`: `"encoding":"utf-8","raw":"{\"text\":\"<b>É \\u0007</b>\"}"`,
		"a\x00\xff\r\n":              `"encoding":"base64","raw":"YQD/DQo="`,
		"plain\r\nlines\n":           `"raw":"plain\r\nlines\n"`,
		"":                           `"message":"m"}`,
	} {
		var out strings.Builder
		if err := WriteReject(&out, &extract.Reject{Source: "a.txt", Stage: "source", Code: "c", Message: "m", Raw: []byte(raw)}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is written as %s", raw, out.String())
		}
		var line rejectLine
		if err := json.Unmarshal([]byte(out.String()), &line); err != nil {
			t.Fatal(err)
		}
		if back, err := line.record(); err != nil || string(back) != raw {
			t.Errorf("%q came back as %q, %v", raw, back, err)
		}
	}
	for _, bad := range []rejectLine{{Encoding: "rot13", Raw: "x"}, {Encoding: encodedBase64, Raw: "!"}} {
		if _, err := bad.record(); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}
