package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// hostile colours, clears, turns and renames a terminal that prints it.
const hostile = "x\x1b[31mRED\x1b]0;pwn\x07\x7f\u009b5m\u202egnp\u2066\u2028y"

// session is a console for tests: what its commands print, by command line.
func session(out, said *strings.Builder) *console {
	return &console{in: strings.NewReader(""), out: out, err: said, env: func(string) string { return "" }}
}

// TestNoCommandObeysStrangers runs all commands over articles, names of files, names
// of columns and of properties that would move a cursor: nothing of it comes out.
func TestNoCommandObeysStrangers(t *testing.T) {
	t.Chdir(t.TempDir())
	text := "Ines Duarte, the mayor of Porto, met Olga Kovar" + hostile + " to talk. “Bo Lin denied" + hostile + "it,” said Ines Duarte."
	record, err := json.Marshal(map[string]string{"title": hostile, "url": "http://a/" + hostile, "source": hostile, "author": hostile,
		"section": hostile, "id": hostile, "text": text})
	if err != nil {
		t.Fatal(err)
	}
	file := "a" + hostile + ".jsonl"
	if err := os.WriteFile(file, append(record, "\n{\"text\":\""+"\u202e\"}\n{\n"...), 0o644); err != nil {
		t.Skipf("no file may be called so here: %v", err)
	}
	input := []string{"--min-words", "-1", "--any-language", file}
	for _, line := range [][]string{
		{"load"}, {"plan"}, {"extract"}, {"explain", "--tree"}, {"extract", "--json"}, {"verify"}, {"extract", "--no" + hostile},
		{"load", "--input", hostile}, {"load", "--map", hostile + "=" + hostile}, {"load", "--report", "r" + hostile + ".json"},
		{"load", "--store", "no" + hostile + "/x"},
	} {
		unmoved(t, 0, slices.Concat(line, input)...)
	}
	for _, line := range [][]string{
		{"ask", "timeline", "Ines Duarte"}, {"ask", "timeline", hostile}, {"ask", "find-entity", "duarte", "--json"}, {"ask", hostile},
		{"ask", "top-entities", hostile + "=1"}, {"ask", "who-leads", "limit=" + hostile}, {"ask", "--queries", hostile},
		{"cypher", "RETURN 1 AS `a" + hostile + "`"}, {"cypher", "--json", "RETURN 1 AS `a" + hostile + "`, {`" + hostile + "`: '" + hostile + "'} AS m"},
		{"cypher", "MATCH (a:Article) RETURN a, a.title, properties(a) AS p"}, {"cypher", "--json", "MATCH (a:Article) RETURN a"},
		{"cypher", "EXPLAIN MATCH (a:`" + hostile + "`) RETURN a"}, {"cypher", "RETURN '" + hostile}, {"cypher", "MATCH (n:`" + hostile + "`) RETURN n.`" + hostile + "`"},
		{"export", "graphml", "-o", "g" + hostile + ".graphml"}, {"export", "neo4j-admin", "d" + hostile}, {"export", "favourites", "-o", "f" + hostile},
		{"graphml", "check", "g" + hostile + ".graphml"}, {"db", "dump", "d" + hostile + ".dump"}, {"db", "restore", "--store", "s" + hostile, "d" + hostile + ".dump"},
		{"digest", "--store", hostile}, {"relations", "--relations", hostile}, {"schema", "check", hostile}, {hostile}, {"--" + hostile}, {"db", hostile}, {"help", hostile},
		{"retract", hostile, "http://a/" + hostile}, {"digest"},
	} {
		unmoved(t, 0, line...)
	}
	// What programs read is exact, but a terminal does not show it so.
	for _, line := range [][]string{{"cypher", "--csv", "RETURN '" + hostile + "' AS `a" + hostile + "`"}, {"digest", "--dump"}, {"export", "graphml", "-o", "-", "--full"},
		slices.Concat([]string{"extract", "--conllu"}, input)} {
		unmoved(t, 80, line...)
	}
}

// unmoved runs a command line, whose output must hold nothing that a terminal obeys.
func unmoved(t *testing.T, width int, line ...string) {
	t.Helper()
	var out, said strings.Builder
	con := session(&out, &said)
	con.width = width
	code := con.run(t.Context(), append([]string{"newsgraph"}, line...))
	if code == exitDefect {
		t.Errorf("%q: %s", line, said.String())
	}
	for _, printed := range []string{out.String(), said.String()} {
		if at := strings.IndexFunc(printed, func(r rune) bool { return r != '\n' && r != '\t' && commanding(r) }); at >= 0 {
			t.Errorf("%q prints %q", line, printed[max(0, at-30):min(len(printed), at+30)])
		}
	}
}

// A painted text has the colours that we gave it, and none of its own.
func TestPaintedText(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.txt", []byte("Title: "+hostile+"\nURL: http://a/"+hostile+"\nSource: "+hostile+"\n\nIna Duarte met Olga Kovar.\x1b[31m\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, said strings.Builder
	con := session(&out, &said)
	con.color, con.width = true, 80
	if code := con.run(t.Context(), []string{"newsgraph", "extract", "--min-words", "-1", "a.txt"}); code != exitOK {
		t.Fatalf("%d: %s", code, said.String())
	}
	if !strings.Contains(out.String(), "\x1b[1;33mIna Duarte\x1b[0m") {
		t.Errorf("nothing is painted: %q", out.String())
	}
	if strings.Contains(out.String(), "\x1b[31m") || strings.ContainsAny(out.String(), "\x07\u202e") {
		t.Errorf("the article paints: %q", out.String())
	}
}

// Escapes in JSON change nothing that its reader sees, and keep characters whole
// that two calls bring.
func TestEscapedJSON(t *testing.T) {
	in, err := json.Marshal(map[string]string{hostile: "日本 \u009b" + hostile})
	if err != nil {
		t.Fatal(err)
	}
	var want, got map[string]string
	if err := json.Unmarshal(in, &want); err != nil {
		t.Fatal(err)
	}
	out := escaped(in)
	if err := json.Unmarshal(out, &got); err != nil || got[hostile] != want[hostile] {
		t.Errorf("%s became %s, %v", in, out, err)
	}
	if bytes.ContainsFunc(out, commanding) {
		t.Errorf("%q", out)
	}
	var shown strings.Builder
	con, finish := (&console{out: &shown, err: &shown}).guarded()
	for _, b := range []byte("日\x1b本\u202e\n") {
		con.out.Write([]byte{b})
	}
	if err := finish(); err != nil || shown.String() != "日 本 \n" {
		t.Errorf("%q, %v", shown.String(), err)
	}
}
