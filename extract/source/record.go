package source

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/extract"
)

// FieldNames lists our names of a record's fields: the keys of Options.Fields.
func FieldNames() (names []string) {
	for _, f := range fieldList {
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
	ninjs(m)
	jsonFeed(m)
	list, wrapped := tableRows(m), true
	if list == nil {
		list, wrapped = in.reader.unwrap(m)
	}
	switch {
	case !wrapped:
		return in.fromFields(m, raw, offset, number, yield)
	case len(list) == 0:
		return fail("empty", "the answer holds no articles")
	}
	for i, one := range list {
		raw, err := json.Marshal(one)
		if err != nil { // it has just been decoded
			panic(fmt.Sprintf("internal error: encode a record: %v", err))
		}
		if number > 1 { // of several answers in a file
			i = number - 1
		}
		if !in.jsonRecord(raw, offset, i+1, yield) {
			return false
		}
	}
	return true
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
	clippings(f)
	rec := record{fields: f, text: text(f["text"]), raw: raw, offset: offset, number: number}
	if markup := text(f["html"]); rec.text == "" && markup != "" || markedUp(rec.text) {
		if err := rec.render(cmp.Or(rec.text, markup)); err != nil {
			r := in.reject(offset, number, "html", "%v", err)
			r.Raw = keep(raw)
			return yield(nil, r)
		}
	}
	if status, _ := lookup(m, "pubstatus"); strings.EqualFold(text(status), "canceled") {
		r := in.reject(offset, number, "canceled", "the agency has withdrawn this article")
		return yield(nil, r)
	}
	if rec.text == "" {
		r := in.reject(offset, number, "no-text", "no text in the record: %s", in.whyNoText(m))
		r.ID, r.Raw = text(f["id"]), keep(raw)
		return yield(nil, r)
	}
	a, err := in.article(rec)
	if err == nil {
		in.unread(m, a.Text, a.Published.IsZero())
	}
	return yield(a, err)
}

// whyNoText says what a record without a text has in its place.
func (in *Input) whyNoText(m map[string]any) string {
	if len(m) == 0 {
		return "it has no fields"
	}
	advice := "name the right one with --map text=FIELD"
	if path := in.reader.textLike(m); path != "" {
		flag := "--map text=" + path
		if strings.ContainsAny(path, " \t'\"$&|;<>()*?\\`") { // so that a shell takes it for one word
			flag = "--map 'text=" + strings.ReplaceAll(path, "'", `'\''`) + "'"
		}
		advice = fmt.Sprintf("%s looks like one: take it with %s", path, flag)
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if field := in.reader.names.field(name); field == "text" || field == "html" {
			if absent(m[name]) {
				return fmt.Sprintf("its text is empty (the field %s); if another one has it, %s", name, advice)
			}
			return fmt.Sprintf("there is no text in its field %s; if another one has it, %s", name, advice)
		}
	}
	return fmt.Sprintf("it has the fields %s, none of them a text; %s", keys(m), advice)
}

// keys lists the names of a record's fields.
func keys(m map[string]any) string {
	names := slices.Sorted(maps.Keys(m))
	if len(names) > 12 {
		names = append(names[:12], "…")
	}
	return strings.Join(names, ", ")
}

// render reads the text of a record that is HTML: a whole page, which may tell what
// the record does not, or only the text of one.
func (rec *record) render(markup string) error {
	if !looksLikeHTML([]byte(markup)) {
		root, err := html.Parse(strings.NewReader(paragraphed(markup)))
		if err != nil {
			return fmt.Errorf("parse text: %w", err)
		}
		w := piece(root, text(rec.fields["title"]))
		rec.text, rec.dropped = w.text(), w.dropped
		return nil
	}
	page, err := readPage(markup)
	if err != nil {
		return err
	}
	rec.take(page)
	for name, v := range page.fields {
		if rec.fields[name] == nil {
			rec.fields[name] = v
		}
	}
	return nil
}

// markedUp reports whether a text is a piece of HTML.
func markedUp(s string) bool {
	return strings.Contains(s, "<") && markupTag.MatchString(s)
}

// markupTag finds what no text has: the end of an element of HTML, a line break.
var markupTag = regexp.MustCompile(`(?i)</(?:p|div|article|section|span|a|b|i|u|em|strong|font|h[1-6]|ul|ol|li|blockquote|script|style)>|<br ?/?>`)

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

// own reads an article as newsgraph itself writes it, with its layers. These are read from
// the text again: what somebody has corrected in them would be lost without a word.
func (in *Input) own(raw []byte, offset int64, number int, yield yields) bool {
	var record struct {
		extract.Article
		Seal string `json:"seal"`
	}
	err := json.Unmarshal(raw, &record)
	a := record.Article
	if err == nil {
		err = checkLayers(&a)
	}
	code, fault := "layers", "%v: remove everything but the text to have it read anew"
	if err == nil && record.Seal != "" && record.Seal != a.Seal() {
		code, err = "edited", errors.New("names or claims were changed after newsgraph extract wrote them, and the text is read anew")
		fault = "%v: say who is who with newsgraph identity same or different, and remove everything but the text from the record"
	}
	if err != nil {
		r := in.reject(offset, number, code, fault, err)
		r.ID, r.Raw = a.ID, keep(raw)
		return yield(nil, r)
	}
	if record.Seal == "" && len(a.Entities)+len(a.Claims) > 0 {
		in.note(number, "names and claims of the record are not used: the text is read anew; newsgraph identity says who is who")
	}
	if a.Source == "" {
		a.Source = in.place(number)
	}
	a.Path = in.filePath()
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
