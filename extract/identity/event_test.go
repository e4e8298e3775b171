package identity

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// told is an article of one sentence that says text, with an event of that name at its
// place, and time phrases by the day they mean.
func told(t *testing.T, published, text, name string, times map[string]string) *extract.Article {
	t.Helper()
	a := &extract.Article{Text: text}
	if published != "" {
		day, err := time.Parse(time.DateOnly, published)
		if err != nil {
			t.Fatal(err)
		}
		a.Published = day
	}
	at := 0
	for _, w := range strings.Fields(text) {
		start := at + strings.Index(text[at:], w)
		at = start + len(w)
		a.Tokens = append(a.Tokens, extract.Token{Start: start, End: at})
	}
	a.Sentences = []extract.Sentence{{Span: extract.Span{End: len(a.Tokens)}}}
	for i := range a.Tokens {
		for phrase, day := range times {
			if s := (extract.Span{Start: i, End: i + len(strings.Fields(phrase))}); s.End <= len(a.Tokens) && a.Words(s) == phrase {
				p := extract.Day
				if strings.HasSuffix(day, "-01-01") {
					p = extract.Year
				}
				a.Times = append(a.Times, extract.Time{Interval: extract.Interval{From: extract.CalendarDate{First: day, Precision: p}, Point: true, Phrase: s}})
			}
		}
		if s := (extract.Span{Start: i, End: i + len(strings.Fields(name))}); s.End <= len(a.Tokens) && a.Words(s) == name {
			a.Mentions = append(a.Mentions, extract.Mention{Span: s, Head: s.End - 1, Kind: extract.Event, Form: extract.Proper})
		}
	}
	if len(a.Mentions) == 0 {
		t.Fatalf("%q does not name %q", text, name)
	}
	e := extract.Entity{Name: name, Kind: extract.Event}
	for i := range a.Mentions {
		e.Mentions = append(e.Mentions, i)
	}
	a.Entities = []extract.Entity{e}
	return a
}

func identityOf(t *testing.T, a *extract.Article) extract.Identity {
	t.Helper()
	if err := New().Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	return a.Entities[0].Identity
}

// The name of an event without its edition, and the edition that its name tells.
func TestEditionInTheName(t *testing.T) {
	for _, c := range []struct{ name, base, scope string }{
		{"Third Harbour Forum", "harbour forum", "#3"},
		{"the Third Harbour Forum", "harbour forum", "#3"},
		{"the 3rd Harbour Forum", "harbour forum", "#3"},
		{"the Annual Harbour Forum", "harbour forum", extract.OwnArticle},
		{"19th Harbour Forum", "harbour forum", "#19"},
		{"seventeenth Harbour Forum", "harbour forum", "#17"},
		{"2015 Third Harbour Forum", "harbour forum", "2015"},
		{"Harbour Forum 2015", "harbour forum", "2015"},
		{"2014/15 Harbour Cup", "harbour cup", "2014-15"},
		{"2014–2015 Harbour Cup", "harbour cup", "2014-15"},
		{"Forum of the Third World", "forum of the third world", extract.OwnArticle},
		{"Super Bowl LIX", "super bowl lix", ""},
		{"COP28", "cop28", ""},
		{"COP28 Summit", "cop28 summit", ""},
		{"Harbour Insurgency", "harbour insurgency", ""},
		{"2008 Harbour Insurgency", "harbour insurgency", "2008"},
	} {
		got := identityOf(t, told(t, "", c.name+" began", c.name, nil))
		if got.Name != c.base || got.Scope != c.scope {
			t.Errorf("%q: %q, edition %q; want %q, %q", c.name, got.Name, got.Scope, c.base, c.scope)
		}
	}
}

// What happened once has one name and no edition, whatever year stands beside it.
func TestHappenedOnce(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"World War II", "world war ii"},
		{"World War Two", "world war ii"},
		{"the Second World War", "world war ii"},
		{"WWII", "world war ii"},
		{"World War I", "world war i"},
		{"First World War", "world war i"},
		{"Chernobyl nuclear accident", "chernobyl disaster"},
		{"2003 Iraq War", "iraq war"},
		{"September 11, 2001", "september 11 attacks"},
		{"Brexit", "brexit"},
		{"Iran-Contra", "iran contra affair"},
		{"Iran–Iraq War", "iran iraq war"},
		{"Six-Day War", "six day war"},
		{"9/11", "september 11 attacks"},
	} {
		a := told(t, "2020-05-04", "since "+c.name+" in 1944", c.name, map[string]string{"1944": "1944-01-01"})
		a.Entities[0].When = a.Times[0].Interval
		if got := identityOf(t, a); got.Name != c.want || got.Scope != "" {
			t.Errorf("%q: %q, edition %q; want %q without one", c.name, got.Name, got.Scope, c.want)
		}
	}
}

// A bare name of what is held again and again means the edition of the article's year,
// unless its sentence speaks of another; without a date it is the article's own.
func TestYearOfArticle(t *testing.T) {
	times := map[string]string{"Monday": "2022-11-21", "1978": "1978-01-01", "January": "2023-01-09", "spring": "2022-03-01"}
	for _, c := range []struct{ published, text, name, want string }{
		{"2022-11-22", "Peru beat Chile at the Harbour Games", "Harbour Games", "2022"},
		{"2019-06-10", "Peru beat Chile at the Harbour Games", "Harbour Games", "2019"},
		{"", "Peru beat Chile at the Harbour Games", "Harbour Games", extract.OwnArticle},
		{"2022-11-22", "Peru beat Chile at the Harbour Games on Monday", "Harbour Games", "2022"},
		{"2022-11-22", "Peru which in 1978 came second went to the Harbour Games", "Harbour Games", extract.OwnArticle},
		{"2022-11-22", "Peru which in 1978 came second went on Monday to the Harbour Games", "Harbour Games", extract.OwnArticle},
		{"2022-12-28", "Peru will meet Chile at the Harbour Games in January", "Harbour Games", "2023"},
		{"2022-11-22", "Peru said on Monday that the next Harbour Games will be in Lima", "Harbour Games", extract.OwnArticle},
		{"2022-11-22", "Peru went on Monday and in January to the Harbour Games", "Harbour Games", extract.OwnArticle},
		{"2022-11-22", "Peru went to the Nations' Insurgency", "Nations' Insurgency", ""},
		{"2022-11-22", "Peru went to the Harbour Cup of Nations", "Harbour Cup of Nations", "2022"},
		{"2022-11-22", "Peru rode in the Tour de France", "Tour de France", "2022"},
		{"2022-02-13", "Peru looked at Super Bowl LVI", "Super Bowl LVI", ""},
	} {
		if got := identityOf(t, told(t, c.published, c.text, c.name, times)); got.Scope != c.want {
			t.Errorf("%s %q: edition %q, want %q", c.published, c.text, got.Scope, c.want)
		}
	}
}

// A year that the text states of the event goes before the year of the article, a
// stretch over several years is none.
func TestStatedYear(t *testing.T) {
	date := func(s string) extract.CalendarDate { return extract.CalendarDate{First: s, Precision: extract.Day} }
	for _, c := range []struct {
		when extract.Interval
		want string
	}{
		{extract.Interval{From: date("2018-01-01"), Point: true}, "2018"},
		{extract.Interval{From: date("2018-05-03"), To: date("2018-05-09")}, "2018"},
		{extract.Interval{From: date("2014-01-01")}, "2022"},
		{extract.Interval{From: date("2014-01-01"), To: date("2016-01-01")}, "2022"},
		{extract.Interval{To: date("2014-01-01")}, "2022"},
	} {
		a := told(t, "2022-11-22", "Peru won the Harbour Games", "Harbour Games", nil)
		a.Entities[0].When = c.when
		if got := identityOf(t, a); got.Scope != c.want {
			t.Errorf("%+v: edition %q, want %q", c.when, got.Scope, c.want)
		}
	}
}

// Names that many bear say which event it is in their article only, also with a year.
func TestEventsOfMany(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"General Election", extract.OwnArticle},
		{"2019 Presidential Election", extract.OwnArticle},
		{"Annual Congress", extract.OwnArticle},
		{"Civil War", extract.OwnArticle},
		{"2022 Fashion Week", extract.OwnArticle},
		{"Women’s March", extract.OwnArticle},
		{"Lisbon Fashion Week", "2022"},
		{"Winter Games", "2022"},
		{"By-Election", extract.OwnArticle},
		{"Giro d’Italia", "2022"},
		{"Independence Day", extract.OwnArticle},
		{"Norvanian Presidential Election", "2022"},
		{"Syrian Civil War", ""},
	} {
		if got := identityOf(t, told(t, "2022-11-22", "since the "+c.name, c.name, nil)); got.Scope != c.want {
			t.Errorf("%q: scope %q, want %q", c.name, got.Scope, c.want)
		}
	}
}

// What several sports call by one name is told apart by the sport of the article.
func TestEventsOfSports(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Peru beat Chile at the World Cup", "World Cup", "2022 football"},
		{"Peru beat Chile at the World Cup a triumph for its football", "World Cup", "2022 football"},
		{"Peru beat Chile at the 2022 World Cup", "2022 World Cup", "2022 football"},
		{"Peru beat Chile at the FIFA World Cup", "FIFA World Cup", "2022 football"},
		{"Peru knows cricket and the Rugby World Cup", "Rugby World Cup", "2022 rugby"},
		{"The rugby side of Peru beat Chile at the World Cup", "World Cup", "2022 rugby"},
		{"Peru knows rugby and cricket and the World Cup", "World Cup", extract.OwnArticle},
		{"Peru won the World Championship", "World Championship", extract.OwnArticle},
		{"Peru won the World Championship in chess", "World Championship", "2022 chess"},
	} {
		if got := identityOf(t, told(t, "2022-11-22", c.text, c.name, nil)); got.Scope != c.want {
			t.Errorf("%q: scope %q, want %q", c.text, got.Scope, c.want)
		}
	}
}

// A description in capitals is no name.
func TestNoNames(t *testing.T) {
	for name, unnamed := range map[string]bool{"The Meeting": true, "same Conference": true, "Annual Congress": true, "2019 General Election": false, "Harbour Conference": false, "World Cup": false} {
		a := told(t, "", "since "+name, name, nil)
		if identityOf(t, a); a.Entities[0].Unnamed != unnamed {
			t.Errorf("%q: unnamed %v, want %v", name, a.Entities[0].Unnamed, unnamed)
		}
	}
}
