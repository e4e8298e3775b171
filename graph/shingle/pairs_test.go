package shingle

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pair is two texts, and whether one is a copy of the other.
type pair struct {
	kind string
	same bool
	a, b string
}

// passages are the texts of the corpus, without what is marked in them.
func passages(t testing.TB) (list []string) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/corpus/part-*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	marks := regexp.MustCompile(`\[([^\[\]|]*)\|[A-Z]\d+\]`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range strings.Split(string(text), "\n\n") {
			if lines := strings.Split(strings.TrimSpace(record), "\n"); len(lines) > 1 {
				list = append(list, marks.ReplaceAllString(lines[1], "$1"))
			}
		}
	}
	return list
}

// maker makes pairs by chance, the same each time.
type maker struct {
	*rand.Rand
	passages []string
	next     int
}

// some takes passages that nobody has taken yet.
func (m *maker) some(n int) []string {
	m.next += n
	return m.passages[m.next-n : m.next]
}

func (m *maker) article() []string { return m.some(4 + m.IntN(10)) }

func joined(parts ...[]string) string {
	var all []string
	for _, p := range parts {
		all = append(all, p...)
	}
	return strings.Join(all, "\n")
}

// edited changes a share of the words: one goes, one comes, one becomes another.
func (m *maker) edited(text string, share float64) string {
	other := strings.Fields(m.passages[m.IntN(len(m.passages))])
	var out []string
	for _, w := range strings.Fields(text) {
		if m.Float64() >= share {
			out = append(out, w)
			continue
		}
		switch m.IntN(3) {
		case 0:
			out = append(out, other[m.IntN(len(other))])
		case 1:
			out = append(out, w, other[m.IntN(len(other))])
		}
	}
	return strings.Join(out, " ")
}

var credits = []string{
	"Reporting by J. Doe and A. Roe; Editing by M. Poe.",
	"Sign up for our morning newsletter to get the day's top stories in your inbox. Our standards: the trust principles of this agency.",
	"This story has been published from a wire agency feed without modifications to the text. Only the headline has been changed.",
	"© 2021 All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission of the publisher. Read more on our app.",
}

// copies are pairs of which one is made of the other.
func (m *maker) copies() (list []pair) {
	add := func(kind, a, b string) { list = append(list, pair{kind, true, a, b}) }
	for range 12 {
		for _, share := range []float64{.01, .02, .04} {
			a := joined(m.article())
			add(fmt.Sprintf("edited %.0f%%", share*100), a, m.edited(a, share))
		}
		for _, keep := range []float64{.75, .6, .5, .4} {
			a := m.some(8 + m.IntN(8))
			add(fmt.Sprintf("cut to %.0f%%", keep*100), joined(a), joined(a[:int(keep*float64(len(a))+.99)]))
		}
		a := joined(m.article())
		add("credits", a, a+"\n"+credits[m.IntN(len(credits))]+"\n"+credits[m.IntN(len(credits))])
		b := m.article()
		add("two paragraphs more", joined(b), joined(m.some(1), b, m.some(1)))
		c := m.some(9 + m.IntN(5))
		add("shuffled and cut", joined(c), joined(c[:2], c[4:7], c[3:4], c[8:]))
		d := m.some(8 + m.IntN(6))
		add("cut, edited, credits", joined(d), m.edited(joined(d[:len(d)*7/10]), .02)+"\n"+credits[m.IntN(len(credits))])
		e := joined(m.some(3))
		add("short, edited 2%", e, m.edited(e, .02))
		f := joined(m.article())
		add("retitled", f, strings.ToUpper(f[:40])+f[40:])
	}
	return list
}

// others are pairs of different articles that have much in common.
func (m *maker) others() (list []pair) {
	add := func(kind, a, b string) { list = append(list, pair{kind, false, a, b}) }
	for range 12 {
		shared := m.some(2)
		add("background shared 25%", joined(m.some(6), shared), joined(m.some(6), shared))
		shared = m.some(3)
		add("background shared 37%", joined(m.some(5), shared), joined(m.some(5), shared))
		site := strings.Join(credits, "\n")
		add("short with one boilerplate", joined(m.some(2))+"\n"+site, joined(m.some(2))+"\n"+site)
		add("long with one boilerplate", joined(m.some(8))+"\n"+site, joined(m.some(8))+"\n"+site)
		add("nothing shared", joined(m.article()), joined(m.article()))
		brief := m.some(1)
		add("a brief of a roundup", joined(brief), joined(m.some(4), brief, m.some(4)))
		for _, t := range templates {
			add("template "+t.name, m.fill(t.text), m.fill(t.text))
		}
	}
	return list
}

// fill puts words into the gaps of a template.
func (m *maker) fill(text string) string {
	return regexp.MustCompile(`<\w+>`).ReplaceAllStringFunc(text, func(gap string) string {
		list := gaps[strings.Trim(gap, "<>")]
		if list == nil {
			return fmt.Sprintf("%d.%d", m.IntN(90)+2, m.IntN(10))
		}
		return list[m.IntN(len(list))]
	})
}

var gaps = map[string][]string{
	"city": {"Porto", "Varna", "Leeds", "Tampere", "Cork", "Split", "Graz", "Lund", "Arles", "Bari", "Gdynia", "Brno"},
	"firm": {"Tavell Energy", "Marlix", "Norgrid", "Copperline Metals", "Apex Robotics", "Borealis", "Sahyadri Sugar", "Acme Bank", "Helix", "Kestrel Foods"},
	"club": {"Lukosi Rangers", "Port Victoria", "Norvale United", "Estmark City", "Tarn Rovers", "Olm Athletic", "Dunmore", "Sorel Town"},
	"name": {"Ana Ferro", "Luis Prado", "Ravi Anand", "Lena Orvik", "Carlos Brun", "Ines Duarte", "Olga Kovar", "Marten Obrand", "Petra Moll", "Mary Olson"},
	"day":  {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	"move": {"rose", "fell", "slipped", "climbed", "gained", "lost"},
	"sky":  {"sunny", "cloudy", "rainy", "foggy", "clear", "windy"},
	"body": {"council", "court", "parliament", "board", "senate", "assembly"},
}

var templates = []struct{ name, text string }{
	{"weather", "Weather for <city> on <day>: it will be <sky> in the morning and <sky> in the afternoon, with a high of <n> degrees and a low of <n> degrees. The wind will blow at <n> kilometres an hour. The outlook for <day> is <sky>, with a high of <n> degrees. Forecasts are made by computer from the data of the national service and are renewed every six hours; please check the latest warnings before you travel."},
	{"shares", "Shares of <firm> <move> <n> per cent to <n> euros on <day>, while the market as a whole <move> <n> per cent. The stock has traded between <n> and <n> euros over the past fifty-two weeks. Trading volume was <n> million shares, compared with a daily average of <n> million. Of the analysts who follow the company and whose opinions were collected for this report, <n> rate the stock a buy and <n> a hold. The median price target for the next twelve months is <n> euros. This report was generated automatically from market data and has not been edited; it is no advice to buy or to sell any security, and past performance is no guide to the future."},
	{"earnings", "<firm> reported quarterly earnings of <n> cents a share on <day>, against <n> cents a share a year earlier. Revenue was <n> million euros. Analysts had on average expected earnings of <n> cents a share on revenue of <n> million euros, according to estimates that were collected before the report. The company said that it expected revenue of <n> million euros in the current quarter. The shares <move> <n> per cent after the results were published. The earnings are adjusted for one-off items, and may therefore not be comparable with those of the years before."},
	{"match", "<club> beat <club> in <city> on <day> with goals by <name> and <name>. The home side had most of the ball in the first half but could not find a way through. After the break the visitors came out stronger and had several chances, before <name> was sent off for a second yellow card. The coach, <name>, said that his players had given all they had and that the points were deserved. Attendance was <n> thousand. The next match of the league will be played on <day>."},
	{"poll", "Support for the party of <name> stood at <n> per cent in a poll published on <day>, and that for the party of <name> at <n> per cent. The survey of about a thousand adults was carried out by telephone and on the internet during the past week, and has a margin of error of about three percentage points in either direction. Respondents were chosen at random from all parts of the country and the results were weighted by age, sex and education. In the previous survey by the same institute the two parties had <n> and <n> per cent."},
	{"rates", "The central bank in <city> left its main interest rate at <n> per cent on <day>, as most economists had expected. Governor <name> told a news conference that inflation remained too high and that policy would stay restrictive for as long as necessary. The decision was taken by a majority of the members of the committee. Consumer prices <move> <n> per cent in the year to last month, after <n> per cent the month before. The bank will publish its new forecasts at the next meeting."},
	{"blotter", "Police in <city> said on <day> that they had arrested a man of <n> years after a break-in at a shop. Nobody was hurt. Officers were called to the scene by a neighbour who had heard the noise of breaking glass, and found the suspect in a car park nearby. He is to appear before the <body> on <day>. Anyone who saw what happened or who has information that might help the investigation is asked to call the police or to leave word without giving a name."},
}
