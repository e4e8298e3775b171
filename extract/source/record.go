package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsgraph/extract"
)

// field is one field of the canonical record and the names under which sources
// have it. A name with a dot leads into an object.
type field struct {
	name    string
	aliases string
}

// fields returns the record's fields. The first alias that is not empty wins.
func fields() []field {
	return []field{
		{"id", "id _id uri guid uuid"},
		{"title", "title headline headline.main title_page title_rss hl1"},
		{"text", "maintext plain_text text body article articlebody content body_text story content_text"},
		{"html", "html content_html body_html body_xhtml rawhtml"},
		{"url", "url link web_url requested_url canonical_link canonical_url document_url"},
		{"published", "date_publish published_date publish_date publishedat pub_date datepublished datetimepub versioncreated published date timestamp"},
		{"precision", "published_precision"}, // in what extract has written
		{"authors", "authors author byline.original byline"},
		{"source", "source_domain domain sitename publisher publication source.name source.title source"},
		{"language", "language lang inlanguage"},
	}
}

// FieldNames lists our names of a record's fields: the keys of Options.Fields.
func FieldNames() (names []string) {
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return names
}

// mapped counts a record that has the field that Options.Fields names for ours.
func (r *Report) mapped(field string) {
	if r.Mapped == nil {
		r.Mapped = map[string]int{}
	}
	r.Mapped[field]++
}

// folded is a JSON object whose keys are in lower case. Of keys that differ in
// case only the one that sorts last (lower case itself, if it is there) counts.
type folded map[string]any

func fold(m map[string]any) folded {
	out := make(folded, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out[strings.ToLower(k)] = m[k]
	}
	return out
}

// get follows a dotted name.
func (f folded) get(name string) any {
	if v, ok := f[strings.ToLower(name)]; ok {
		return v
	}
	head, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		return nil
	}
	if inner, ok := f[strings.ToLower(head)].(map[string]any); ok {
		return fold(inner).get(rest)
	}
	return nil
}

// canonical picks our fields out of a record.
func (r *reader) canonical(m map[string]any) map[string]any {
	f := fold(m)
	out := map[string]any{}
	for _, field := range fields() {
		names := strings.Fields(field.aliases)
		own := r.opts.Fields[field.name]
		if own != "" {
			names = append([]string{own}, names...)
		}
		for _, name := range names {
			if v := f.get(name); !absent(v) {
				out[field.name] = v
				if name == own {
					r.report.mapped(field.name)
				}
				break
			}
		}
	}
	return out
}

// absent reports whether a value is one of the ways to say that there is none.
func absent(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "", "none", "null", "nan", "0000-00-00", "0000-00-00 00:00:00":
			return true
		}
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// text returns a scalar as text, a list of texts as paragraphs, else "".
func text(v any) string {
	switch v := v.(type) {
	case string:
		if absent(v) {
			return ""
		}
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	}
	return ""
}

// maxDepth is how deep a record may nest.
const maxDepth = 200

// jsonRecord reads one record that is complete JSON.
func (in *Input) jsonRecord(raw []byte, offset int64, number int, yield yields) bool {
	fail := func(code, format string, args ...any) bool {
		r := in.reject(offset, number, code, format, args...)
		r.Raw = keep(raw)
		return yield(nil, r)
	}
	if nesting(raw) > maxDepth {
		return fail("too-deep", "nested deeper than %d levels: not an article", maxDepth)
	}
	raw = in.utf8(raw, number)
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return fail("syntax", "not valid JSON at byte %d: %v: correct or remove the record", brokenAt(raw, err), err)
	}
	if rest := bytes.TrimSpace(raw[d.InputOffset():]); len(rest) > 0 {
		return fail("syntax", "more text behind the JSON value at byte %d: one record a line", d.InputOffset())
	}
	m, ok := v.(map[string]any)
	switch {
	case !ok:
		return fail("syntax", "the record is no JSON object: give {\"title\": …, \"text\": …}")
	case isReject(m):
		return in.again(raw, offset, number, yield)
	case layered(m):
		return in.own(raw, offset, number, yield)
	}
	return in.fromFields(m, raw, offset, number, yield)
}

// layered reports whether a record is an article that newsgraph has read.
func layered(m map[string]any) bool {
	tokens, ok := m["tokens"].([]any)
	return ok && len(tokens) > 0 && strings.TrimSpace(text(m["text"])) != ""
}

// brokenAt returns the byte of a record at which it stops being JSON.
func brokenAt(raw []byte, err error) int64 {
	var broken *json.SyntaxError
	if errors.As(err, &broken) {
		return broken.Offset
	}
	return int64(len(raw))
}

// fromFields makes an article of a decoded record.
func (in *Input) fromFields(m map[string]any, raw []byte, offset int64, number int, yield yields) bool {
	f := in.reader.canonical(m)
	rec := record{fields: f, text: text(f["text"]), raw: raw, offset: offset, number: number}
	if html := text(f["html"]); rec.text == "" && html != "" {
		page, err := readPage(html)
		if err != nil {
			r := in.reject(offset, number, "html", "%v", err)
			r.Raw = keep(raw)
			return yield(nil, r)
		}
		rec.text = page.body
	}
	if strings.EqualFold(text(m["pubstatus"]), "canceled") {
		r := in.reject(offset, number, "canceled", "the agency has withdrawn this article")
		return yield(nil, r)
	}
	if rec.text == "" {
		message := "no text in the record: it has no fields"
		if len(m) > 0 {
			message = fmt.Sprintf("no text in the record: it has the fields %s, none of them a text; name the right one with --map text=FIELD", keys(m))
		}
		r := in.reject(offset, number, "no-text", "%s", message)
		r.ID, r.Raw = text(f["id"]), keep(raw)
		return yield(nil, r)
	}
	if cut(rec.text) {
		in.note(number, "the text ends in […chars]: the source gives only its beginning")
	}
	return yield(in.article(rec))
}

// keys lists the names of a record's fields.
func keys(m map[string]any) string {
	names := slices.Sorted(maps.Keys(m))
	if len(names) > 12 {
		names = append(names[:12], "…")
	}
	return strings.Join(names, ", ")
}

// cut recognises the text of a service that gives only some 200 characters.
func cut(s string) bool {
	return strings.HasSuffix(s, " chars]") && strings.Contains(s[max(0, len(s)-24):], "[+")
}

// nesting returns how deep brackets nest outside of strings.
func nesting(raw []byte) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// own reads an article as newsgraph itself writes it, with its layers.
func (in *Input) own(raw []byte, offset int64, number int, yield yields) bool {
	var a extract.Article
	err := json.Unmarshal(raw, &a)
	if err == nil {
		err = checkLayers(&a)
	}
	if err != nil {
		r := in.reject(offset, number, "layers", "%v: remove everything but the text to have it read anew", err)
		r.ID, r.Raw = a.ID, keep(raw)
		return yield(nil, r)
	}
	if a.Source == "" {
		a.Source = in.place(number)
	}
	return yield(&a, nil)
}

// checkLayers makes sure that every index of an article's layers leads somewhere.
func checkLayers(a *extract.Article) error {
	at := 0
	for i, t := range a.Tokens {
		if t.Start < at || t.End < t.Start || t.End > len(a.Text) || t.Head < 0 || t.Head >= len(a.Tokens) {
			return fmt.Errorf("token %d lies outside of the text", i)
		}
		at = t.End
	}
	span := func(s extract.Span) bool { return s.Start >= 0 && s.Start <= s.End && s.End <= len(a.Tokens) }
	entity := func(i int) bool { return i >= -1 && i < len(a.Entities) }
	mention := func(i int) bool { return i >= -1 && i < len(a.Mentions) }
	for i, s := range a.Sentences {
		if !span(s.Span) {
			return fmt.Errorf("sentence %d lies outside of the tokens", i)
		}
	}
	for i, m := range a.Mentions {
		if !span(m.Span) || m.Len() == 0 || !m.Contains(m.Head) || !entity(m.Entity) {
			return fmt.Errorf("mention %d leads nowhere", i)
		}
	}
	for i, e := range a.Entities {
		if slices.ContainsFunc(e.Mentions, func(m int) bool { return m < 0 || !mention(m) }) ||
			slices.ContainsFunc(e.Parties, func(p int) bool { return p < 0 || !entity(p) }) {
			return fmt.Errorf("entity %d leads nowhere", i)
		}
	}
	for i, s := range a.Statements {
		if !entity(s.Speaker) || !mention(s.SpeakerMention) || !span(s.Content) || s.Verb < -1 || s.Verb >= len(a.Tokens) {
			return fmt.Errorf("statement %d leads nowhere", i)
		}
	}
	for i, t := range a.Times {
		if !span(t.Phrase) {
			return fmt.Errorf("time %d lies outside of the tokens", i)
		}
	}
	for i, c := range a.Claims {
		if c.Subject < 0 || !entity(c.Subject) || !entity(c.Object) || !entity(c.Speaker) || !mention(c.SubjectMention) || !mention(c.ObjectMention) ||
			c.Sentence < 0 || c.Sentence >= len(a.Sentences) || !span(c.Trigger) || !span(c.Evidence) || !span(c.When.Phrase) {
			return fmt.Errorf("claim %d leads nowhere", i)
		}
	}
	return nil
}
