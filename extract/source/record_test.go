package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

const short = "Ines Duarte, the mayor of Porto, met Olga Kovar to talk."

// readString reads one file's content under a name that says its format.
func readString(t *testing.T, name, content string, opts Options) (articles []*extract.Article, rejects []*extract.Reject, report Report) {
	t.Helper()
	opts.Stdin, opts.Report = strings.NewReader(content), &report
	if opts.MinWords == 0 {
		opts.MinWords = 3
	}
	if opts.Format == "" {
		opts.Format = name
	}
	for a, err := range Open([]string{"-"}, opts) {
		var rej *extract.Reject
		if errors.As(err, &rej) {
			rejects = append(rejects, rej)
		} else {
			articles = append(articles, a)
		}
	}
	return articles, rejects, report
}

// one reads a record that must become one article.
func one(t *testing.T, content string, opts Options) (*extract.Article, Report) {
	t.Helper()
	articles, rejects, report := readString(t, "json", content, opts)
	if len(articles) != 1 || len(rejects) != 0 {
		t.Fatalf("%s: %d articles, rejects %v", content, len(articles), rejects)
	}
	return articles[0], report
}

// The date of a record is read whatever its name is and however it is wrapped.
func TestDateOfRecord(t *testing.T) {
	for fields, want := range map[string]string{
		`"published_at":"2024-02-08T14:05:00Z"`:                                                 "2024-02-08T14:05:00Z second",
		`"publish-date":"2024-02-08"`:                                                           "2024-02-08T00:00:00Z day",
		`"Publish Date":"Feb. 8, 2024, 2:05 p.m. ET"`:                                           "2024-02-08T14:05:00-05:00 second",
		`"date":{"$date":"2025-03-04T10:00:00Z"}`:                                               "2025-03-04T10:00:00Z second",
		`"date":{"$date":1741082400000}`:                                                        "2025-03-04T10:00:00Z second",
		`"date":{"$date":{"$numberLong":"1741082400000"}}`:                                      "2025-03-04T10:00:00Z second",
		`"pubDate":{"_seconds":1741082400,"_nanoseconds":0}`:                                    "2025-03-04T10:00:00Z second",
		`"created_at":{"date":"2025-03-04 10:00:00.000000","timezone_type":3,"timezone":"UTC"}`: "2025-03-04T10:00:00Z second",
		`"published_parsed":[2025,3,4,10,0,0,1,63,0]`:                                           "2025-03-04T10:00:00Z second",
		`"created":[{"value":"2025-03-04T10:00:00+00:00"}]`:                                     "2025-03-04T10:00:00Z second",
		`"seendate":"20240208T140500Z"`:                                                         "2024-02-08T14:05:00Z second",
		`"datetime":1707401100`:                                                                 "2024-02-08T14:05:00Z second",
		`"metadata":{"date":"2024-02-08"}`:                                                      "2024-02-08T00:00:00Z day",
		`"published":true,"date":"2024-02-08"`:                                                  "2024-02-08T00:00:00Z day",
		`"published_at":"03/04/2025","date":"2025-03-04"`:                                       "2025-03-04T00:00:00Z day",
		`"date":"2031-01-01","created_at":"2025-03-04"`:                                         "2025-03-04T00:00:00Z day",
		`"year":2016,"month":12,"day":31`:                                                       "2016-12-31T00:00:00Z day",
		`"year":"2016.0","month":"12.0"`:                                                        "2016-12-01T00:00:00Z month",
		`"author":{"name":"A B","date":"2024-02-08"}`:                                           "",
		`"image":{"url":"x","published":"2024-02-08"}`:                                          "",
		`"modified":"2024-02-08"`:                                                               "",
	} {
		a, _ := one(t, `{"text":"`+short+`",`+fields+`}`, Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		got := ""
		if !a.Published.IsZero() {
			got = a.Published.Format(time.RFC3339) + " " + string(a.PublishedPrecision)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", fields, got, want)
		}
	}
}

// Dates that are not read are told, with the field or the value.
func TestUnreadIsTold(t *testing.T) {
	long := strings.Repeat("Ines Duarte met Olga Kovar in Porto. ", 20)
	for _, c := range []struct{ name, content, want string }{
		{"jsonl", strings.Repeat(`{"text":"`+short+`","stamped":"2024-02-08","meta":{"Modified":"2024-02-09 10:00"},"n":"2024"}`+"\n", 3),
			"3 of 3 records have no date; unread fields that look like one: meta.Modified, stamped (--map published=FIELD takes one)"},
		{"jsonl", `{"text":"` + short + `","date":"2024-02-08","stamped":"2024-02-08"}`, ""},
		{"jsonl", `{"text":"` + short + `","date":"07/03/2024"}` + "\n" + `{"text":"` + short + ` a","date":"soon"}`,
			`2 dates could not be used, the first in -:1: "07/03/2024": day and month cannot be told apart: write YYYY-MM-DD`},
		{"jsonl", `{"text":"` + short + `","chapter":"` + long + `","markup":"<p>` + long + `</p>"}`,
			"1 of 1 records have an unread field that looks like a longer text: chapter (--map text=FIELD takes it)"},
		{"csv", "Titel;Text;Eingang;Link\nHafen;\"" + short + "\";2025-03-04;https://w.example/1\n",
			"1 of 1 records have no date; unread fields that look like one: Eingang (--map published=FIELD takes one)"},
	} {
		_, rejects, report := readString(t, c.name, c.content, Options{})
		if got := strings.Join(report.Advice(), "|"); got != c.want || len(rejects) > 0 {
			t.Errorf("%s\ngot  %s %v\nwant %s", c.content, got, rejects, c.want)
		}
	}
}

// Only http and https lead to an article, wherever the address stands.
func TestAddresses(t *testing.T) {
	page := `<html><head>%s</head><body><article><p>` + strings.Repeat(short+" ", 4) + `</p></article></body></html>`
	for _, c := range []struct{ name, content, want string }{
		{"json", `{"url":"javascript:alert(1)","text":"` + short + `"}`, ""},
		{"json", `{"url":"JavaScript:alert(1)","link":"https://w.example/1","text":"` + short + `"}`, "https://w.example/1"},
		{"json", `{"url":"data:text/html,x","text":"` + short + `"}`, ""},
		{"json", `{"url":"file:///etc/passwd","text":"` + short + `"}`, ""},
		{"json", `{"url":"/news/1","text":"` + short + `"}`, ""},
		{"json", `{"url":"HTTPS://W.example/1","text":"` + short + `"}`, "HTTPS://W.example/1"},
		{"json", `{"url":"//w.example/1","text":"` + short + `"}`, "https://w.example/1"},
		{"json", `{"url":"www.w.example/1","text":"` + short + `"}`, "https://www.w.example/1"},
		{"json", `{"link":[{"rel":"self","href":"javascript:x"},{"href":"https://w.example/1"}],"text":"` + short + `"}`, "https://w.example/1"},
		{"text", "Title: A\nURL: vbscript:x\n\n" + short, ""},
		{"text", "Title: A\nLink: https://w.example/1\n\n" + short, "https://w.example/1"},
		{"html", fmt.Sprintf(page, `<link rel="canonical" href="javascript:alert(1)">`), ""},
		{"html", fmt.Sprintf(page, `<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://w.example/1">`), "https://w.example/1"},
		{"html", fmt.Sprintf(page, `<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://w.example/1"}}</script>`), "https://w.example/1"},
		{"xml", `<rss version="2.0"><channel><item><title>x</title><link>javascript:x</link><description>` + short + `</description></item></channel></rss>`, ""},
		{"html", fmt.Sprintf(page, `<script type="application/ld+json">{"@type":"NewsArticle","url":"data:text/html,x"}</script>`), ""},
	} {
		articles, rejects, report := readString(t, c.name, c.content, Options{})
		if len(articles) != 1 || articles[0].URL != c.want {
			t.Errorf("%s: got %v %v, want %q", c.content, articles, rejects, c.want)
			continue
		}
		if noted := strings.Contains(fmt.Sprint(report.Notes), "only http and https lead to an article"); noted != (c.want == "") {
			t.Errorf("%s: notes %v", c.content, report.Notes)
		}
	}
}

// The articles of an answer are found wherever it has them, with what stands
// around their texts.
func TestWrapped(t *testing.T) {
	const item = `{"title":"x","url":"https://w.example/%d","text":"` + short + `"}`
	both := fmt.Sprintf(item+","+item, 1, 2)
	for _, c := range []struct {
		content string
		want    string // address, title and day of each article; codes of rejects
	}{
		{`{"response":{"status":"ok","results":[{"id":"g1","webTitle":"x","webUrl":"https://w.example/1","fields":{"bodyText":"` + short + `"},"webPublicationDate":"2025-03-04T10:00:00Z"}]}}`, "https://w.example/1 x 2025-03-04"},
		{`{"hits":{"total":1,"hits":[{"_index":"n","_id":"7","_source":{"title":"x","url":"https://w.example/1","content":"` + short + `","@timestamp":"2025-03-04T10:00:00Z"}}]}}`, "https://w.example/1 x 2025-03-04"},
		{`{"data":{"articles":[` + both + `]}}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"articles":{"results":[` + both + `]}}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"feed":{"title":{"$t":"Feed"},"entry":[{"title":{"$t":"x"},"link":[{"rel":"alternate","href":"https://w.example/1"}],"published":{"$t":"2025-03-04T10:00:00Z"},"content":{"type":"html","$t":"<p>` + short + `</p><p>` + short + `</p>"}}]}}`, "https://w.example/1 x 2025-03-04"},
		{`{"rss":{"channel":{"title":"Feed","link":"https://w.example","item":{"title":"x","link":"https://w.example/1","pubDate":"Tue, 04 Mar 2025 10:00:00 GMT","content:encoded":"<p>` + short + `</p>"}}}}`, "https://w.example/1 x 2025-03-04"},
		{`{"value":[` + both + `],"totalEstimatedMatches":2}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"politics":[` + fmt.Sprintf(item, 1) + `],"sport":[` + fmt.Sprintf(item, 2) + `]}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"a1":` + fmt.Sprintf(item, 1) + `,"a2":` + fmt.Sprintf(item, 2) + `}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"entries":{"e1":{"heading":"x","body":"` + short + `","posted":"4 Mar 2025"},"e2":{"heading":"y","body":"` + short + `","posted":"5 Mar 2025"}}}`, " x 2025-03-04| y 2025-03-05"},
		{`{"data":{"children":[{"kind":"t3","data":{"title":"x","selftext":"` + short + `","created_utc":1741082400.0,"url":"https://w.example/1"}}]}}`, "https://w.example/1 x 2025-03-04"},
		{`{"content":{"text":"` + short + `"},"summary":{"text":"A mayor met somebody."}}`, "  "},
		{`{"status":{"text":"ok"},"query":{"text":"the mayor of Porto"},"docs":[` + both + `]}`, "https://w.example/1 x |https://w.example/2 x "},
		{`{"post":{"title":{"rendered":"x"},"link":"https://w.example/1","date_gmt":"2025-03-04T10:00:00","content":{"rendered":"<p>` + short + `</p>","protected":false}}}`, "https://w.example/1 x 2025-03-04"},
		{`{"data":[{"type":"article","id":"1","attributes":{"headline":"x","body":"` + short + `","published-at":"2025-03-04"},"links":{"self":"https://w.example/1"}}]}`, " x 2025-03-04"},
		{`{"title":"x","url":"https://w.example/1","content":[{"type":"p","text":"` + short + `"},{"type":"p","text":"` + short + `"}]}`, "https://w.example/1 x "},
		{`{"title":"x","url":"https://w.example/1","sections":[{"text":"` + short + `"},{"text":"` + short + `"}]}`, "no-text"},
		{`{"title":"x","url":"https://w.example/1","text":"` + short + `","related":[` + both + `]}`, "https://w.example/1 x "},
		{`{"article":` + fmt.Sprintf(item, 1) + `,"comments":[{"text":"` + short + `"}]}`, "https://w.example/1 x "},
		{`{"articles":[` + fmt.Sprintf(item, 1) + `,{"title":"y","url":"https://w.example/2"}]}`, "https://w.example/1 x |no-text"},
		{`{"response":{"docs":[{"headline":{"main":"x"},"web_url":"https://w.example/1","abstract":"A mayor met somebody in Porto today."}]}}`, "no-text"},
		{`{"status":"ok","articles":[]}`, "empty"},
		{`{"took":3,"hits":{"hits":[]}}`, "empty"},
	} {
		for _, format := range []string{"json", "jsonl"} {
			articles, rejects, _ := readString(t, format, c.content, Options{})
			var got []string
			for _, a := range articles {
				day := ""
				if !a.Published.IsZero() {
					day = a.Published.Format(time.DateOnly)
				}
				got = append(got, a.URL+" "+a.Title+" "+day)
			}
			for _, r := range rejects {
				got = append(got, r.Code)
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%s %s\ngot  %q\nwant %q", format, c.content, got, c.want)
			}
		}
	}
}

// A record without a text is told why, and what would help.
func TestWhyNoText(t *testing.T) {
	for content, want := range map[string]string{
		`{"date":"2025-03-04","text":"","title":"x"}`:                         "its text is empty (the field text)",
		`{"Body":null,"title":"x"}`:                                           "its text is empty (the field Body)",
		`{"text":" ","inhaltliches":"` + short + `"}`:                         "inhaltliches looks like one: take it with --map text=inhaltliches",
		`{"text":" ","Lang stuk proza":"` + short + `"}`:                      "Lang stuk proza looks like one: take it with --map 'text=Lang stuk proza'",
		`{"title":"x","meta":{"lesestoff":"` + short + `"}}`:                  "meta.lesestoff looks like one: take it with --map text=meta.lesestoff",
		`{"r":{"list":[{"webTitle":"x","f":{"lesestoff":"` + short + `"}}]}}`: "f.lesestoff looks like one: take it with --map text=f.lesestoff",
		`{"title":"x","n":1}`:                                                 "it has the fields n, title, none of them a text; name the right one with --map text=FIELD",
		`{"title":"x","text":{"length":7}}`:                                   "there is no text in its field text",
		`{}`:                                                                  "it has no fields",
	} {
		_, rejects, _ := readString(t, "json", content, Options{})
		if len(rejects) != 1 || rejects[0].Code != "no-text" || !strings.Contains(rejects[0].Message, want) {
			t.Errorf("%s: got %v, want %q", content, rejects, want)
			continue
		}
		if _, path, ok := strings.Cut(want, "--map text="); ok && path != "FIELD" {
			if a, _ := one(t, content, Options{Fields: map[string]string{"text": path}}); a.Text != short {
				t.Errorf("%s: --map text=%s gives %q", content, path, a.Text)
			}
		}
	}
}

// Names of the text itself.
func TestTextOfRecord(t *testing.T) {
	for fields, want := range map[string]string{
		`"full_text":"` + short + `"`:                                    short,
		`"fulltext":"` + short + `"`:                                     short,
		`"Full-Text":"` + short + `","text":"A short form of it."`:       short,
		`"maintext":"` + short + `","text":"Menu Home ` + short + `"`:    short,
		`"body":[{"value":"<p>` + short + `</p>","format":"full_html"}]`: short,
		`"paragraphs":["` + short + `","` + short + `"]`:                 short + "\n\n" + short,
		`"body":"<p>` + short + `</p>"`:                                  short,
		`"Inhalt":"` + short + `"`:                                       short,
		`"text":null,"content":"` + short + `"`:                          short,
	} {
		if a, _ := one(t, `{"title":"x",`+fields+`}`, Options{}); a.Text != want {
			t.Errorf("%s: got %q, want %q", fields, a.Text, want)
		}
	}
}

// Tables with the heads that spreadsheets and other languages give them.
func TestHeads(t *testing.T) {
	const want = "https://w.example/1|Hafen|2025-03-04|Ana Diaz"
	for _, c := range []struct{ content, unread string }{
		{"\ufeffTitel;Text;Datum;Link;Autor\nHafen;\"" + short + "\";2025-03-04;https://w.example/1;Ana Diaz\n", ""},
		{"sep=;\r\ntitle;text;publish date;url;author;Rubrik;Ort\r\nHafen;\"" + short + "\";2025-03-04;https://w.example/1;Ana Diaz;x;y\r\n", "columns not read: Rubrik, Ort"},
		{"titre\tcontenu\tdate de publication\tlien\tauteur\nHafen\t" + short + "\t4 mars 2025\thttps://w.example/1\tAna Diaz\n", ""},
		{"título|texto|fecha|enlace|autor\nHafen|" + short + "|4 mar. 2025|https://w.example/1|Ana Diaz\n", ""},
		{"t\xedtulo,texto,fecha de publicaci\xf3n,url,autor\nHafen,\"" + short + "\",2025-03-04,https://w.example/1,Ana Diaz\n", ""},
		{"Titolo;Testo;Data;Link;Autore\nHafen;\"" + short + "\";04.03.2025;https://w.example/1;Ana Diaz\n", ""},
		{"Título;Conteúdo;Data de publicação;Link;Autor\nHafen;\"" + short + "\";4 de março de 2025;https://w.example/1;Ana Diaz\n", ""},
		{"Titel;Tekst;Publicatiedatum;Link;Auteur\nHafen;\"" + short + "\";4 maart 2025;https://w.example/1;Ana Diaz\n", ""},
		{"Überschrift,Inhalt,\"Veröffentlicht am\",Link,\"Verfasser\"\nHafen,\"" + short + "\",\"4. März 2025\",https://w.example/1,Ana Diaz\n", ""},
		{"\"Title; long\",Headline,Body,PUBLISHED-ON,URL,By\nx,Hafen,\"" + short + "\",2025-03-04,https://w.example/1,Ana Diaz\n", "columns not read: Title; long"},
	} {
		articles, rejects, report := readString(t, "csv", c.content, Options{})
		if len(articles) != 1 {
			t.Errorf("%q: %d articles, %v", c.content, len(articles), rejects)
			continue
		}
		a := articles[0]
		got := a.URL + "|" + a.Title + "|" + a.Published.Format(time.DateOnly) + "|" + strings.Join(a.Authors, ";")
		if got != want || a.Text != short {
			t.Errorf("%q\ngot  %s\nwant %s", c.content, got, want)
		}
		if notes := fmt.Sprint(report.Notes); c.unread != "" && !strings.Contains(notes, c.unread) || c.unread == "" && strings.Contains(notes, "columns not read") {
			t.Errorf("%q: notes %s, want %q", c.content, notes, c.unread)
		}
	}
}
