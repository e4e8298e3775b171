package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// hue returns the escape sequence that colours a kind; the colours are those of
// the style for Neo4j Browser, as near as sixteen colours come.
func hue(k extract.Kind) string {
	switch k {
	case extract.Person:
		return "\x1b[1;33m"
	case extract.Organization:
		return "\x1b[1;34m"
	case extract.Place:
		return "\x1b[1;32m"
	case extract.Event:
		return "\x1b[1;35m"
	case extract.Agreement, extract.Law:
		return "\x1b[1;31m"
	case extract.Date, extract.Money, extract.Number:
		return "\x1b[2m"
	}
	return "\x1b[1;36m"
}

const plainHue = "\x1b[0m"

// writeText writes an article for a reader: the text with its names coloured
// where there are colours, then what was found, then the claims, each with the
// sentence that states it.
func writeText(con *console, w io.Writer, a *extract.Article) error {
	b := &strings.Builder{}
	title := a.Title
	if title == "" {
		title = a.Source
	}
	fmt.Fprintf(b, "%s\n", strings.TrimSpace(printable(title)))
	if where := about(a); where != "" {
		fmt.Fprintf(b, "%s\n", printable(where))
	}
	if con.color {
		fmt.Fprintf(b, "\n%s\n", strings.TrimSpace(colored(a)))
	}
	entities(b, con, a)
	claims(b, con, a)
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// about says where and when an article was published.
func about(a *extract.Article) string {
	var parts []string
	for _, s := range []string{a.Publisher, a.URL} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, extract.CalendarDate{First: a.Published.Format(time.DateOnly), Precision: a.PublishedPrecision}.String())
	}
	return strings.Join(parts, " · ")
}

// colored returns the text with every name in its kind's colour. Where mentions
// nest the outer one counts.
func colored(a *extract.Article) string {
	var b strings.Builder
	at := 0
	for _, m := range a.Mentions {
		start, end := a.Bytes(m.Span)
		if start < at || m.Form != extract.Proper || start == end {
			continue
		}
		b.WriteString(control(a.Text[at:start]))
		b.WriteString(hue(m.Kind) + control(a.Text[start:end]) + plainHue)
		at = end
	}
	b.WriteString(control(a.Text[at:]))
	return b.String()
}

// control takes out what would move the cursor, but leaves the line breaks.
func control(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

// entities lists what the mentions refer to, by kind.
func entities(b *strings.Builder, con *console, a *extract.Article) {
	for _, kind := range extract.Kinds() {
		var found []string
		for _, e := range a.Entities {
			if e.Kind != kind || e.Nameless() {
				continue
			}
			name := con.paint(kind, printable(e.Name))
			if len(e.Mentions) > 1 {
				name += fmt.Sprintf(" ×%d", len(e.Mentions))
			}
			found = append(found, name)
		}
		if len(found) > 0 {
			fmt.Fprintf(b, "\n%-13s %s", string(kind), strings.Join(found, ", "))
		}
	}
	b.WriteByte('\n')
}

// claims lists the claims with their evidence.
func claims(b *strings.Builder, con *console, a *extract.Article) {
	if len(a.Claims) == 0 {
		b.WriteString("\nno claims\n")
	}
	for _, c := range a.Claims {
		object := printable(c.Value)
		if c.Object >= 0 {
			object = con.name(a, c.Object)
		}
		fmt.Fprintf(b, "\n%s %s %s", con.name(a, c.Subject), c.Relation, object)
		if notes := marks(con, a, c); len(notes) > 0 {
			fmt.Fprintf(b, "  [%s]", strings.Join(notes, ", "))
		}
		if c.Sentence >= 0 && c.Sentence < len(a.Sentences) {
			sentence := printable(strings.TrimSpace(a.Words(a.Sentences[c.Sentence].Span)))
			fmt.Fprintf(b, "\n    “%s”", sentence)
		}
		b.WriteByte('\n')
	}
}

// marks returns what keeps a claim from being a plain fact, and its details.
func marks(con *console, a *extract.Article, c extract.Claim) []string {
	var notes []string
	if c.Entailed {
		notes = append(notes, "entailed, not stated")
	}
	if c.Negated {
		notes = append(notes, "denied")
	}
	if c.Modality != extract.Actual && c.Modality != "" {
		notes = append(notes, string(c.Modality))
	}
	if c.Former {
		notes = append(notes, "former")
	}
	if c.Speaker >= 0 {
		notes = append(notes, "says "+con.name(a, c.Speaker))
	}
	if c.Reported {
		notes = append(notes, "says somebody unnamed")
	}
	if c.Role != "" {
		notes = append(notes, printable(c.Role))
	}
	if c.Topic != "" {
		notes = append(notes, "about "+printable(c.Topic))
	}
	for _, d := range []struct{ word, day string }{{"", c.When.From.String()}, {"until ", c.When.To.String()}} {
		if d.day != "" {
			notes = append(notes, d.word+d.day)
		}
	}
	return slices.Clip(notes)
}

// name returns the name of an entity, coloured where there are colours.
func (con *console) name(a *extract.Article, entity int) string {
	if entity < 0 || entity >= len(a.Entities) {
		return "?"
	}
	return con.paint(a.Entities[entity].Kind, printable(a.Entities[entity].Name))
}

// paint colours a text where there are colours.
func (con *console) paint(k extract.Kind, s string) string {
	if !con.color {
		return s
	}
	return hue(k) + s + plainHue
}
