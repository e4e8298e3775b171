package relation

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// controlled returns who does what the gerund after preposition prep of verb g
// says, if that is not the subject of g: the object of "cleared him of", "blamed
// her for", "stopped them from". ok with no token: the sentence leaves it open.
func (v *view) controlled(g, prep int) (list []int, ok bool) {
	if v.lemma(g) == "join" && v.negated(g) {
		return nil, true // "did not join B in signing": whether A signed is open
	}
	switch v.lower[prep] {
	case "of", "for", "from", "on", "with", "against", "into", "over", "as", "about", "out":
	default:
		return nil, false // "after", "by", "in", "without": whoever acts
	}
	if v.passive(g) {
		return nil, false
	}
	o := v.kid(g, "dobj", "dative")
	if o < 0 || o > prep || v.gains(g) {
		return nil, false
	}
	switch w := v.lower[o]; {
	case strings.HasSuffix(w, "self"), w == "themselves", w == "ourselves":
		return nil, false
	case !v.agentive(o):
		return nil, v.lower[prep] == "from" || v.lower[prep] == "against"
	case v.lower[prep] == "about":
		return nil, true // "asked her about meeting B"
	}
	return []int{v.meant(o, g)}, true
}

// invited returns whom noun h asks to do something: "an invitation to A to
// attend", "sent A an invitation to attend".
func (v *view) invited(h int) []int {
	if to := v.objects(h, []string{"to", "for"}); len(to) > 0 {
		return to
	}
	g := v.head(h)
	if v.dep(h) != "dobj" && v.dep(h) != "nsubjpass" {
		return nil
	}
	var list []int
	for _, k := range v.kids(g, "dative") {
		if v.noun(k) {
			list = append(list, k)
		}
	}
	return append(list, v.objects(g, []string{"to"})...)
}

// gains reports whether the object of verb i is what its subject has, gets or
// spends for what the gerund names: "won the prize for finding".
func (v *view) gains(i int) bool {
	switch v.lemma(i) {
	case "win", "receive", "earn", "get", "take", "face", "have", "deserve", "use", "spend", "make", "hold", "serve", "pay", "share", "join", "collect", "accept":
		return true
	}
	return false
}

// agentive reports whether noun i is somebody: a pronoun, a person, a body, a
// country, or people without a name ("fined two men for").
func (v *view) agentive(i int) bool {
	if m := v.mentionOf(i); m >= 0 {
		switch v.kind(m) {
		case extract.Person, extract.Organization, extract.Place, extract.Group:
			return true
		}
		return false
	}
	switch v.lemma(i) {
	case "man", "woman", "people", "person", "boy", "girl", "driver", "suspect", "teenager":
		return true
	}
	return v.Tokens[i].POS == "PRON" || v.x.words.delegate[v.lemma(i)] || v.x.words.collective[v.lemma(i)]
}

// owner returns the name set off right before verb p that is its subject, in a
// relative clause that the parse coordinated with verb h: "quit Acme, whose
// president, Bo Lin, flew to Zed"; or -1.
func (v *view) owner(p, h int) int {
	if p < 2 || p < h || v.lower[p-1] != "," || v.cover[p-2] < 0 {
		return -1
	}
	t := v.top(v.Mentions[v.cover[p-2]].Span)
	if v.dep(t) != "appos" {
		return -1
	}
	for i := t - 1; i > h; i-- {
		if v.Tokens[i].Tag == "WP$" {
			return t
		}
	}
	return -1
}

// those returns whom "those" stands for in "those attending include A and B", "A
// was among those attending"; h itself if it is another word.
func (v *view) those(h int) []int {
	if v.lower[h] != "those" {
		return []int{h}
	}
	g := v.head(h)
	switch {
	case v.dep(h) == "nsubj" && (v.lemma(g) == "include" || v.lemma(g) == "be"):
		return v.kids(g, "dobj", "attr")
	case v.dep(h) == "pobj" && v.lower[g] == "among" && v.verb(v.head(g)):
		if list := v.surface(v.head(g), depth); len(list) > 0 {
			return list
		}
		return v.kids(v.head(g), "attr") // "among those attending were A and B"
	}
	return []int{h}
}

// closer returns the subject of verb p that begins with "whose", where the parse
// gives the verb two: "Acme, whose head Bo Lin met Di Ray, said"; -1 for none. k is
// the first.
func (v *view) closer(k, p int) int {
	for n := int(v.next[k]); n >= 0 && n < p; n = int(v.next[n]) {
		if d := v.dep(n); d != "nsubj" && d != "nsubjpass" {
			continue
		}
		for i := v.subtreeStart(n); i < n; i++ {
			if v.Tokens[i].Tag == "WP$" {
				return n
			}
		}
	}
	return -1
}
