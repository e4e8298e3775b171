package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// formerEdge: whether a state is over is what the newest article says, in
// whatever order they are loaded, and the loss of that article takes it back.
func formerEdge(t *testing.T, store graph.Store) {
	story := func(url string, day int, former bool, when extract.Interval) *extract.Article {
		return story{url: url, title: url, text: "Bo Lin leads Eastern Rail .", day: day,
			entities: append(named(extract.Person, "Bo Lin"), named(extract.Organization, "Eastern Rail")...),
			claims:   []said{{subject: "Bo Lin", relation: "LEADS", object: "Eastern Rail", former: former, when: when}}}.article(t)
	}
	day := func(s string) extract.CalendarDate { return extract.CalendarDate{First: s, Precision: extract.Day} }
	state := func() (line string) {
		t.Helper()
		err := store.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), "MATCH (:__Entity__ {name: 'Bo Lin'})-[r:LEADS]->() RETURN r.former AS former, r.valid_from AS since, r.valid_to AS until", nil, func(r graph.Row) error {
				line = graph.Text(r.Get("former")) + " " + graph.Text(r.Get("since")) + " " + graph.Text(r.Get("until"))
				return nil
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return line
	}
	check := func(want string) {
		t.Helper()
		if got := state(); got != want {
			t.Errorf("former, since, until: %s, want %s", got, want)
		}
	}
	l := loader(t, store, Options{})
	load(t, l, story("https://example.com/left", 20, true, extract.Interval{To: day("2015-06-19")}))
	load(t, l, story("https://example.com/named", 2, false, extract.Interval{From: day("2015-06-01")}))
	load(t, l, story("https://example.com/runs", 5, false, extract.Interval{}))
	check("true date(2015-06-01) date(2015-06-19)")
	if _, err := l.Retract(t.Context(), "https://example.com/left"); err != nil {
		t.Fatal(err)
	}
	check("false date(2015-06-01) null")
}
