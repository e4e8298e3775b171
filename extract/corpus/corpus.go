// Package corpus reads news passages in which every entity and every claim is
// marked: what readers of claims are trained on and measured by.
//
// A record is a few lines, and a blank line ends it:
//
//	# style=wire topic=energy
//	[Ana Bell|P1], who runs [Norgrid ASA|O1], denied that [it|O1] would buy [Baltkabel|O2].
//	P1 LEADS O1 role=runs
//	O1 ACQUIRED O2 neg possible by=P1
//	! O1 ACQUIRED O2
//
// The first line has the style and the topic, the second the passage. Each [text|ID]
// is a mention of an entity; the letter of its id is its kind. Then come the claims,
// with their marks, and behind "! " the traps: what a careless reader would take for
// a plain fact and the passage does not state. testdata/corpus/GUIDE.md says what
// is to be marked, and how.
package corpus

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Record is one passage with what is marked in it.
type Record struct {
	File         string
	Line         int // of its first line
	Style, Topic string
	Text         string
	Entities     []Entity // in the order of their first mentions
	Claims       []Claim
	Traps        []Claim // wrong as plain current facts
}

// Entity is one person, body, place or other thing of a record. ID is its letter
// and number.
type Entity struct {
	ID       string
	Mentions []Mention
}

// Mention is where the text names an entity, in bytes, end exclusive.
type Mention struct{ Start, End int }

// Claim is one line about two entities. By is the entity that says so, "" if the
// passage says it itself.
type Claim struct {
	Line                      int
	Subject, Relation, Object string
	Negated, Former, Reported bool // Reported: a source that has no name says so
	Modality                  extract.Modality
	By, Role                  string
}

// Problem is what is wrong in a file.
type Problem struct {
	File string
	Line int
	Msg  string
}

func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Msg) }

// ID names a record by its text: it stays when the records before it change.
func (r *Record) ID() string {
	sum := sha256.Sum256([]byte(r.Text))
	return "p_" + hex.EncodeToString(sum[:8])
}

// Untouched reports whether the record belongs to the part that nobody trains on or
// looks at while rules or weights are made: a tenth, drawn by the id.
func (r *Record) Untouched() bool {
	sum := sha256.Sum256([]byte("untouched " + r.ID()))
	return int(sum[0])<<8+int(sum[1]) < 6554
}

// Entity returns the entity of that id, nil if the record has none.
func (r *Record) Entity(id string) *Entity {
	if i := slices.IndexFunc(r.Entities, func(e Entity) bool { return e.ID == id }); i >= 0 {
		return &r.Entities[i]
	}
	return nil
}

// Name is the longest mention of an entity.
func (r *Record) Name(e *Entity) string {
	name := ""
	for _, m := range e.Mentions {
		if text := r.Text[m.Start:m.End]; len(text) > len(name) {
			name = text
		}
	}
	return name
}

// KindOf is the kind that the letter of an id stands for, false
// if it stands for none.
func KindOf(id string) (extract.Kind, bool) {
	kinds := []struct {
		letter byte
		kind   extract.Kind
	}{
		{'P', extract.Person}, {'O', extract.Organization}, {'L', extract.Place}, {'E', extract.Event}, {'A', extract.Agreement},
		{'W', extract.Law}, {'G', extract.Group}, {'R', extract.Product}, {'T', extract.Topic}, {'D', extract.Date},
	}
	for _, k := range kinds {
		if id != "" && id[0] == k.letter {
			return k.kind, true
		}
	}
	return "", false
}

// Read reads the records of a file. What cannot be read is told, and left out.
func Read(name string, r io.Reader) ([]Record, []Problem, error) {
	p := parser{file: name}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var block []string
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimRight(strings.TrimSuffix(lines.Text(), "\r"), " \t")
		if line != "" {
			block = append(block, line)
			continue
		}
		p.record(block, n-len(block))
		block = nil
	}
	p.record(block, n+1-len(block))
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("read %s: line %d: %w", name, n+1, err)
	}
	return p.records, p.problems, nil
}

// parser reads one file.
type parser struct {
	file     string
	records  []Record
	problems []Problem
}

func (p *parser) wrong(line int, format string, args ...any) {
	p.problems = append(p.problems, Problem{p.file, line, fmt.Sprintf(format, args...)})
}

// record reads the lines of one record, the first of which is line at.
func (p *parser) record(lines []string, at int) {
	if len(lines) == 0 {
		return
	}
	head, ok := strings.CutPrefix(lines[0], "# ")
	if !ok {
		p.wrong(at, "a record begins with a line # style=… topic=…, this with %q", lines[0])
		return
	}
	if len(lines) < 2 {
		p.wrong(at, "the record has no passage")
		return
	}
	r := Record{File: p.file, Line: at}
	for _, field := range strings.Fields(head) {
		switch key, value, _ := strings.Cut(field, "="); key {
		case "style":
			r.Style = value
		case "topic":
			r.Topic = value
		}
	}
	p.passage(&r, lines[1])
	for i, line := range lines[2:] {
		b, trap := strings.CutPrefix(line, "! ")
		c, ok := p.claim(b, at+2+i)
		switch {
		case !ok:
		case trap:
			r.Traps = append(r.Traps, c)
		default:
			r.Claims = append(r.Claims, c)
		}
	}
	p.records = append(p.records, r)
}

var mention = regexp.MustCompile(`\[([^\[\]|]+)\|([A-Z][0-9]+)\]`)

// passage takes the marks of mentions out of a passage.
func (p *parser) passage(r *Record, marked string) {
	var text strings.Builder
	from := 0
	for _, m := range mention.FindAllStringSubmatchIndex(marked, -1) {
		text.WriteString(marked[from:m[0]])
		start := text.Len()
		text.WriteString(marked[m[2]:m[3]])
		id := marked[m[4]:m[5]]
		if r.Entity(id) == nil {
			r.Entities = append(r.Entities, Entity{ID: id})
		}
		e := r.Entity(id)
		e.Mentions = append(e.Mentions, Mention{start, text.Len()})
		from = m[1]
	}
	text.WriteString(marked[from:])
	r.Text = text.String()
	if i := strings.IndexAny(r.Text, "[]|"); i >= 0 {
		p.wrong(r.Line+1, "a mark of a mention is broken at %q: want [text|ID], none in another", r.Text[i:min(len(r.Text), i+30)])
	}
}

// claim reads the line of a claim, without what marks a trap.
func (p *parser) claim(line string, at int) (Claim, bool) {
	c := Claim{Line: at, Modality: extract.Actual}
	line, c.Role, _ = strings.Cut(line, " role=")
	words := strings.Fields(line)
	if len(words) < 3 {
		p.wrong(at, "want ID RELATION ID, with marks behind, got %q", line)
		return c, false
	}
	c.Subject, c.Relation, c.Object = words[0], words[1], words[2]
	for _, mark := range words[3:] {
		by, said := strings.CutPrefix(mark, "by=")
		switch {
		case said:
			c.By = by
		case mark == "neg":
			c.Negated = true
		case mark == "former":
			c.Former = true
		case mark == "reported":
			c.Reported = true
		case mark == "planned" && c.Modality == extract.Actual:
			c.Modality = extract.Planned
		case mark == "possible" && c.Modality == extract.Actual:
			c.Modality = extract.Possible
		default:
			p.wrong(at, "mark %q: want neg, planned or possible, former, reported, by=ID, and role=… as the last", mark)
			return c, false
		}
	}
	return c, true
}
