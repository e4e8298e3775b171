package load

import (
	"math/rand/v2"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// computedTwice: what the loader computes of new articles is what the store
// computes of the same articles one by one. The articles draw from few names,
// dates and claims, so that everything meets everything.
func computedTwice(t *testing.T, store graph.Store) {
	var list []*extract.Article
	for i := range 16 {
		list = append(list, drawn(uint64(i)))
	}
	want := ""
	for _, o := range []Options{{}, {Articles: 1}, {Articles: 7}, {Articles: 16, Rows: 3}} {
		clear(t, store)
		load(t, loader(t, store, o), list...)
		sound(t, store)
		if want == "" {
			want = dump(t, store)
		}
		same(t, "in other batches", dump(t, store), want)
	}
}

// drawn makes an article by chance.
func drawn(seed uint64) *extract.Article {
	random := rand.New(rand.NewPCG(5, seed))
	a := benchArticle(int(seed))
	a.Entities = a.Entities[:0]
	if random.IntN(4) == 0 {
		a.Published = extract.Article{}.Published
	}
	names := []string{"Ana Vega", "ANA VEGA", "Ana  vega", "İvan Ödön", "😀 Orlov", "Borealis", "BOREALIS"}
	dates := []extract.CalendarDate{{}, {First: "2015-05-30", Precision: extract.Day}, {First: "2015-05-01", Precision: extract.Month},
		{First: "2015-06-01", Precision: extract.Month}, {First: "2015-01-01", Precision: extract.Year}}
	var mentions [15][]int
	for i, m := range a.Mentions {
		mentions[m.Entity] = append(mentions[m.Entity], i)
	}
	for i := range 15 {
		kind := []extract.Kind{extract.Person, extract.Organization, extract.Event}[i%3]
		e := extract.Entity{Name: names[random.IntN(len(names))], Kind: kind, Mentions: mentions[i], Aliases: []string{names[random.IntN(len(names))]}}
		if kind == extract.Event {
			e.When.From = dates[random.IntN(len(dates))]
		}
		a.Entities = append(a.Entities, e)
	}
	for i := range a.Mentions {
		a.Mentions[i].Kind, a.Mentions[i].Form = a.Entities[a.Mentions[i].Entity].Kind, extract.Nominal
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		c.Relation, c.Subject, c.Object = "MET_WITH", 3*random.IntN(5), 3*random.IntN(5)
		switch random.IntN(3) {
		case 0:
			c.Relation, c.Object = "LEADS", 3*random.IntN(5)+1
		case 1:
			c.Relation, c.Object = "ATTENDED", 3*random.IntN(5)+2
		}
		c.Speaker = random.IntN(30) - 15
		if c.Speaker < 0 {
			c.Speaker = -1
		}
		c.Negated, c.Reported, c.Former, c.Entailed = random.IntN(4) == 0, random.IntN(4) == 0, random.IntN(3) == 0, random.IntN(4) == 0
		c.Modality = []extract.Modality{extract.Actual, extract.Actual, extract.Planned, extract.Possible}[random.IntN(4)]
		c.Confidence = float64(1+random.IntN(3)) / 4
		c.When = extract.Interval{From: dates[random.IntN(len(dates))], To: dates[random.IntN(len(dates))], Point: random.IntN(2) == 0}
		c.Role = []string{"", "head", "chair"}[random.IntN(3)]
		c.RoleNorm = []string{"", "head", "chairman"}[random.IntN(3)]
		c.Sole = c.RoleNorm == "chairman"
	}
	return a
}
