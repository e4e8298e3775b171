package source

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2015-12-16T08:00:00+08:00", "2015-12-16T08:00:00+08:00 second"},
		{"2015-12-16 23:30", "2015-12-16T23:30:00Z second"},
		{"2015-12-16", "2015-12-16T00:00:00Z day"},
		{"16 December 2015", "2015-12-16T00:00:00Z day"},
		{"Dec. 1, 2015", "2015-12-01T00:00:00Z day"},
		{"Wed, 16 Dec 2015 01:02:03 GMT", "2015-12-16T01:02:03Z second"},
		{"Wed, 16 Dec 2015 01:02:03 -0500", "2015-12-16T01:02:03-05:00 second"},
		{"December 2015", "2015-12-01T00:00:00Z month"},
		{"1450224000", "2015-12-16T00:00:00Z second"},
		{"1450224000123", "2015-12-16T00:00:00Z second"},
		{"20151216010203", "2015-12-16T01:02:03Z second"},
		{"201512160102", "2015-12-16T01:02:00Z second"},
		{"1450224000.0", "2015-12-16T00:00:00Z second"},
		{"2015-12-16 01:02:03 UTC", "2015-12-16T01:02:03Z second"},
		{"2015-12-16 01:02:03 EST", "2015-12-16T01:02:03-05:00 second"},
		{"16-Dec-2015", "2015-12-16T00:00:00Z day"},
		{"Sept. 16, 2015", "2015-09-16T00:00:00Z day"},
		{"16 September 2015", "2015-09-16T00:00:00Z day"},
		{"2015-9-6", "2015-09-06T00:00:00Z day"},
		{"2015-12", "2015-12-01T00:00:00Z month"},
		{"2015", "2015-01-01T00:00:00Z year"},
		{"12-16-2015", "2015-12-16T00:00:00Z day"},
		{"16.12.2015", "2015-12-16T00:00:00Z day"},
		{"05/05/2015", "2015-05-05T00:00:00Z day"},
		{"03/04/2015", "day and month cannot be told apart: write YYYY-MM-DD"},
		{"31/02/2015", "there is no such day"},
		{"Wednesday", "not a known form of date: write YYYY-MM-DD"},
		{"Feb. 8, 2024, 2:05 p.m. ET", "2024-02-08T14:05:00-05:00 second"},
		{"Aug. 8, 2024, 12:05 a.m. ET", "2024-08-08T00:05:00-04:00 second"},
		{"August 8, 2024 at 2 p.m. Pacific Time", "2024-08-08T14:00:00-07:00 second"},
		{"Mar 4, 2025, 8:00 AM EST", "2025-03-04T08:00:00-05:00 second"},
		{"Tue, 08 Oct 2013 18:30:00 EST", "2013-10-08T18:30:00-05:00 second"},
		{"08 Oct 13 18:30 PDT", "2013-10-08T18:30:00-07:00 second"},
		{"14:05, 8 February 2024", "2024-02-08T14:05:00Z second"},
		{"Published: 8 July 2024 10:00 BST", "2024-07-08T10:00:00+01:00 second"},
		{"2025-03-04 10:00 CET", "2025-03-04T10:00:00+01:00 second"},
		{"2025-03-04T10:00:00+01:00[Europe/Berlin]", "2025-03-04T10:00:00+01:00 second"},
		{"2025-03-04 10:00 Europe/Berlin", "the time zone is not known, so only the day is used: write it as +hh:mm"},
		{"Thu Feb 08 2024 14:05:00 GMT+0100 (Central European Standard Time)", "2024-02-08T14:05:00+01:00 second"},
		{"Tue, 4 Mar 2025 10:00:00 +0000 (UTC)", "2025-03-04T10:00:00Z second"},
		{"Wed Dec 16 01:02:03 EST 2015", "2015-12-16T01:02:03-05:00 second"},
		{"2025-03-04 10:00:00,123", "2025-03-04T10:00:00Z second"},
		{"2025-03-04T10:00:00.000+0000", "2025-03-04T10:00:00Z second"},
		{"20240208T140500Z", "2024-02-08T14:05:00Z second"},
		{"1709906400000000", "2024-03-08T14:00:00Z second"},
		{"1.7099064e+12", "2024-03-08T14:00:00Z second"},
		{"/Date(1709906400000)/", "2024-03-08T14:00:00Z second"},
		{"2025-W10", "2025-03-03T00:00:00Z week"},
		{"2025-W10-2", "2025-03-04T00:00:00Z day"},
		{"2025-063", "2025-03-04T00:00:00Z day"},
		{"4. März 2025, 10:00 Uhr", "2025-03-04T10:00:00Z second"},
		{"mardi 4 mars 2025 à 10h05", "2025-03-04T10:05:00Z second"},
		{"1er août 2024", "2024-08-01T00:00:00Z day"},
		{"4 de marzo de 2025", "2025-03-04T00:00:00Z day"},
		{"4 dicembre 2025", "2025-12-04T00:00:00Z day"},
		{"terça-feira, 4 de março de 2025", "2025-03-04T00:00:00Z day"},
		{"4 mei 2025", "2025-05-04T00:00:00Z day"},
		{"March 4th, 2025", "2025-03-04T00:00:00Z day"},
		{"Thursday 07/03/2024", "2024-03-07T00:00:00Z day"},
		{"07/03/2024 10:00", "day and month cannot be told apart: write YYYY-MM-DD"},
		{"07.03.2024", "2024-03-07T00:00:00Z day"},
		{"7/13/2024, 2:05:00 PM", "2024-07-13T14:05:00Z second"},
		{"Thu 8 Feb 2024 14.05 GMT", "2024-02-08T14:05:00Z second"},
		{"8. Feb. 2024, 14.05 Uhr", "2024-02-08T14:05:00Z second"},
		{"jeudi 8 février 2024 à 14 h 05", "2024-02-08T14:05:00Z second"},
		{"Updated 2:05 PM EST, Thu February 8, 2024", "2024-02-08T14:05:00-05:00 second"},
		{"2025-03-04 10:00:00 +0100 CET m=+0.01", "2025-03-04T10:00:00+01:00 second"},
		{"20250304100000.000", "2025-03-04T10:00:00Z second"},
		{"2024年2月8日", "2024-02-08T00:00:00Z day"},
		{"2 hours ago", "not a known form of date: write YYYY-MM-DD"},
		{"yesterday", "not a known form of date: write YYYY-MM-DD"},
		{"4 March", "not a known form of date: write YYYY-MM-DD"},
	} {
		at, precision, err := parseDate(c.in)
		got := at.Format(time.RFC3339) + " " + string(precision)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}

// A date means the same wherever the program runs.
func TestDatesDoNotDependOnTheMachine(t *testing.T) {
	here := time.Local
	defer func() { time.Local = here }()
	time.Local = time.FixedZone("CET", -5*3600)
	at, _, err := parseDate("Wed, 16 Dec 2015 01:02:03 CET")
	if got := at.Format(time.RFC3339); err != nil || got != "2015-12-16T01:02:03+01:00" {
		t.Errorf("CET is taken for this machine's zone: %s, %v", got, err)
	}
}

func TestDateOfAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/2015/12/16/summit":      "2015-12-16",
		"https://example.org/news/2015-12-16":        "2015-12-16",
		"https://example.org/2015/13/40/summit":      "",
		"https://example.org/article/20151216-12-99": "",
	} {
		at, ok := addressDate(address)
		if got := at.Format(time.DateOnly); ok != (want != "") || ok && got != want {
			t.Errorf("%s: got %s %t, want %s", address, got, ok, want)
		}
	}
}

func TestUndecidableDateIsAbsent(t *testing.T) {
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, stated := range []string{"03/04/2016", "2031-01-01", "1712-01-01"} {
		var report Report
		in := strings.NewReader(`{"published": "` + stated + `", "text": "` + strings.ReplaceAll(story, "\n", " ") + `"}`)
		for a, err := range Open([]string{"-"}, Options{Stdin: in, Now: now, Report: &report}) {
			if err != nil || !a.Published.IsZero() {
				t.Errorf("%s: read as %v, %v", stated, a, err)
			}
		}
		if len(report.Notes) != 1 {
			t.Errorf("%s: notes %v, want one", stated, report.Notes)
		}
	}
}

// TestEdges holds which lines go from the ends of a text, and which stay.
func TestEdges(t *testing.T) {
	const body = "The ministers met.\n\nThey agreed on nothing."
	for _, c := range []struct{ before, after, kept string }{
		{"", "", ""},
		{"By Ana Bell and Cy Dow\n\n", "\n\n(Reporting by Ana Bell; Editing by Cy Dow)", ""},
		{"Advertisement\n\n", "\n\nShare on Facebook\nTweet", ""},
		{"Published: 3 May 2021, 10:00\n", "\n\n© 2021 Harbour Wire. All rights reserved.", ""},
		{"", "\n\nRead more: Why the talks failed\n\nSign up for our morning newsletter here.", ""},
		{"", "\n\nFollow us on Twitter @harbour and Facebook.", ""},
		{"", "\nTo contact the reporter on this story: Ana Bell in Moss at abell@example.org", ""},
		{"", "\n\nIn an era of rumour, good journalism matters.\nBy becoming a member you help us pay for it.", ""},
		{"", "\n\nPlease subscribe to keep our newsroom going.", ""},
		// What only looks like it stays.
		{"", "\n\nBy subscribing to the treaty, Norway gave up its claim.", "\n\nBy subscribing to the treaty, Norway gave up its claim."},
		{"", "\n\n“Independent journalism needs courts,” Bell said.", "\n\n“Independent journalism needs courts,” Bell said."},
		{"By Monday night the fire was out in Moss, the town said.\n\n", "", "before"},
		{"", "\n\nMore than 400 people had to sign up for aid today, the town said.", "\n\nMore than 400 people had to sign up for aid today, the town said."},
		{"", "\n\nBell taught journalism in Moss with the support of the town.", "\n\nBell taught journalism in Moss with the support of the town."},
		{"", "\n\nAnybody could log in to the server, Dow said.", "\n\nAnybody could log in to the server, Dow said."},
		{"", "\n\nUsers can create an account in a minute, Dow said.", "\n\nUsers can create an account in a minute, Dow said."},
		{"", "\n\nCopyright holders sued the harbour in Moss.", "\n\nCopyright holders sued the harbour in Moss."},
		{"", "\n\nTwo million people download the app a year.", "\n\nTwo million people download the app a year."},
	} {
		in := &Input{reader: newReader(Options{})}
		want := body + c.kept
		if c.kept == "before" {
			want = c.before + body
		}
		if got, _, _ := in.body(0, c.before+body+c.after); got != want {
			t.Errorf("%q … %q: got %q", c.before, c.after, got)
		}
	}
}

// TestInside: lines that are no text go from the middle, too, and so do the times of
// a live blog.
func TestInside(t *testing.T) {
	for in, want := range map[string]string{
		"The ministers met.\n\nRead also: Petra Moll accuses Norway\n\nThey left.":                   "The ministers met.\n\n\nThey left.",
		"The ministers met.\n\nRelated stories:\nMoll accuses Norway\nLang met Quispe\n\nThey left.": "The ministers met.\n\n\nThey left.",
		"The ministers met.\n\nThey left.\n\nBy Imogen Tallis":                                       "The ministers met.\n\nThey left.",
		"The ministers met.\nPhoto: Jane Roe\nThey left.":                                            "The ministers met.\nThey left.",
		"10:42 Storm Edda reached Porto.\n11:30 Updated: Peru, Lima: all quiet.":                     "Storm Edda reached Porto.\nPeru, Lima: all quiet.",
		"10.42am GMT – Moll met Lang.\n\n5 min ago | “No,” he said.":                                 "Moll met Lang.\n\n“No,” he said.",
		"10:42 is when Moll met Lang.\nHe left at\n11:30 in the morning.":                            "10:42 is when Moll met Lang.\nHe left at\n11:30 in the morning.",
		"10:42 Moll met Lang.\nHe left.":                                                             "10:42 Moll met Lang.\nHe left.",
	} {
		in0 := &Input{reader: newReader(Options{})}
		if got, _, _ := in0.body(0, in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestOnlyBoilerplateStays(t *testing.T) {
	in := &Input{reader: newReader(Options{})}
	if got := in.trim(0, "Share on Facebook\n"); got != "Share on Facebook" || len(in.reader.report.Dropped) != 0 {
		t.Errorf("got %q, %v", got, in.reader.report.Dropped)
	}
}

func TestHeader(t *testing.T) {
	for _, c := range []struct{ in, title, body string }{
		{"Title: A pact\nPublished: 2021-05-03\n\nMOSS — Text.", "A pact", "MOSS — Text."},
		{"title: A pact\r\nSection: World\r\n\r\nText.", "A pact", "Text."},
		{"Warning: this is text.\n\nMore.", "", "Warning: this is text.\n\nMore."},
		{"Text first.\nTitle: later\n", "", "Text first.\nTitle: later\n"},
	} {
		header, body := newFieldNames().splitHeader(c.in)
		if text(header["title"]) != c.title || body != c.body {
			t.Errorf("%q: got %v, %q", c.in, header, body)
		}
	}
}

// TestSharedSeed reads a real article of the kind that ends in an appeal to
// subscribers, where the shared data is at hand.
func TestSharedSeed(t *testing.T) {
	shared := extracttest.Shared(t)
	n := 0
	for a, err := range Open([]string{filepath.Join(shared, "seed")}, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if strings.Contains(a.Text, "subscribing") || strings.Contains(a.Text, "misinformation") || strings.HasPrefix(a.Text, "•") {
			t.Errorf("boilerplate is left in %s", a.Source)
		}
		if !strings.HasSuffix(a.Text, ".") || words(a.Text) < 400 {
			t.Errorf("%s was cut: %d words", a.Source, words(a.Text))
		}
	}
	if n == 0 {
		t.Error("no article")
	}
}

// fuzz holds for any content that reading it ends, gives rejects as its only
// errors, and articles whose text is valid and within the limits.
func fuzz(f *testing.F, format string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	shared := newReader(Options{Format: format, MinWords: -1, MaxRecord: 1 << 16})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := *shared
		r.report, r.opts.Stdin = &Report{}, strings.NewReader(string(b))
		r.path("-", func(a *extract.Article, err error) bool {
			if err != nil {
				if _, ok := err.(*extract.Reject); !ok {
					t.Fatalf("%T is no reject: %v", err, err)
				}
				return true
			}
			if a.Text != strings.ToValidUTF8(a.Text, "?") || strings.TrimSpace(a.Text) == "" && len(a.Tokens) == 0 {
				t.Fatalf("text %q", a.Text)
			}
			return true
		})
	})
}

func FuzzText(f *testing.F) {
	fuzz(f, "text", story, "Title: x\n\n"+story, "caf\xe9", "\xff\xfea\x00", "• x\n\n\n")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "html", "<article><p>"+story+"</article>", `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"x"}</script>`, "<p><p><br><br></div>")
}

func FuzzJSON(f *testing.F) {
	fuzz(f, "json", `[{"text":"x"},{"text":1},2]`, `{"articles":[{"body":"x"}]}`, `{"text":"\ud800"}`, "[[[",
		`{"response":{"results":[{"fields":{"bodyText":"x"},"webPublicationDate":{"$date":{"$numberLong":"17"}}}]}}`, `{"a":{"text":"x"},"b":[{"title":"y","paragraphs":[{"text":"z"}]}]}`)
}

func FuzzLines(f *testing.F) {
	fuzz(f, "jsonl", "{\"text\":\"x\"}\n{\n", `{"text":"ab","tokens":[{"start":0,"end":2,"head":0}]}`,
		`{"source":"a.txt","stage":"source","code":"too-short","message":"m","raw":"YQ=="}`)
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "csv", "id,text\n1,\"x\ny\"\n", "text;x\n\"a\"b;c\n", "text\n\"", "a\tb\r\n\"\"\"\"\t1\r\n")
}

func FuzzWARC(f *testing.F) {
	fuzz(f, "warc", "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\nx\r\n\r\n",
		"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 53\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x", "WARC/1.1\n")
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2015-12-16", "1450224000", "16/12/2015", "Wed, 16 Dec 2015 01:02:03 GMT",
		"Feb. 8, 2024, 2:05 p.m. ET", "2025-W10-2", "4. März 2025, 10:00 Uhr", "/Date(1709906400000)/", "14h05 (UTC+2)", "2025-03-04T10:00:00,1+01:00[x]", "1.7e12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, precision, err := parseDate(s)
		if err != nil {
			return
		}
		again, err := time.Parse(time.RFC3339, at.Format(time.RFC3339)) // as a loaded article is read back
		if _, offset := at.Zone(); err == nil && (precision == "" || again.Unix() != at.Unix() && offset%60 == 0) {
			t.Fatalf("%q: %v, %q", s, at, precision)
		}
	})
}
