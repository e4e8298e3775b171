package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"newsgraph/extract"
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
