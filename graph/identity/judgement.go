package identity

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Verdict is what somebody says of two entities.
type Verdict string

// The verdicts. Unsure changes nothing: it remembers that the two were looked at.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
)

// Ref means an entity: by the id of its node, or by kind and name, and where Article
// is set only as that article has it. Where id and name are given the id decides while
// there is such a node; the name is for people, and for rules that give other ids.
type Ref struct {
	ID      string `json:"id,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Name    string `json:"name,omitempty"`
	Article string `json:"article,omitempty"` // the id of the article, a_…
}

// Judgement is a verdict on two entities. The graph depends on the verdict and the two,
// never on who said so, when and why.
type Judgement struct {
	Verdict Verdict `json:"verdict"`
	A       Ref     `json:"a"`
	B       Ref     `json:"b"`
	Reason  string  `json:"reason,omitempty"`
	By      string  `json:"by,omitempty"`
	At      string  `json:"at,omitempty"` // a date of RFC 3339, with or without the time
}

// The forms of ids, as graph/load makes them.
var (
	entityID  = regexp.MustCompile(`^e_[0-9a-f]{24}$`)
	articleID = regexp.MustCompile(`^a_[0-9a-f]{24}$`)
)

// ParseRef reads the short form of a reference: the id of a node or a name, with
// @ and the id of an article behind it where only that article's bearer is meant.
// The kind goes with a name.
func ParseRef(s, kind string) Ref {
	var r Ref
	if at := strings.LastIndex(s, "@"); at > 0 && articleID.MatchString(strings.TrimSpace(s[at+1:])) {
		r.Article, s = strings.TrimSpace(s[at+1:]), s[:at]
	}
	if s = strings.TrimSpace(s); entityID.MatchString(s) {
		r.ID = s
		return r
	}
	r.Kind, r.Name = kind, s
	return r
}

// String is the short form of a reference, for people.
func (r Ref) String() string {
	s := cmp.Or(r.Name, r.ID)
	if r.Article != "" {
		s += "@" + r.Article
	}
	return s
}

// key is what tells references apart: the id, else kind and name as they are compared.
func (r Ref) key() string {
	if r.ID != "" {
		return r.ID + "\x1f" + r.Article
	}
	return r.Kind + "\x1f" + strings.ToLower(strings.Join(strings.Fields(r.Name), " ")) + "\x1f" + r.Article
}

func (r Ref) compare(o Ref) int {
	return cmp.Or(cmp.Compare(r.Kind, o.Kind), cmp.Compare(r.Name, o.Name), cmp.Compare(r.ID, o.ID), cmp.Compare(r.Article, o.Article))
}

// pair is the same for the same two in either order.
func (j Judgement) pair() string {
	return min(j.A.key(), j.B.key()) + "\x1e" + max(j.A.key(), j.B.key())
}

// Key names a judgement: j_ and 24 hexadecimal digits, the same for the same verdict on
// the same two in either order.
func (j Judgement) Key() string {
	sum := sha256.Sum256([]byte(string(j.Verdict) + "\x1e" + j.pair()))
	return "j_" + hex.EncodeToString(sum[:12])
}

// Contradicts reports whether j and o say same and different of the same two.
func (j Judgement) Contradicts(o Judgement) bool {
	return j.pair() == o.pair() && (j.Verdict == Same && o.Verdict == Different || j.Verdict == Different && o.Verdict == Same)
}

// OfSame reports whether j and o are of the same two, in either order.
func (j Judgement) OfSame(o Judgement) bool { return j.pair() == o.pair() }

// canonical has the two in one order.
func (j Judgement) canonical() Judgement {
	if j.A.compare(j.B) > 0 {
		j.A, j.B = j.B, j.A
	}
	return j
}

func (j Judgement) compare(o Judgement) int {
	return cmp.Or(j.A.compare(o.A), j.B.compare(o.B), cmp.Compare(j.Verdict, o.Verdict),
		cmp.Compare(j.At, o.At), cmp.Compare(j.By, o.By), cmp.Compare(j.Reason, o.Reason))
}

// Check says which field is not as it must be, and what to write.
func (j Judgement) Check() error {
	switch j.Verdict {
	case Same, Different, Unsure:
	default:
		return fmt.Errorf("verdict: %q is none; write same, different or unsure", string(j.Verdict))
	}
	if err := j.A.check("a"); err != nil {
		return err
	}
	if err := j.B.check("b"); err != nil {
		return err
	}
	if j.A.key() == j.B.key() {
		return errors.New("b: is the same as a; give two")
	}
	return CheckDate(j.At)
}

// CheckDate says whether a text may be the date of a judgement; empty may.
func CheckDate(at string) error {
	if at == "" {
		return nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, at); err == nil {
			return nil
		}
	}
	return fmt.Errorf("at: %q is no date; write it like 2026-03-31 or 2026-03-31T09:30:00Z, or leave it out", at)
}

func (r Ref) check(side string) error {
	switch {
	case r.ID == "" && r.Name == "":
		return fmt.Errorf("%s: names nobody; give the id, or kind and name", side)
	case r.ID != "" && !entityID.MatchString(r.ID):
		return fmt.Errorf("%s.id: %q is no id of an entity; give all of it: e_ and 24 digits or letters a to f, as newsgraph ask find-entity lists it", side, r.ID)
	case r.ID == "" && r.Kind == "":
		return fmt.Errorf("%s.kind: is missing; with a name give the kind (Person, Organization, …)", side)
	case r.Article != "" && !articleID.MatchString(r.Article):
		return fmt.Errorf("%s.article: %q is no id of an article; give all of it: a_ and 24 digits or letters a to f", side, r.Article)
	}
	return nil
}

// WriteJudgements writes JSON lines, each with the two in one order, sorted: the same
// judgements give the same bytes in whatever order they come.
func WriteJudgements(w io.Writer, list []Judgement) error {
	sorted := make([]Judgement, len(list))
	for i, j := range list {
		sorted[i] = j.canonical()
	}
	slices.SortFunc(sorted, Judgement.compare)
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, j := range slices.Compact(sorted) {
		if err := lines.Encode(j); err != nil {
			return err
		}
	}
	return out.Flush()
}
