package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func TestWriteTable(t *testing.T) {
	answer := table{columns: []string{"n", "quote\x1b[5m"}, rows: [][]any{
		{int64(1), "a long sentence that does not fit into the line"}, {int64(22), "red \x1b[31m\nline"}}}
	for _, tt := range []struct {
		width int
		want  string
	}{
		{0, "n   quote [5m\n--  -----------------------------------------------\n1   a long sentence that does not fit into the line\n22  red  [31m line\n"},
		{24, "n   quote [5m\n--  --------------------\n1   a long sentence tha…\n22  red  [31m line\n"},
	} {
		check(t, answer, tt.width, tt.want)
	}
}

// check compares a table in a terminal of a width with what it should be.
func check(t *testing.T, answer table, width int, want string) {
	t.Helper()
	var b strings.Builder
	if err := answer.writeTable(&b, width); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("width %d: got\n%s\nwant\n%s", width, b.String(), want)
	}
}

// Characters of two cells, of none and of several code points stand in columns.
func TestWideCharacters(t *testing.T) {
	answer := table{columns: []string{"title", "url"}, rows: [][]any{
		{"日本語のタイトル", "https://w.example/1"}, {"Zoe\u0308 👩‍👩‍👧 한국", "https://w.example/2"}, {"plain", "https://w.example/3"}}}
	check(t, answer, 0, "title             url\n"+
		"----------------  -------------------\n"+
		"日本語のタイトル  https://w.example/1\n"+
		"Zoe\u0308 👩‍👩‍👧 한국       https://w.example/2\n"+
		"plain             https://w.example/3\n")
	check(t, answer, 36, "title            url\n"+
		"---------------  -------------------\n"+
		"日本語のタイト…  https://w.example/1\n"+
		"Zoe\u0308 👩‍👩‍👧 한국      https://w.example/2\n"+
		"plain            https://w.example/3\n")
}

// What a narrow terminal takes away, step by step: times of day, digits of keys, ends
// of sentences and words, keys, and last the lines.
func TestNarrow(t *testing.T) {
	row := []any{"Ada Finch", "asserted", "2031-05-12T08:00:00Z", "Ada Finch met Otto Lund in the town hall of Hartwell.", "f_0123456789abcdef01234567"}
	other := []any{"Bo Lin", "alleged", nil, "Bo Lin met nobody.", "f_0123456789ffffffffffffff"}
	columns := []string{"who", "status", "last_seen", "quote", "edge"}
	answer := table{columns: columns, rows: [][]any{row, other}, answer: true}
	for _, tt := range []struct {
		width int
		want  string // the first row
		left  string
	}{
		{130, "Ada Finch  asserted  2031-05-12T08:00:00Z  Ada Finch met Otto Lund in the town hall of Hartwell.  f_0123456789abcdef01234567", ""},
		{110, "Ada Finch  asserted  2031-05-12  Ada Finch met Otto Lund in the town hall of Hartwell.  f_0123456789a", ""},
		{80, "Ada Finch  asserted  2031-05-12  Ada Finch met Otto Lund in the …  f_0123456789a", ""},
		{60, "Ada Finch  asserted  2031-05-12  Ada Finch met Otto Lund in…", "edge"},
		{36, "who        Ada Finch\nstatus     asserted\nlast_seen  2031-05-12T08:00:00Z\nquote      Ada Finch met Otto Lund\n           in the town hall of\n           Hartwell.\nedge       f_0123456789abcdef01234567\n\nwho        Bo Lin", ""},
		{20, "who\n  Ada Finch\nstatus\n  asserted\nlast_seen\n  2031-05-12T08:00:00Z\nquote\n  Ada Finch met Otto\n  Lund in the town\n  hall of Hartwell.\nedge\n  f_0123456789abcdef01234567\n\nwho", ""},
	} {
		g, left := answer.fitted(tt.width)
		var b strings.Builder
		if err := g.write(&b); err != nil {
			t.Fatal(err)
		}
		_, behind, isTable := strings.Cut(b.String(), "--\n")
		if !isTable {
			behind = b.String()
		}
		if !strings.HasPrefix(behind, tt.want+"\n") || strings.Join(left, " ") != tt.left {
			t.Errorf("width %d: got\n%s\nleft out %v, want\n%s", tt.width, b.String(), left, tt.want)
		}
	}
	// What one's own statement asked for is neither cut to pieces nor left out.
	own := table{columns: columns[3:], rows: [][]any{row[3:], other[3:]}}
	check(t, own, 46, "quote               edge\n------------------  --------------------------\nAda Finch met Ott…  f_0123456789abcdef01234567\nBo Lin met nobody.  f_0123456789ffffffffffffff\n")
}

// Lists of help are read whole: their texts go on in the next line.
func TestWrapped(t *testing.T) {
	list := table{columns: []string{"name", "meaning"}, wrapped: true, rows: [][]any{{"LEADS", "A person runs a body or a country."}, {"MET_WITH", "Two met."}}}
	check(t, list, 30, "name      meaning\n--------  --------------------\nLEADS     A person runs a body\n          or a country.\nMET_WITH  Two met.\n")
}

// TestAnswersFit asks every kind of question in terminals of many widths: no line is
// too long, but for an address or a key that could not be copied in pieces.
func TestAnswersFit(t *testing.T) {
	articles, err := filepath.Abs(filepath.Join("..", "..", "testdata", "article"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var out, said strings.Builder
	run := func(width int, line ...string) {
		out.Reset()
		said.Reset()
		con := session(&out, &said)
		con.width = width
		if code := con.run(t.Context(), append([]string{"newsgraph"}, line...)); code != exitOK {
			t.Fatalf("%q: %d: %s", line, code, said.String())
		}
	}
	run(0, "load", articles)
	// Keys as narrow tables show them name the same edge.
	run(200, "ask", "who-leads", "limit=1")
	_, key, _ := strings.Cut(strings.TrimSpace(said.String()), "newsgraph ask evidence ")
	run(0, "ask", "evidence", key, "--csv")
	whole := out.String()
	run(0, "ask", "evidence", key[:10], "--csv")
	if whole != out.String() || !strings.Contains(whole, "Lindqvist") {
		t.Errorf("%s: %s\n%s: %s", key, whole, key[:10], out.String())
	}
	for _, q := range []string{"who-leads", "timeline Kask", "neighbourhood Kask", "find-entity ma*", "new-since 2024-01-01", "evidence " + key[:10],
		"top-entities", "accusations", "agreements", "event-attendees", "co-mentions Kask", "rival-leaders", "contradictions", "articles-with-both Kask Estonia", ""} {
		for _, width := range []int{20, 33, 40, 60, 80, 100, 132, 200} {
			run(width, append([]string{"ask"}, strings.Fields(q)...)...)
			if out.Len() == 0 && !strings.Contains(said.String(), "no rows") {
				t.Errorf("%s: nothing", q)
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimRight(line, "\n")
				if n := displaywidth.String(line); n > width && len(strings.Fields(line)) > 2 {
					t.Errorf("%s in %d columns: %d in %q", q, width, n, line)
				}
			}
		}
	}
	// In a usual terminal the leaders are a table that can be read.
	run(80, "ask", "who-leads", "limit=4")
	if !strings.Contains(out.String(), "Anders Lind…  Nordsjo Food…  chairman ") {
		t.Errorf("got\n%s", out.String())
	}
	if !strings.Contains(said.String(), "left out, as 80 columns are too narrow: edge, last_seen") {
		t.Errorf("said %s", said.String())
	}
}

// The beginning of a key that several have is refused, of none is left.
func TestWholeKey(t *testing.T) {
	for _, tt := range []struct {
		given, want string
		found       []any
	}{
		{"f_012345", "f_0123456789abcdef01234567", []any{"f_0123456789abcdef01234567"}},
		{"f_012345", "", []any{"f_0123456789abcdef01234567", "f_0123459999abcdef01234567"}},
		{"c_999999", "c_999999", nil},
		{"f_0123456789abcdef01234567", "f_0123456789abcdef01234567", []any{"not asked for"}},
		{"text", "text", []any{"not asked for"}},
	} {
		params := map[string]any{"key": tt.given}
		err := wholeKey(func(string, map[string]any) (table, error) {
			var t table
			for _, f := range tt.found {
				t.rows = append(t.rows, []any{f})
			}
			return t, nil
		}, params)
		if tt.want == "" && exitCode(err) == exitUsage {
			continue
		}
		if err != nil || params["key"] != tt.want {
			t.Errorf("%s: %v, %v", tt.given, params["key"], err)
		}
	}
}
