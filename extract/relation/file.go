package relation

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

//go:embed type/*.rel
var types embed.FS

// Types returns the relations that come with the program, sorted by name.
func Types() ([]extract.Relation, error) { return Open(types) }

// Open reads every *.rel file below the root of fsys, sorted by relation name.
// Two files with the same relation are an error.
func Open(fsys fs.FS) ([]extract.Relation, error) {
	var list []extract.Relation
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".rel" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read relation file: %w", err)
		}
		r, err := Parse(name, string(data))
		if err != nil {
			return err
		}
		list = append(list, r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return Merge(list, nil)
}

// Merge joins two lists of relations into one sorted by name; a relation that
// both name is an error.
func Merge(a, b []extract.Relation) ([]extract.Relation, error) {
	list := slices.Concat(a, b)
	slices.SortStableFunc(list, func(x, y extract.Relation) int { return strings.Compare(x.Name, y.Name) })
	for i := 1; i < len(list); i++ {
		if list[i].Name == list[i-1].Name {
			return nil, fmt.Errorf("%s: relation %s is already defined in %s", list[i].Source, list[i].Name, list[i-1].Source)
		}
	}
	return list, nil
}

// A reader goes through the lines of one relation file.
type reader struct {
	name  string
	lines []string
	n     int  // number of the current line, from 1
	body  bool // the documentation has ended
	r     extract.Relation

	weights strings.Builder // of what passages taught, as written
	sum     string          // their checksum
	sumAt   int             // the line of it
}

// Parse reads one relation file; name is used in messages.
//
//	NAME  Kind | Kind -> Kind   [state]     "--" for a symmetric relation, "-> literal" for a date
//	a sentence of documentation
//
//	frame, frame (role -> role) [if need|need] [as planned|possible|former|negated|lifelong]: trigger, trigger
//	topic: of, for, to, that
//	traits: own, one             (extract.Traits)
//	unarmed: Kind Kind, Kind any (extract.Relation.Unarmed)
//	parties: NAME                (extract.Relation.Parties)
//	taught: …, weights: …        (what passages taught, as AppendTaught writes it)
//
//	> An example sentence.
//	Subject -> Object  planned
//
// A line that begins with # is a comment; a list of triggers that ends with a
// comma goes on in the next line. An example wants exactly the claims below it,
// "none" stands for no claim.
func Parse(name, text string) (extract.Relation, error) {
	p := &reader{name: name, lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	p.r.Source = name
	line, ok := p.next()
	if !ok {
		return p.r, p.errorf("file is empty: the first line must name the relation and its ends")
	}
	if err := p.header(line); err != nil {
		return p.r, err
	}
	for {
		line, ok := p.next()
		if !ok {
			break
		}
		if err := p.line(line); err != nil {
			return p.r, err
		}
	}
	if err := p.learned(); err != nil {
		return p.r, err
	}
	if len(p.r.Frames) == 0 && p.r.Taught == nil {
		return p.r, p.errorf("relation %s has no frame: add a line such as \"verb: trigger\"", p.r.Name)
	}
	return p.r, nil
}

func (p *reader) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: "+format, append([]any{p.name, max(1, p.n)}, args...)...)
}

// next returns the next line that is not blank and not a comment.
func (p *reader) next() (string, bool) {
	for p.n < len(p.lines) {
		line := strings.TrimSpace(p.lines[p.n])
		p.n++
		if line != "" && line[0] != '#' {
			return line, true
		}
	}
	return "", false
}

func (p *reader) line(line string) error {
	switch {
	case line[0] == '>':
		text := strings.TrimSpace(line[1:])
		if text == "" {
			return p.errorf("example without a sentence")
		}
		p.r.Examples = append(p.r.Examples, extract.Example{Text: text, Line: p.n})
		return nil
	case len(p.r.Examples) > 0:
		return p.want(line)
	case !p.body && !frameLine(line):
		p.r.Doc = strings.TrimSpace(p.r.Doc + " " + line)
		return nil
	}
	p.body = true
	for strings.HasSuffix(line, ",") {
		more, ok := p.next()
		if !ok {
			return p.errorf("list ends with a comma")
		}
		line += " " + more
	}
	return p.frame(line)
}

// frameLine reports whether the line begins with a frame's name, or with a pattern
// of roles, whose frame is then misspelt: it must not become a part of what the
// relation means.
func frameLine(line string) bool {
	head, _, ok := strings.Cut(line, ":")
	if !ok {
		return false
	}
	if strings.Contains(head, "(") && (strings.Contains(head, "->") || strings.Contains(head, "--")) {
		return true
	}
	word, _, _ := strings.Cut(head, " ")
	word = strings.TrimSuffix(word, ",")
	switch word {
	case "topic", "traits", "unarmed", "parties", taughtLine, weightsLine:
		return true
	}
	return slices.Contains(frameNames(), word)
}

func (p *reader) want(line string) error {
	e := &p.r.Examples[len(p.r.Examples)-1]
	if line == "none" {
		return nil
	}
	if !strings.Contains(line, " -> ") && !strings.Contains(line, " -- ") {
		return p.errorf("example's claim %q: want \"Subject -> Object\" or \"none\"", line)
	}
	e.Want = append(e.Want, line)
	return nil
}

func (p *reader) header(line string) error {
	name, rest, _ := strings.Cut(line, " ")
	if !regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,63}$`).MatchString(name) {
		return p.errorf("relation name %q: want capitals, digits and _ only", name)
	}
	p.r.Name = name
	rest = strings.TrimSpace(rest)
	if s, ok := strings.CutSuffix(rest, " state"); ok {
		p.r.State, rest = true, strings.TrimSpace(s)
	}
	left, right, ok := strings.Cut(rest, "->")
	if !ok {
		if left, right, ok = strings.Cut(rest, "--"); !ok {
			return p.errorf("relation %s: want its ends as \"Kind -> Kind\" or \"Kind -- Kind\"", name)
		}
		p.r.Symmetric = true
	}
	var err error
	if p.r.Subject, err = p.kinds(left); err != nil {
		return err
	}
	if strings.TrimSpace(right) == "literal" {
		return nil
	}
	p.r.Object, err = p.kinds(right)
	return err
}

func (p *reader) kinds(list string) ([]extract.Kind, error) {
	var kinds []extract.Kind
	for s := range strings.SplitSeq(list, "|") {
		k := extract.Kind(strings.TrimSpace(s))
		if !slices.Contains(extract.Kinds(), k) {
			return nil, p.errorf("kind %q: want one of %v", k, extract.Kinds())
		}
		kinds = append(kinds, k)
	}
	return kinds, nil
}

// frame reads "verb (subj -> in|at) if to|on as planned: take part, speak".
func (p *reader) frame(line string) error {
	head, triggers, ok := strings.Cut(line, ":")
	if !ok {
		return p.errorf("line %q: want \"frame: triggers\", \"> example\" or \"topic: words\"", line)
	}
	if done, err := p.property(head, words(triggers, ",")); done || err != nil {
		return err
	}
	f := extract.Frame{Triggers: words(triggers, ",")}
	head, err := p.marks(&f, head)
	if err != nil {
		return err
	}
	if open := strings.IndexByte(head, '('); open >= 0 {
		shut := strings.IndexByte(head, ')')
		if shut < open {
			return p.errorf("frame %q: ( without )", head)
		}
		if err := p.roles(&f, head[open+1:shut]); err != nil {
			return err
		}
		head = head[:open] + head[shut+1:]
	}
	for _, name := range words(head, ",") {
		if name == "topic" {
			p.r.Topic = append(p.r.Topic, f.Triggers...)
			continue
		}
		if !slices.Contains(frameNames(), name) {
			return p.errorf("frame %q: want one of %v", name, frameNames())
		}
		f.Name = name
		if name == "verb" && f.SubjectRole == nil {
			f.SubjectRole, f.ObjectRole = []string{"subj"}, []string{"obj"}
		}
		p.r.Frames = append(p.r.Frames, f)
	}
	return nil
}

// property reads the lines that are no frame: "traits: own", "unarmed: Person
// Organization, Organization any", "parties: AGREED_TO".
func (p *reader) property(head string, values []string) (done bool, err error) {
	switch strings.TrimSpace(head) {
	case "traits":
		for _, t := range values {
			if !slices.Contains(extract.Traits(), extract.Trait(t)) {
				return true, p.errorf("trait %q: want one of %v", t, extract.Traits())
			}
			p.r.Traits = append(p.r.Traits, extract.Trait(t))
		}
	case "unarmed":
		for _, pair := range values {
			a, b, _ := strings.Cut(pair, " ")
			var ends [2]extract.Kind
			for i, k := range [2]string{a, b} {
				if k == lexicon.Any {
					continue
				}
				kinds, err := p.kinds(k)
				if err != nil {
					return true, err
				}
				ends[i] = kinds[0]
			}
			p.r.Unarmed = append(p.r.Unarmed, ends)
		}
	case "parties":
		p.r.Parties = strings.Join(values, " ")
	case taughtLine:
		return true, p.taught(values)
	case weightsLine:
		p.weights.WriteString(strings.Join(values, ""))
	default:
		return false, nil
	}
	return true, nil
}

// marks takes " if …" and " as …" off the head of a frame's line.
func (p *reader) marks(f *extract.Frame, head string) (string, error) {
	head, as, _ := strings.Cut(head, " as ")
	head, needs, _ := strings.Cut(head, " if ")
	f.Needs = words(needs, "|")
	for _, n := range f.Needs {
		if !knownNeed(n) {
			return "", p.errorf("need %q: want a preposition, \"no\" and one, or one of %s", n, strings.Join(needNames(), ", "))
		}
	}
	for _, m := range strings.Fields(as) {
		switch m {
		case "planned", "possible":
			f.Modality = extract.Modality(m)
		case "former":
			f.Former = true
		case "negated":
			f.Negated = true
		case "lifelong":
			f.Lifelong = true
		default:
			return "", p.errorf("mark %q: want planned, possible, former, negated or lifelong", m)
		}
	}
	return head, nil
}

func (p *reader) roles(f *extract.Frame, pattern string) error {
	left, right, ok := strings.Cut(pattern, "->")
	if !ok {
		if left, right, ok = strings.Cut(pattern, "--"); !ok {
			return p.errorf("pattern (%s): want (role -> role) or (role -- role)", pattern)
		}
		f.Each = true
	}
	f.SubjectRole, f.SubjectKind = roleKinds(left)
	f.ObjectRole, f.ObjectKind = roleKinds(right)
	if (len(f.SubjectRole) == 0) != (len(f.ObjectRole) == 0) || len(f.SubjectRole)+len(f.SubjectKind) == 0 || len(f.ObjectRole)+len(f.ObjectKind) == 0 {
		return p.errorf("pattern (%s): want a role at both ends, or only a kind at both", pattern)
	}
	for _, r := range slices.Concat(f.SubjectRole, f.ObjectRole) {
		if !preposition(r) && !slices.Contains(roleNames(), r) {
			return p.errorf("role %q: want a preposition or one of %s", r, strings.Join(roleNames(), ", "))
		}
	}
	return nil
}

// roleKinds reads "in|at Place|Event": roles, and the kinds that this frame wants
// there. Kinds alone are for frames that know their ends: "possessive (Place -> Place)".
func roleKinds(pattern string) (roles []string, kinds []extract.Kind) {
	for _, w := range words(pattern, "|") {
		for _, k := range extract.Kinds() {
			if w == string(k) {
				kinds, w = append(kinds, k), ""
			} else if rest, ok := strings.CutSuffix(w, " "+string(k)); ok {
				kinds, w = append(kinds, k), rest
			}
		}
		if w != "" {
			roles = append(roles, w)
		}
	}
	return roles, kinds
}

// words splits s at sep and trims; empty pieces are left out.
func words(s, sep string) []string {
	var list []string
	for w := range strings.SplitSeq(s, sep) {
		if w = strings.Join(strings.Fields(w), " "); w != "" {
			list = append(list, w)
		}
	}
	return list
}
