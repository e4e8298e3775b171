package corpus

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// Check tells what cannot be right in the records of a corpus: ends that are not
// marked, or of a kind that the relation does not have; a claim that stands twice, or
// is a trap as well; a passage that stands twice.
func Check(records []Record, relations []extract.Relation) []Problem {
	c := checker{relations: map[string]*extract.Relation{}}
	for i := range relations {
		c.relations[relations[i].Name] = &relations[i]
	}
	texts := map[string]*Record{}
	for i := range records {
		r := &records[i]
		if first := texts[r.Text]; first != nil {
			c.wrong(r, r.Line+1, "the passage stands at %s:%d as well", first.File, first.Line+1)
		} else {
			texts[r.Text] = r
		}
		c.record(r)
	}
	return c.problems
}

type checker struct {
	relations map[string]*extract.Relation
	problems  []Problem
}

func (c *checker) wrong(r *Record, line int, format string, args ...any) {
	c.problems = append(c.problems, Problem{r.File, line, fmt.Sprintf(format, args...)})
}

func (c *checker) record(r *Record) {
	for _, e := range r.Entities {
		if _, ok := KindOf(e.ID); !ok {
			c.wrong(r, r.Line+1, "%s: no kind has that letter", e.ID)
		}
	}
	seen := map[Claim]int{}
	for _, q := range r.Claims {
		if !c.ends(r, &q) {
			continue
		}
		same := c.key(q)
		if at, ok := seen[same]; ok {
			c.wrong(r, q.Line, "%s %s %s stands in line %d already", q.Subject, q.Relation, q.Object, at)
		}
		seen[same] = q.Line
		if known := c.relations[q.Relation]; !fits(known, q.Subject, q.Object) {
			c.wrong(r, q.Line, "%s %s %s: the relation is not one of such kinds", q.Subject, q.Relation, q.Object)
		}
	}
	for _, q := range r.Traps {
		if !c.ends(r, &q) {
			continue
		}
		if at, ok := seen[c.key(Claim{Subject: q.Subject, Relation: q.Relation, Object: q.Object, Modality: extract.Actual})]; ok {
			c.wrong(r, q.Line, "the trap %s %s %s is stated as a plain fact in line %d", q.Subject, q.Relation, q.Object, at)
		}
	}
}

// ends checks that a line names a relation of ours and two marked entities.
func (c *checker) ends(r *Record, q *Claim) bool {
	if c.relations[q.Relation] == nil {
		c.wrong(r, q.Line, "there is no relation %s", q.Relation)
		return false
	}
	for _, id := range []string{q.Subject, q.Object, q.By} {
		if id != "" && r.Entity(id) == nil {
			c.wrong(r, q.Line, "%s is not marked in the passage", id)
			return false
		}
	}
	if q.Subject == q.Object {
		c.wrong(r, q.Line, "both ends are %s", q.Subject)
		return false
	}
	return true
}

// key is what makes two claims the same: all but the role.
func (c *checker) key(q Claim) Claim {
	k := q
	k.Line, k.Role = 0, ""
	if c.relations[q.Relation].Symmetric && k.Object < k.Subject {
		k.Subject, k.Object = k.Object, k.Subject
	}
	return k
}

// fits reports whether a relation holds between entities of such kinds, either way
// round if it is symmetric. Peoples and groups do what their states and bodies do.
func fits(known *extract.Relation, subject, object string) bool {
	one, _ := KindOf(subject)
	other, _ := KindOf(object)
	may := func(allowed []extract.Kind, k extract.Kind) bool {
		if len(allowed) == 0 { // a literal
			return k == extract.Date
		}
		return slices.Contains(allowed, k) || k == extract.Group && slices.Contains(allowed, extract.Place) && slices.Contains(allowed, extract.Organization)
	}
	return may(known.Subject, one) && may(known.Object, other) || known.Symmetric && may(known.Subject, other) && may(known.Object, one)
}

// Stats are the counts of a corpus.
type Stats struct {
	Records, Untouched, Empty, Mentions, Entities, Claims, Traps int
	Marks                                                        []Count // as often as they occur, in the order of the guide
	Relations                                                    []Count // the most frequent first
}

// Count is how often something is claimed, and how often it is a trap.
type Count struct {
	Name          string
	Claims, Traps int
}

// NewStats counts records. Empty are those that state no claim.
func NewStats(records []Record) *Stats {
	s := &Stats{Records: len(records)}
	relations := map[string]*Count{}
	of := func(name string) *Count {
		if relations[name] == nil {
			relations[name] = &Count{Name: name}
		}
		return relations[name]
	}
	for i := range records {
		r := &records[i]
		if r.Untouched() {
			s.Untouched++
		}
		if len(r.Claims) == 0 {
			s.Empty++
		}
		s.Entities += len(r.Entities)
		for _, e := range r.Entities {
			s.Mentions += len(e.Mentions)
		}
		s.Claims += len(r.Claims)
		s.Traps += len(r.Traps)
		for _, q := range r.Claims {
			of(q.Relation).Claims++
		}
		for _, q := range r.Traps {
			of(q.Relation).Traps++
		}
	}
	for _, c := range relations {
		s.Relations = append(s.Relations, *c)
	}
	slices.SortFunc(s.Relations, func(a, b Count) int { return cmp.Or(b.Claims-a.Claims, cmp.Compare(a.Name, b.Name)) })
	s.Marks = marks(records)
	return s
}

// marks counts the marks of claims.
func marks(records []Record) []Count {
	var all []Count
	for _, m := range []struct {
		name string
		has  func(*Claim) bool
	}{
		{"negated", func(q *Claim) bool { return q.Negated }},
		{"planned", func(q *Claim) bool { return q.Modality == extract.Planned }},
		{"possible", func(q *Claim) bool { return q.Modality == extract.Possible }},
		{"former", func(q *Claim) bool { return q.Former }},
		{"said by somebody", func(q *Claim) bool { return q.By != "" }},
		{"reported", func(q *Claim) bool { return q.Reported }},
		{"with a role", func(q *Claim) bool { return q.Role != "" }},
	} {
		n := Count{Name: m.name}
		for i := range records {
			for k := range records[i].Claims {
				if m.has(&records[i].Claims[k]) {
					n.Claims++
				}
			}
		}
		all = append(all, n)
	}
	return all
}
