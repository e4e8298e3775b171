package load

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// row is one row of a statement's $rows.
type row = map[string]any

// record is one article as the rows that a batch writes.
type record struct {
	id       string
	props    row // of the Article node
	text     text
	path     string
	entities []node
	mentions []row
	claims   []claim
	dropped  []dropped
	books    Books
	size     int // of all its values in bytes, about
}

// claim is one Claim node with its ends, by id. object is "" for a literal.
type claim struct {
	id, article, relation, key string
	subject, object, speaker   string
	props                      row
}

// dropped is a claim of an article that cannot be a claim of the graph.
type dropped struct{ relation, reason string }

// The reasons for which a claim is dropped.
const (
	droppedName      = "an end without a name"
	droppedKind      = "an end of a kind that is no node"
	droppedSelf      = "both ends are the same"
	droppedDuplicate = "duplicate inside the sentence"
	droppedAlone     = "an event or agreement without a name in which nobody takes part"
)

// reader turns articles into records.
type reader struct {
	relations map[string]extract.Relation
	rules     string
}

// record reads one article, whose indexes check has found valid.
func (r reader) record(a *extract.Article) record {
	h := r.head(a)
	out := record{id: h.id, props: h.props, path: h.path, books: booksOf(a)}
	out.text = sketch(out.props, out.id, a.Text)
	nodes := r.nodes(a, out.id)
	used := make([]bool, len(a.Entities))
	unusable := unusable(a, nodes)
	for k, c := range a.Claims {
		if reason := unusable[k]; reason != "" {
			out.dropped = append(out.dropped, dropped{c.Relation, reason})
			continue
		}
		out.add(r.claim(a, c, nodes, out.id))
		for _, i := range []int{c.Subject, c.Object, c.Speaker} {
			if i >= 0 {
				used[i] = true
			}
		}
	}
	out.mention(a, nodes, used)
	out.size = sizeOf(out.props)
	for _, m := range out.mentions {
		out.size += sizeOf(m)
	}
	for _, c := range out.claims {
		out.size += sizeOf(c.props)
	}
	return out
}

// nodes is the node of every entity of an article.
func (r reader) nodes(a *extract.Article, article string) []node {
	n := namer{article: a, id: article}
	nodes := make([]node, len(a.Entities))
	for i := range a.Entities {
		nodes[i] = n.node(i)
	}
	return nodes
}

// sizeOf is about how many bytes a value takes on its way to a store.
func sizeOf(v any) int {
	n := 8
	switch v := v.(type) {
	case string:
		n += len(v)
	case []any:
		for _, x := range v {
			n += sizeOf(x)
		}
	case row:
		for k, x := range v {
			n += len(k) + sizeOf(x)
		}
	}
	return n
}

// head is the Article node, for which an article need not have been read.
func (r reader) head(a *extract.Article) head {
	hash := contentHash(a.Title, a.Text)
	id := articleID(a.URL, a.Publisher, a.ID, hash)
	p := row{"id": id, "content_hash": hash, "rules": r.rules}
	title := capped(a.Title)
	set(p, "title", title)
	set(p, "url", strings.TrimSpace(a.URL))
	set(p, "source", a.Publisher)
	set(p, "native_id", capped(a.ID))
	set(p, "lang", a.Language)
	p["name"] = firstOf(title, strings.TrimSpace(a.URL), id)
	if len(a.Authors) > 0 {
		p["authors"] = listOf(a.Authors)
	}
	if !a.Published.IsZero() {
		p["published_at"] = a.Published.UTC()
		set(p, "published_prec", string(a.PublishedPrecision))
	}
	return head{id, p, a.Path}
}

// unusable says of every claim of an article why it cannot stand in the graph, "" if it
// can. Of an event or agreement that has no name somebody must sign it, attend it or take
// part in it: that it was in a town or about a matter shows nobody what it is.
func unusable(a *extract.Article, nodes []node) []string {
	reasons, attended := make([]string, len(a.Claims)), make([]bool, len(a.Entities))
	for k, c := range a.Claims {
		if reasons[k] = unusableEnds(c, nodes); reasons[k] == "" && c.Object >= 0 && !occasion(nodes[c.Subject].kind) {
			attended[c.Object] = true
		}
	}
	for k, c := range a.Claims {
		for _, i := range []int{c.Subject, c.Object, c.Speaker} {
			if reasons[k] == "" && i >= 0 && a.Entities[i].Unnamed && occasion(nodes[i].kind) && !attended[i] {
				reasons[k] = droppedAlone
			}
		}
	}
	return reasons
}

func occasion(k extract.Kind) bool { return k == extract.Event || k == extract.Agreement }

// unusableEnds says why the ends of a claim cannot be those of one, "" if they can. A
// claim whose speaker has no name is dropped too: without its speaker it would read as the
// article's own statement.
func unusableEnds(c extract.Claim, nodes []node) string {
	for _, i := range []int{c.Subject, c.Object, c.Speaker} {
		switch {
		case i < 0:
		case nodes[i].id == "":
			return droppedName
		case !slices.Contains(extract.Kinds(), nodes[i].kind):
			return droppedKind
		}
	}
	if c.Object >= 0 && nodes[c.Subject].id == nodes[c.Object].id {
		return droppedSelf
	}
	return ""
}

func (r reader) claim(a *extract.Article, c extract.Claim, nodes []node, article string) claim {
	out := claim{article: article, relation: c.Relation, subject: nodes[c.Subject].id}
	object, label := "="+c.Value, c.Value
	if c.Object >= 0 {
		out.object, label = nodes[c.Object].id, nodes[c.Object].name
		if r.relations[c.Relation].Symmetric && out.object < out.subject {
			out.subject, out.object = out.object, out.subject
		}
		object = out.object
	}
	if c.Speaker >= 0 {
		out.speaker = nodes[c.Speaker].id
	}
	out.key = keyOf(c.Relation, out.subject, object)
	out.id = claimID(article, strconv.Itoa(c.Sentence), out.key, c.Negated, out.speaker)
	out.props = claimProps(a, c)
	verb := c.Relation
	if c.Negated {
		verb = "not " + verb
	}
	out.props["id"], out.props["key"] = out.id, out.key
	out.props["name"] = cut(nodes[c.Subject].name+" "+verb+" "+label, 120)
	return out
}

func claimProps(a *extract.Article, c extract.Claim) row {
	start, end := a.Bytes(c.Evidence)
	p := row{
		"relation": c.Relation, "negated": c.Negated, "modality": string(c.Modality), "former": c.Former,
		"confidence": c.Confidence, "sentence_no": int64(c.Sentence), "start": int64(start), "end": int64(end),
		"quote": quote(a, c, start, end),
	}
	if c.Entailed {
		p["entailed"] = true
	}
	if c.Reported {
		p["reported"] = true
	}
	set(p, "frame", c.Frame)
	set(p, "role", capped(c.Role))
	set(p, "role_norm", capped(c.RoleNorm))
	if c.Sole {
		p["sole"] = true
	}
	set(p, "topic", capped(c.Topic))
	set(p, "value", c.Value)
	if c.When.Point {
		setDate(p, "event_date", "event_prec", c.When.From)
		return p
	}
	setDate(p, "valid_from", "valid_from_prec", c.When.From)
	setDate(p, "valid_to", "valid_to_prec", c.When.To)
	return p
}

// add keeps one claim per id: the one that says more certainly that it is so.
func (r *record) add(c claim) {
	for i, old := range r.claims {
		if old.id != c.id {
			continue
		}
		r.dropped = append(r.dropped, dropped{c.relation, droppedDuplicate})
		if firmer(c.props, old.props) {
			r.claims[i] = c
		}
		return
	}
	r.claims = append(r.claims, c)
}

func firmer(a, b row) bool {
	if x, y := modalityRank(a["modality"]), modalityRank(b["modality"]); x != y {
		return x < y
	}
	if a["reported"] != b["reported"] {
		return b["reported"] == true
	}
	return a["confidence"].(float64) > b["confidence"].(float64)
}

func modalityRank(m any) int {
	return slices.Index([]any{string(extract.Actual), string(extract.Planned), string(extract.Possible)}, m)
}

// mention adds the entities that become nodes: all that have a name, and of the
// others those that a claim needs.
func (r *record) mention(a *extract.Article, nodes []node, used []bool) {
	at := map[string]int{}
	for i, n := range nodes {
		e := a.Entities[i]
		if n.id == "" || !slices.Contains(extract.Kinds(), n.kind) || e.Unnamed && !used[i] {
			continue
		}
		m := mentionOf(a, e, n)
		if j, ok := at[n.id]; ok {
			r.mentions[j]["props"] = joined(r.mentions[j]["props"].(row), m)
			continue
		}
		at[n.id] = len(r.mentions)
		r.entities = append(r.entities, n)
		r.mentions = append(r.mentions, row{"a": r.id, "e": n.id, "props": m})
	}
}

// mentionOf is the properties of MENTIONS. The date of an event stands here and
// not on the event alone, so that the event's own can be computed again when an
// article goes.
func mentionOf(a *extract.Article, e extract.Entity, n node) row {
	forms := []string{n.name}
	for _, alias := range e.Aliases {
		forms = append(forms, capped(alias))
	}
	first := int64(-1)
	for _, i := range e.Mentions {
		m := a.Mentions[i]
		if start, _ := a.Bytes(m.Span); first < 0 || int64(start) < first {
			first = int64(start)
		}
		if m.Form == extract.Proper {
			forms = append(forms, capped(a.Words(m.Span)))
		}
	}
	p := row{"count": int64(len(e.Mentions)), "name": n.name, "forms": sortedForms(forms)}
	if first >= 0 {
		p["first"] = first
	}
	if n.kind == extract.Event || n.kind == extract.Agreement {
		setDate(p, "date", "date_prec", e.When.From)
	}
	return p
}

// joined is the mention of two entities of one article that are one node.
func joined(p, q row) row {
	out := row{"count": p["count"].(int64) + q["count"].(int64), "name": p["name"]}
	if name := q["name"].(string); len(name) > len(p["name"].(string)) {
		out["name"] = name
	}
	out["forms"] = sortedForms(append(stringsOf(p["forms"]), stringsOf(q["forms"])...))
	for _, from := range []row{q, p} {
		for _, k := range []string{"first", "date", "date_prec"} {
			if v, ok := from[k]; ok {
				out[k] = v
			}
		}
	}
	if x, ok := q["first"].(int64); ok && x < out["first"].(int64) {
		out["first"] = x
	}
	return out
}

func sortedForms(forms []string) []any {
	slices.Sort(forms)
	forms = slices.DeleteFunc(slices.Compact(forms), func(s string) bool { return s == "" })
	return listOf(forms)
}

func listOf(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func stringsOf(list any) []string {
	var out []string
	for _, s := range list.([]any) {
		out = append(out, s.(string))
	}
	return out
}

// set leaves an empty property out: absent is never "".
func set(p row, key, value string) {
	if value != "" {
		p[key] = value
	}
}

func setDate(p row, key, precision string, d extract.CalendarDate) {
	t, err := time.Parse("2006-01-02", d.First)
	if err != nil {
		return // no anchor, no date: never a guess
	}
	p[key] = graph.DateOf(t)
	set(p, precision, string(d.Precision))
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// rows is how many rows an article takes.
func (r record) rows() int { return 1 + len(r.mentions) + len(r.claims) }
