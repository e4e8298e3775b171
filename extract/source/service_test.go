package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// TestJSONFeed: each item is an article with what the feed says of all, whatever the
// file is called; an item without a text is told.
func TestJSONFeed(t *testing.T) {
	const feed = `{"version":"https://jsonfeed.org/version/1.1","title":"Coast News","language":"en","authors":[{"name":"The desk"}],"items":[
{"id":"1","url":"https://w.example/1","title":"One","content_html":"<p>Mary Olson met <b>Anne Lang</b>.</p><p>They left.</p>","date_published":"2025-03-04T10:00:00Z","authors":[{"name":"Jane Quill"}]},
{"id":"2","external_url":"https://x.example/2","title":"Two","content_text":"Ivo Lang met Kim Dahl.","date_modified":"2025-03-05T10:00:00Z"},
{"id":"3","title":"Three","summary":"Ada Finch met Bea Stone."},
{"id":"4","title":"Four"}]}`
	for _, name := range []string{"a.json", "a.txt", "feed.xml"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(feed), 0o644); err != nil {
			t.Fatal(err)
		}
		var got []string
		for a, err := range Open([]string{path}, Options{MinWords: -1}) {
			if err != nil {
				got = append(got, err.(*extract.Reject).Code)
				continue
			}
			got = append(got, strings.Join([]string{a.URL, a.Title, a.Published.Format("02.01."), strings.Join(a.Authors, "+"), a.Publisher, a.Text}, "|"))
		}
		want := []string{
			"https://w.example/1|One|04.03.|Jane Quill|w.example|Mary Olson met Anne Lang.\n\nThey left.",
			"https://x.example/2|Two|05.03.|The desk|x.example|Ivo Lang met Kim Dahl.",
			"|Three|01.01.|The desk|Coast News|Ada Finch met Bea Stone.", "no-text",
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got\n%q\nwant\n%q", name, got, want)
		}
	}
}

// TestNinjs reads the agencies' JSON in its three versions.
func TestNinjs(t *testing.T) {
	for _, c := range []struct{ record, want string }{
		{`{"uri":"u","pubstatus":"usable","headline":"Strike","byline":"By Jane Quill","body_xhtml":"<div><p>Ines Duarte met Olga Kovar in the town of Porto to talk about the harbour walls and the new ferry.</p></div>"}`, "|Strike|Ines Duarte met"},
		{`{"uri":"u","headlines":[{"role":"short","value":"No"},{"role":"main","value":"Strike"}],"bodies":[{"role":"main","contenttype":"text/html","value":"<p>Ines Duarte met Olga Kovar.</p><p>They left.</p>"}]}`, "|Strike|Ines Duarte met Olga Kovar.\n\nThey left."},
		{`{"uri":"u","headlines":[{"value":"Strike"}],"bodies":[{"role":"caption","value":"No"},{"role":"main","contentType":"text/plain","value":"Ines Duarte met Olga Kovar."}]}`, "|Strike|Ines Duarte met Olga Kovar."},
		{`{"uri":"u","pubStatus":"canceled","headlines":[{"value":"Strike"}],"bodies":[{"value":"x"}]}`, "canceled: "},
	} {
		got := brief(t, Options{Stdin: strings.NewReader(c.record), MinWords: -1}, "-")
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s: got %q, want %q", c.record, got, c.want)
		}
	}
}
