package when_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/when"
)

var pipeline = sync.OnceValues(func() (extract.Pipeline, error) { return english.New(english.Options{}) })

// times reads a text published on a day ("" if unknown) and writes its time
// phrases as "phrase = from/to precision".
func times(t *testing.T, text, published string, p extract.Precision) string {
	t.Helper()
	stages, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	a := &extract.Article{Text: text, PublishedPrecision: p}
	if published != "" {
		if a.Published, err = time.Parse(time.DateOnly, published); err != nil {
			t.Fatal(err)
		}
	}
	if err := stages.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range a.Times {
		out = append(out, a.Words(x.Phrase)+" = "+show(x))
	}
	return strings.Join(out, "; ")
}

func show(x extract.Time) string {
	d := func(c extract.CalendarDate) string {
		switch c.Precision {
		case extract.Year:
			return c.First[:4]
		case extract.Month:
			return c.First[:7]
		case extract.Day:
			return c.First
		}
		return fmt.Sprintf("%s(%s)", c.First, c.Precision)
	}
	switch {
	case x.From.IsZero() && x.To.IsZero():
		return "?"
	case x.Point:
		return d(x.From)
	case x.To.IsZero():
		return d(x.From) + ".."
	case x.From.IsZero():
		return ".." + d(x.To)
	}
	return d(x.From) + ".." + d(x.To)
}

// The articles are published on Wednesday, 16 December 2015.
func TestPhrases(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// days of the week
		{"Lind met Berg on Wednesday.", "Wednesday = 2015-12-16"},
		{"Lind met Berg on Thursday.", "Thursday = 2015-12-10"},
		{"Lind met Berg on Tuesday night.", "Tuesday night = 2015-12-15"},
		{"Lind will meet Berg on Friday.", "Friday = 2015-12-18"},
		{"Lind will meet Berg next Wednesday.", "next Wednesday = 2015-12-23"},
		{"Lind met Berg last Wednesday.", "last Wednesday = 2015-12-09"},
		{"Lind is to meet Berg on Monday.", "Monday = 2015-12-21"},
		{"Lind plans to visit Oslo on Saturday.", "Saturday = 2015-12-19"},
		{"Talks are scheduled for Sunday in Oslo.", "Sunday = 2015-12-20"},
		{"Lind agreed to buy the mill on Thursday.", "Thursday = 2015-12-10"},
		{"Lind agreed to meet Berg on Thursday.", "Thursday = 2015-12-17"},
		{"The vote was held on Monday and Lind won.", "Monday = 2015-12-14"},
		{"Berg resigned on Tuesday last week.", "Tuesday last week = 2015-12-08"},
		{"Monday's meeting ended without a deal.", "Monday = 2015-12-14"},
		// days of the month
		{"They signed it on Dec. 3.", "Dec. 3 = 2015-12-03"},
		{"They signed it on December 3, 2014.", "December 3, 2014 = 2014-12-03"},
		{"They signed it on 3 December 2014 in Oslo.", "3 December 2014 = 2014-12-03"},
		{"They signed it on the 3rd of March.", "3rd of March = 2015-03-03"},
		{"They signed it on Dec. 30.", "Dec. 30 = 2014-12-30"},
		{"They will sign it on Jan. 5.", "Jan. 5 = 2016-01-05"},
		{"On Thursday, Dec. 10, they met.", "Thursday, Dec. 10 = 2015-12-10"},
		{"The file is dated 2015-11-02.", "2015-11-02 = 2015-11-02"},
		{"The fair ran from March 3 to March 5, 2014.", "March 3 to March 5, 2014 = 2014-03-03..2014-03-05"},
		{"The Sept. 11 attacks changed that.", "Sept. 11 = ?"},
		// day words
		{"Lind arrived yesterday.", "yesterday = 2015-12-15"},
		{"Lind leaves tomorrow.", "tomorrow = 2015-12-17"},
		{"Lind is in Oslo today.", "today = 2015-12-16"},
		{"Lind arrived the day before yesterday.", "day before yesterday = 2015-12-14"},
		// last, this, next
		{"Lind arrived last week.", "last week = 2015-12-07(week)"},
		{"Earlier this month, Lind met Berg.", "Earlier this month = 2015-12"},
		{"Lind met Berg last month.", "last month = 2015-11"},
		{"Lind met Berg last year.", "last year = 2014"},
		{"Lind will retire next year.", "next year = 2016"},
		{"Lind resigned late last year.", "late last year = 2014"},
		{"Lind will resign later this year.", "later this year = 2015"},
		{"They met over the past three years.", "past three years = 2012..2015"},
		{"They will build it in the next five years.", "next five years = 2015..2020"},
		{"They met last weekend.", "last weekend = 2015-12-12..2015-12-13"},
		// months
		{"This past May, Lind met Berg.", "This past May = 2015-05"},
		{"They met in September.", "September = 2015-09"},
		{"They met in December.", "December = 2015-12"},
		{"They will meet in March.", "March = 2016-03"},
		{"They met last May.", "last May = 2015-05"},
		{"The September summit failed.", "September = 2015-09"},
		{"In February 2014, Lind became chairman.", "February 2014 = 2014-02"},
		{"They met in May last year.", "May last year = 2014-05"},
		{"They met in May of 2013.", "May of 2013 = 2013-05"},
		{"They met in late November.", "late November = 2015-11"},
		{"They met last spring.", "last spring = 2015-04-01(quarter)"},
		{"They met in the summer of 2012.", "summer of 2012 = 2012-07-01(quarter)"},
		// years, quarters
		{"The firm was founded in 1999.", "1999 = 1999"},
		{"The 2014 accord failed.", "2014 = 2014"},
		{"Sales fell in the second quarter of 2014.", "second quarter of 2014 = 2014-04-01(quarter)"},
		{"Sales fell in the third quarter.", "third quarter = 2015-07-01(quarter)"},
		{"She lived there in the 1990s.", "1990s = 1990..1999"},
		{"It began in early 2013.", "early 2013 = 2013"},
		// ago
		{"Lind took power three years ago.", "three years ago = 2012"},
		{"Lind left two weeks ago.", "two weeks ago = 2015-11-30(week)"},
		{"Lind left a month ago.", "a month ago = 2015-11"},
		{"Lind left several years ago.", "several years ago = ?"},
		// stretches
		{"Lind has led the bank since May.", "May = 2015-05.."},
		{"Lind has led the bank since 2009.", "2009 = 2009.."},
		{"Lind led the bank until 2014.", "2014 = ..2014"},
		{"Lind led the bank from 2009 to 2014.", "2009 to 2014 = 2009..2014"},
		{"Lind led the bank between 2009 and 2014.", "2009 and 2014 = 2009..2014"},
		{"Lind led the bank (2009-2014).", "2009-2014 = 2009..2014"},
		{"Lind has led the bank for three years.", "three years = 2012.."},
		{"Lind led the bank for three years.", "three years = ?"},
		// several dates: the year that stands with the last is that of all
		{"They met in March and April 2013.", "March = 2013-03; April 2013 = 2013-04"},
		{"They met in March, April and May 2013.", "March = 2013-03; April = 2013-04; May 2013 = 2013-05"},
		{"They met on March 3 and April 4, 2013.", "March 3 = 2013-03-03; April 4, 2013 = 2013-04-04"},
		{"They met on March 30 – April 2, 2013.", "March 30 – April 2, 2013 = 2013-03-30..2013-04-02"},
		{"The fair ran on March 3-5, 2013.", "March 3-5, 2013 = 2013-03-03..2013-03-05"},
		{"The fair ran from 3 to 5 March 2013.", "3 to 5 March 2013 = 2013-03-03..2013-03-05"},
		{"The fair ran on 3–5 March.", "3–5 March = 2015-03-03..2015-03-05"},
		{"The fair ran on March 3 and 4.", "March 3 and 4 = 2015-03-03..2015-03-04"},
		{"On March 3 and 4 people died in Oslo.", "March 3 = 2015-03-03"},
		{"Lind led the club in the 2013-14 season.", "2013-14 = 2013..2014"},
		{"Lind led the club in the 2013/14 season.", "2013/14 = 2013..2014"},
		{"Lind led the club in the 1999–00 season.", "1999–00 = 1999..2000"},
		// numbers: the order of day and month is not guessed
		{"The file is dated 25/11/2014.", "25/11/2014 = 2014-11-25"},
		{"The file is dated 11/25/2014.", "11/25/2014 = 2014-11-25"},
		{"The file is dated 5.11.2014.", "5.11.2014 = 2014-11-05"},
		{"The file is dated 2014/11/05.", "2014/11/05 = 2014-11-05"},
		{"The file is dated 05/11/2014.", "05/11/2014 = 2014"},
		{"The file is dated 31/02/2014.", ""},
		// before and after
		{"Lind left the bank after 2013.", "2013 = 2013.."},
		{"Lind left the bank before 2013.", "2013 = ..2013"},
		{"After Sunday's vote, Lind left.", "Sunday = 2015-12-13.."},
		{"Ahead of Sunday's vote, Lind left.", "Sunday = ?"},
		{"Lind has led the bank since the 1990s.", "1990s = 1990.."},
		{"Lind has led the bank for the past ten years.", "past ten years = 2005.."},
		// ahead by what the sentence says
		{"The vote is due on Friday.", "Friday = 2015-12-18"},
		{"The vote is on Friday.", "Friday = 2015-12-18"},
		{"The deal is expected in March.", "March = 2016-03"},
		{"Lind will lead the bank, starting in January.", "January = 2016-01"},
		{"Lind said on Monday he would visit Oslo on Friday.", "Monday = 2015-12-14; Friday = 2015-12-18"},
		// this
		{"Lind arrived this Monday.", "this Monday = 2015-12-14"},
		{"Lind will arrive this Monday.", "this Monday = 2015-12-21"},
		{"This Friday's vote is close.", "This Friday = 2015-12-18"},
		{"Lind visited Oslo this summer.", "this summer = 2015-07-01(quarter)"},
		{"Lind will visit Oslo this winter.", "this winter = 2016-01-01(quarter)"},
		{"Lind visited Oslo last autumn.", "last autumn = 2014-10-01(quarter)"},
		{"Lind visited Oslo in the winter of 2012.", "winter of 2012 = 2012"},
		{"Lind visited Oslo in the winter of 2012-13.", "winter of 2012-13 = 2012..2013"},
		// what is counted from something else, is about so, or is no calendar's
		{"Lind left the next day.", "next day = ?"},
		{"Lind left the next year.", "next year = ?"},
		{"Lind left the previous week.", "previous week = ?"},
		{"Lind will leave in the next year.", "next year = 2016"},
		{"Lind arrived in the last week of March.", "March = 2015-03"},
		{"Lind spent the last ten years of his life there.", ""},
		{"Lind visited Oslo over the past year.", "past year = 2014..2015"},
		{"Lind left more than two years ago.", "two years ago = ?"},
		{"Lind left half a year ago.", "a year ago = ?"},
		{"Lind left a decade ago.", "a decade ago = ?"},
		{"The mill was built around 1900.", "1900 = ?"},
		{"Sales fell in fiscal 2014.", "2014 = ?"},
		{"Sales fell in the fiscal second quarter.", "second quarter = ?"},
		{"It began in mid-2013.", "mid-2013 = 2013"},
		{"They met on Feb. 29.", "Feb. 29 = ?"},
		{"They met on Feb. 29, 2012.", "Feb. 29, 2012 = 2012-02-29"},
		// no dates
		{"We may march on.", ""},
		{"Lind may resign.", ""},
		{"They march for peace.", ""},
		{"Theresa May met Lind.", ""},
		{"It bought 2000 trucks and 1500 tanks.", ""},
		{"The second meeting failed; the third went well.", ""},
		{"He sat in the sun.", ""},
		{"They paid 2014 dollars.", ""},
	} {
		if got := times(t, c.text, "2015-12-16", extract.Day); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestNoAnchorNoDate(t *testing.T) {
	text := "Lind met Berg on Wednesday, last week, in May and in the second quarter, three years ago and in February 2014."
	want := "Wednesday = ?; last week = ?; May = ?; three years ago = ?; February 2014 = 2014-02"
	if got := times(t, text, "", ""); got != want {
		t.Errorf("without a publication date\n got %s\nwant %s", got, want)
	}
	text = "They met on Monday, last month and last year."
	want = "Monday = ?; last month = ?; last year = 2013"
	if got := times(t, text, "2014-01-01", extract.Year); got != want {
		t.Errorf("published some day of 2014\n got %s\nwant %s", got, want)
	}
}

// The day is that of the place of publication.
func TestZone(t *testing.T) {
	at, err := time.Parse(time.RFC3339, "2025-07-11T06:00:00+08:00")
	if err != nil {
		t.Fatal(err)
	}
	stages, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	a := &extract.Article{Text: "Lind met Berg on Friday and left today.", Published: at, PublishedPrecision: extract.Second}
	if err := stages.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	for _, x := range a.Times {
		if x.From.First != "2025-07-11" {
			t.Errorf("%s: %s", a.Words(x.Phrase), x.From.First)
		}
	}
}

func FuzzTimes(f *testing.F) {
	f.Add("Lind met Berg on Dec. 31, 2015, earlier this month and from May to July.", int64(1450224000))
	f.Add("between 2010 and", int64(0))
	f.Add("last last May the of 9999 31 Feb. 30", int64(-1e12))
	f.Fuzz(func(t *testing.T, text string, published int64) {
		a := &extract.Article{Text: text, Published: time.Unix(published%1e11, 0)}
		start := 0
		for i := 0; i <= len(text); i++ {
			if i == len(text) || text[i] == ' ' || text[i] == ',' {
				if i > start {
					a.Tokens = append(a.Tokens, extract.Token{Start: start, End: i, Head: len(a.Tokens) / 2, POS: "VERB", Tag: "VBZ"})
				}
				start = i
				if i < len(text) && text[i] == ',' {
					a.Tokens = append(a.Tokens, extract.Token{Start: i, End: i + 1})
					start++
				}
				for start < len(text) && text[start] == ' ' {
					start++
				}
			}
		}
		if err := when.New().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		end := 0
		for _, x := range a.Times {
			if x.Phrase.Start < end || x.Phrase.End > len(a.Tokens) || x.Phrase.Len() < 1 {
				t.Fatalf("phrase %v out of order or bounds in %q", x.Phrase, text)
			}
			end = x.Phrase.End
			for _, d := range []extract.CalendarDate{x.From, x.To} {
				if _, err := time.Parse(time.DateOnly, d.First); !d.IsZero() && err != nil {
					t.Fatalf("%q: %v", text, err)
				}
			}
		}
	})
}
