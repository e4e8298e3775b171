// Package score measures extraction against gold data: the record that the
// reference scorers read, a gold format of our own, and precision, recall and F
// per relation by the same rules as the reference.
package score

import (
	"sort"

	"github.com/newsgraph/newsgraph/extract"
)

// Record is one article in the scorers' form. Offsets are Unicode code points
// into the text, end exclusive.
type Record struct {
	ID        string     `json:"id"`
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
}

// Entity is one entity of a Record. Pronouns stand beside the mentions.
type Entity struct {
	ID       int      `json:"id"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Mentions [][2]int `json:"mentions"`
	Pronouns [][2]int `json:"pronouns,omitempty"`
}

// Relation is one relation of a Record. O is nil for SAID and DENIED, whose
// content is the span Claim.
type Relation struct {
	S           int         `json:"s"`
	O           *int        `json:"o"`
	Type        string      `json:"type"`
	Ev          *[2][2]int  `json:"ev,omitempty"`
	Evs         [][2][2]int `json:"evs,omitempty"`
	Polarity    string      `json:"polarity"`
	Modality    string      `json:"modality"`
	Status      string      `json:"status"`
	Attribution *int        `json:"attribution"`
	Role        *string     `json:"role"`
	Topic       *string     `json:"topic,omitempty"`
	Time        *string     `json:"time"`
	Claim       *[2]int     `json:"claim"`
	Frame       string      `json:"frame,omitempty"`
	Confidence  float64     `json:"confidence,omitempty"`
	From        int         `json:"-"` // index of the claim that it writes, -1 for a statement and what is said of the nameless
}

// typeOf gives the scorers' name of a kind.
func typeOf(k extract.Kind) string {
	switch k {
	case extract.Person:
		return "PERSON"
	case extract.Organization:
		return "ORG"
	case extract.Place:
		return "PLACE"
	case extract.Event:
		return "EVENT"
	case extract.Group:
		return "NORP"
	case extract.Product:
		return "PRODUCT"
	case extract.Law, extract.Agreement:
		return "LAW"
	case extract.Date:
		return "DATE"
	case extract.Money:
		return "MONEY"
	}
	return "OTHER"
}

// points converts byte offsets of one text to code points.
type points struct {
	starts []int // byte offset of every code point; nil if the text is ASCII
}

func newPoints(text string) points {
	ascii := true
	for i := range len(text) {
		if text[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return points{}
	}
	p := points{starts: make([]int, 0, len(text))}
	for i := range text {
		p.starts = append(p.starts, i)
	}
	return p
}

func (p points) at(b int) int {
	if p.starts == nil {
		return b
	}
	return sort.SearchInts(p.starts, b)
}

func (p points) span(a *extract.Article, s extract.Span) [2]int {
	start, end := a.Bytes(s)
	return [2]int{p.at(start), p.at(end)}
}

// Format writes an article that has been read as a Record.
func Format(a *extract.Article) Record {
	p := newPoints(a.Text)
	r := Record{ID: a.ID, Entities: []Entity{}, Relations: []Relation{}}
	used := arguments(a)
	for i := range a.Entities {
		r.Entities = append(r.Entities, formatEntity(a, p, i, used[i]))
	}
	r.values(a, p)
	r.demonyms(a, p)
	for i := range a.Claims {
		if a.Claims[i].Frame != extract.DenialFrame { // DENIED says it, below
			r.claim(a, p, &a.Claims[i], i)
		}
	}
	r.nameless(a, p)
	for i := range a.Statements {
		r.statement(a, p, &a.Statements[i])
	}
	return r
}

// nameless adds what is said of people and bodies that the article never names:
// no graph holds it, a scorer that counts mentions does. Only the facts of lives
// and bodies: of who did what to whom the other side would be left. An entity
// that has no name is written with its pronouns alone.
func (r *Record) nameless(a *extract.Article, p points) {
	for i := range a.Pruned {
		k := &a.Pruned[i]
		if k.Reason != extract.NoName || k.Modality != extract.Actual || k.Negated || k.Frame == extract.DenialFrame {
			continue
		}
		switch k.Relation {
		case "BORN_IN", "BORN_ON", "DIED_IN", "DIED_ON", "LIVES_IN", "CITIZEN_OF", "EDUCATED_AT", "SPOUSE_OF", "PARENT_OF", "SIBLING_OF",
			"EMPLOYED_BY", "MEMBER_OF", "LEADS", "HOLDS_OFFICE_IN", "FOUNDED", "FOUNDED_ON", "HEADQUARTERED_IN", "SUBSIDIARY_OF", "OWNED_BY":
			r.claim(a, p, &k.Claim, -1)
		}
	}
}

// arguments tells which entities a claim or statement speaks of.
func arguments(a *extract.Article) []bool {
	used := make([]bool, len(a.Entities))
	mark := func(i int) {
		if i >= 0 {
			used[i] = true
		}
	}
	for i := range a.Claims {
		mark(a.Claims[i].Subject)
		mark(a.Claims[i].Object)
		mark(a.Claims[i].Speaker)
	}
	for i := range a.Statements {
		mark(a.Statements[i].Speaker)
	}
	return used
}

// formatEntity writes an entity. Its mentions are its names; where it has none,
// its descriptions, if a claim speaks of it.
func formatEntity(a *extract.Article, p points, i int, used bool) Entity {
	e := Entity{ID: i + 1, Type: typeOf(a.Entities[i].Kind), Name: a.Entities[i].Name, Mentions: [][2]int{}}
	var nominal [][2]int
	for _, m := range a.Entities[i].Mentions {
		s := p.span(a, a.Mentions[m].Span)
		switch a.Mentions[m].Form {
		case extract.Pronoun:
			e.Pronouns = append(e.Pronouns, s)
		case extract.Nominal:
			nominal = append(nominal, s)
		default:
			e.Mentions = append(e.Mentions, s)
		}
	}
	if len(e.Mentions) == 0 && used {
		e.Mentions = append(e.Mentions, nominal...)
	}
	return e
}

// demonyms adds, for every country, the demonyms that mean it ("Chinese") as a
// group of their own: some gold data keeps the two apart. The country keeps them
// as mentions.
func (r *Record) demonyms(a *extract.Article, p points) {
	for i := range a.Entities {
		if a.Entities[i].Kind != extract.Place {
			continue
		}
		e := Entity{ID: len(r.Entities) + 1, Type: "NORP", Mentions: [][2]int{}}
		for _, m := range a.Entities[i].Mentions {
			if x := &a.Mentions[m]; x.Kind == extract.Group && x.Form == extract.Proper {
				e.Mentions = append(e.Mentions, p.span(a, x.Span))
				e.Name = a.Words(x.Span)
			}
		}
		if len(e.Mentions) > 0 {
			r.Entities = append(r.Entities, e)
		}
	}
}

// values adds dates and sums, which are mentions without an entity. Dates are
// those of the calendar: durations and "last week" are none for the scorers.
func (r *Record) values(a *extract.Article, p points) {
	needed := map[extract.Span]bool{}
	for i := range a.Claims {
		needed[a.Claims[i].When.Phrase] = true
	}
	for i := range a.Times {
		t := &a.Times[i]
		all := calendar(a, t.Phrase)
		if len(all) == 0 && needed[t.Phrase] {
			all = append(all, t.Phrase)
		}
		for _, s := range all {
			id := len(r.Entities) + 1
			r.Entities = append(r.Entities, Entity{ID: id, Type: "DATE", Name: a.Words(s), Mentions: [][2]int{p.span(a, s)}})
		}
	}
	for i := range a.Mentions {
		if m := &a.Mentions[i]; m.Entity < 0 && m.Kind == extract.Money {
			id := len(r.Entities) + 1
			r.Entities = append(r.Entities, Entity{ID: id, Type: "MONEY", Name: a.Words(m.Span), Mentions: [][2]int{p.span(a, m.Span)}})
		}
	}
}

// calendar returns the parts of a time phrase that name a day, month or year by
// the calendar, without "late", "last" and the like: two of a stretch ("from May
// to July"), none of "last week".
func calendar(a *extract.Article, phrase extract.Span) []extract.Span {
	var out []extract.Span
	start := phrase.Start
	for i := phrase.Start; i <= phrase.End; i++ {
		if i < phrase.End {
			switch a.Words(extract.Span{Start: i, End: i + 1}) {
			case "to", "and", "until", "till", "through", "–", "—":
			case "-": // "May 2, 1890 - June 1901", not "2015-12-16"
				if next := a.Tokens[min(i+1, phrase.End-1)]; next.End-next.Start < 3 {
					continue
				}
			default:
				continue
			}
		}
		if s := byCalendar(a, extract.Span{Start: start, End: i}); s.Len() > 0 {
			out = append(out, s)
		}
		start = i + 1
	}
	return out
}

// byCalendar cuts a phrase down to what stands between its first and last word of
// the calendar; empty if there is none but a number.
func byCalendar(a *extract.Article, s extract.Span) extract.Span {
	number := func(w string) bool { return w[0] >= '0' && w[0] <= '9' }
	word := func(i int) string { return a.Words(extract.Span{Start: i, End: i + 1}) }
	telling := func(w string) bool { return w[0] >= 'A' && w[0] <= 'Z' && len(w) > 2 || number(w) && len(w) > 3 }
	for s.Start < s.End && !telling(word(s.Start)) && !(s.Len() > 1 && number(word(s.Start))) {
		s.Start++
	}
	for s.End > s.Start && !telling(word(s.End-1)) && !(s.Len() > 1 && number(word(s.End-1))) {
		s.End--
	}
	for i := s.Start; i < s.End; i++ {
		if w := word(i); telling(w) && !lead(w) {
			return s
		}
	}
	return extract.Span{}
}

// lead reports whether a capitalised word only opens a phrase: "Last", "Earlier".
func lead(w string) bool {
	switch w {
	case "Last", "This", "Next", "Earlier", "Later", "Late", "Early", "Today", "Yesterday", "Tomorrow", "Tonight", "The", "Three", "Two", "Five", "Four", "Six", "Ten", "Past", "End", "Several", "Few", "Many":
		return true
	}
	return false
}

func (r *Record) claim(a *extract.Article, p points, k *extract.Claim, from int) {
	x := Relation{From: from, S: k.Subject + 1, Type: k.Relation, Polarity: "pos", Modality: string(k.Modality), Status: "current", Frame: k.Frame, Confidence: k.Confidence}
	if k.Negated {
		x.Polarity = "neg"
	}
	if k.Former {
		x.Status = "former"
	}
	if k.Speaker >= 0 {
		id := k.Speaker + 1
		x.Attribution = &id
	}
	x.Role, x.Topic, x.Time = text(k.Role), text(k.Topic), text(a.Words(k.When.Phrase))
	if k.Object >= 0 {
		id := k.Object + 1
		x.O = &id
		x.Ev = &[2][2]int{p.span(a, shown(a, k.SubjectMention)), p.span(a, shown(a, k.ObjectMention))}
		r.add(x)
		return
	}
	id := r.date(a, p, k)
	if id == 0 {
		return
	}
	x.O = &id
	x.Ev = &[2][2]int{p.span(a, shown(a, k.SubjectMention)), p.span(a, k.When.Phrase)}
	r.add(x)
}

// shown returns the mention by which a record shows mention m: for a description,
// the last name of its entity before it in the sentence, if there is one.
func shown(a *extract.Article, m int) extract.Span {
	x := &a.Mentions[m]
	if x.Form != extract.Nominal {
		return x.Span
	}
	best := x.Span
	for _, n := range a.Entities[x.Entity].Mentions {
		if y := &a.Mentions[n]; y.Form == extract.Proper && y.Start < x.Start && a.SentenceOf(y.Start) == a.SentenceOf(x.Start) {
			best = y.Span
		}
	}
	return best
}

// date returns the id of the DATE entity at the claim's time phrase, 0 if none.
func (r *Record) date(a *extract.Article, p points, k *extract.Claim) int {
	if k.When.Phrase.Len() == 0 {
		return 0
	}
	s := p.span(a, k.When.Phrase)
	for _, e := range r.Entities[len(a.Entities):] {
		if e.Type == "DATE" && s[0] <= e.Mentions[0][0] && e.Mentions[0][1] <= s[1] {
			return e.ID
		}
	}
	return 0
}

// add appends a relation; one with the same ends and status as an earlier one
// only adds its evidence.
func (r *Record) add(x Relation) {
	for i := range r.Relations {
		o := &r.Relations[i]
		if o.Type == x.Type && o.S == x.S && o.O != nil && x.O != nil && *o.O == *x.O && o.Polarity == x.Polarity &&
			o.Modality == x.Modality && o.Status == x.Status {
			if x.Ev != nil {
				if len(o.Evs) == 0 && o.Ev != nil {
					o.Evs = append(o.Evs, *o.Ev)
				}
				o.Evs = append(o.Evs, *x.Ev)
			}
			if o.Time == nil {
				o.Time = x.Time
			}
			return
		}
	}
	r.Relations = append(r.Relations, x)
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (r *Record) statement(a *extract.Article, p points, s *extract.Statement) {
	if s.Speaker < 0 || s.Content.Len() == 0 {
		return
	}
	c := p.span(a, s.Content)
	x := Relation{From: -1, S: s.Speaker + 1, Type: "SAID", Polarity: "pos", Modality: "actual", Status: "current", Claim: &c}
	if s.Denial {
		x.Type = "DENIED"
	}
	r.Relations = append(r.Relations, x)
}
