package syntax

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// controlled returns who does what the gerund after preposition prep of verb g
// says, if that is not the subject of g: the object of "cleared him of", "blamed
// her for", "stopped them from". ok with no token: the sentence leaves it open.
func (e *Enhanced) controlled(g, prep int) (list []int, ok bool) {
	if e.Lemma(g) == "join" && e.Clause(g).Negated() {
		return nil, true // "did not join B in signing": whether A signed is open
	}
	switch e.lower[prep] {
	case "of", "for", "from", "on", "with", "against", "into", "over", "as", "about", "out":
	default:
		return nil, false // "after", "by", "in", "without": whoever acts
	}
	if e.Clause(g).Passive() {
		return nil, false
	}
	o := e.Child(g, "dobj", "dative")
	if o < 0 || o > prep || e.gains(g) {
		return nil, false
	}
	switch w := e.lower[o]; {
	case strings.HasSuffix(w, "self"), w == "themselves", w == "ourselves":
		return nil, false
	case !e.agentive(o):
		return nil, e.lower[prep] == "from" || e.lower[prep] == "against"
	case e.lower[prep] == "about":
		return nil, true // "asked her about meeting B"
	}
	return []int{e.Antecedent(o, g)}, true
}

// invited returns whom noun h asks to do something: "an invitation to A to
// attend", "sent A an invitation to attend".
func (e *Enhanced) invited(h int) []int {
	if to := e.Objects(h, []string{"to", "for"}); len(to) > 0 {
		return to
	}
	g := e.Head(h)
	if e.Dep(h) != "dobj" && e.Dep(h) != "nsubjpass" {
		return nil
	}
	var list []int
	for _, k := range e.Children(g, "dative") {
		if e.IsNoun(k) {
			list = append(list, k)
		}
	}
	return append(list, e.Objects(g, []string{"to"})...)
}

// called returns whom verb h asks to do something: "called on A to leave",
// "appealed to A to leave".
func (e *Enhanced) called(h int) []int {
	switch e.Lemma(h) {
	case "call", "press", "prevail":
		return e.Objects(h, []string{"on", "upon"})
	case "appeal":
		return e.Objects(h, []string{"to"})
	}
	return nil
}

// subjectControl reports whether the subject of verb h, not its object, does what the
// infinitive below it says: "promised her to go", "left Acme to join Bell".
func (e *Enhanced) subjectControl(h int) bool {
	switch e.Lemma(h) {
	case "promise", "leave", "quit", "exit":
		return true
	}
	return false
}

// gains reports whether the object of verb i is what its subject has, gets or
// spends for what the gerund names: "won the prize for finding".
func (e *Enhanced) gains(i int) bool {
	switch e.Lemma(i) {
	case "win", "receive", "earn", "get", "take", "face", "have", "deserve", "use", "spend", "make", "hold", "serve", "pay", "share", "join", "collect", "accept":
		return true
	}
	return false
}

// agentive reports whether noun i is somebody: a pronoun, a person, a body, a
// country, or people without a name ("fined two men for").
func (e *Enhanced) agentive(i int) bool {
	if m := e.mentions.Mention(i); m != nil {
		switch e.mentions.Referent(m) {
		case extract.Person, extract.Organization, extract.Place, extract.Group:
			return true
		}
		return false
	}
	switch e.Lemma(i) {
	case "man", "woman", "people", "person", "boy", "girl", "driver", "suspect", "teenager":
		return true
	}
	return e.tokens[i].POS == "PRON" || e.words.People[e.Lemma(i)]
}
