package source

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// record is what one format found before it becomes an article: the metadata by
// the names of our fields, and the text.
type record struct {
	fields  map[string]any // id, title, published, url, source, authors, language
	text    string
	plain   bool   // the text may begin with its headline
	raw     []byte // for the rejects file
	offset  int64
	number  int
	dates   []string  // further publication dates, the surest first, used if the record has none
	authors []string  // of the byline, used if the record has none
	dropped []Dropped // what was left out of the text
}

// article checks a record and makes an article of it.
func (in *Input) article(rec record) (*extract.Article, error) {
	fail := func(code, format string, args ...any) (*extract.Article, error) {
		r := in.reject(rec.offset, rec.number, code, format, args...)
		r.ID = text(rec.fields["id"])
		r.Raw = keep(rec.raw)
		return nil, r
	}
	opts := &in.reader.opts
	a := &extract.Article{
		ID: text(rec.fields["id"]), URL: in.address(rec), Publisher: in.clean(rec.number, publisher(rec.fields["source"])),
		Title: oneLine(in.clean(rec.number, text(rec.fields["title"]))), Language: language(text(rec.fields["language"])),
		Authors: authors(rec.fields["authors"]), Source: in.place(rec.number), Path: in.filePath(),
	}
	for i, name := range a.Authors {
		a.Authors[i] = in.clean(rec.number, name)
	}
	if a.Language != "" && a.Language != "en" && !opts.AnyLanguage {
		return fail("not-english", "the record says that its language is %q, and only English is read: %s", a.Language, otherLanguage)
	}
	in.drop(rec.number, rec.dropped)
	body, title, by := in.body(rec.number, in.clean(rec.number, rec.text))
	rec.dates = append(rec.dates, by.dates...)
	if len(a.Authors) == 0 {
		a.Authors = append(rec.authors, by.authors...)
	}
	a.Text = in.authorNote(rec.number, body, a.Authors)
	if a.Publisher == "" {
		// The file's name, too, keeps apart the rows 1, 2, 3 of different dumps.
		a.Publisher = cmp.Or(host(a.URL), in.fileName())
	}
	if a.Title == "" && rec.plain {
		a.Title = cmp.Or(title, headline(a.Text))
	}
	in.date(a, rec)
	in.reader.report.Replaced += strings.Count(a.Text, "\ufffd") + strings.Count(a.Title, "\ufffd")
	words := len(strings.Fields(a.Text))
	switch {
	case words == 0:
		return fail("no-text", "there is no text in it")
	case len(a.Text) > opts.MaxText:
		return fail("too-long", "the text has %d bytes, more than %d: not one article", len(a.Text), opts.MaxText)
	case !opts.AnyLanguage && opts.Speaks != nil && !opts.Speaks(a.Text):
		return fail("not-english", "the text does not read like English: %s", otherLanguage)
	case words < opts.MinWords:
		return fail("too-short", "the text has %d words, fewer than %d: a teaser, not an article (--min-words N takes shorter ones)", words, opts.MinWords)
	}
	if teaser.MatchString(a.Text[max(0, len(a.Text)-teaserEnd):]) {
		in.note(rec.number, "the text breaks off: the source gives only its beginning")
	}
	if a.Published.IsZero() {
		in.reader.report.Undated++
	}
	return a, nil
}

// teaser finds how a text ends that breaks off, or leads to its page.
var teaser = regexp.MustCompile(`(?i)(?:…|\.\.\.|\[(?:…|\.{3}|&hellip;|\+\d+ chars)\]|\b(?:continue reading|read more)\b[^.\n]{0,80})[\s→»>]*$`)

const teaserEnd = 120 // bytes of a text that teaser looks at

// otherLanguage says what becomes of a text that is taken although it is not English.
const otherLanguage = "--any-language takes it, but its names will be wrong and its claims missing, for all rules are those of English"

// fileName returns the name that stands for the publisher, "" for a stream.
func (in *Input) fileName() string {
	if name := FileName(in.base()); name != "" || !in.plainFile {
		return name
	}
	return filepath.Base(in.Name)
}

// filePath returns the path by which the file of an article is known, empty for a
// stream.
func (in *Input) filePath() string {
	if in.path == "" || in.Member == "" {
		return in.path
	}
	return in.path + "!" + in.Member
}

// place names where an article came from, for messages.
func (in *Input) place(number int) string {
	name := in.Name
	if in.Member != "" {
		name += "!" + in.Member
	}
	if number == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, number)
}

// keep returns raw if it is small enough for the rejects file.
func keep(raw []byte) []byte {
	if len(raw) > 64<<10 {
		return nil
	}
	return raw
}

// date sets the publication date: the first that can be read of the record's and the
// page's, else the one that the address has, else the dateline's.
func (in *Input) date(a *extract.Article, rec record) {
	type failure struct {
		value string
		err   error
	}
	var failed []failure
	for _, s := range append([]string{dateText(rec.fields["published"])}, rec.dates...) {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		at, precision, err := parseDate(s)
		unplaced := errors.Is(err, errZone)
		if unplaced {
			in.note(rec.number, "publication date %q: %v", s, err)
		}
		if err == nil || unplaced {
			err = plausible(at, in.reader.opts.Now)
		}
		if err == nil {
			a.Published, a.PublishedPrecision = at, precision
			switch stated := extract.Precision(text(rec.fields["precision"])); stated {
			case extract.Day, extract.Month, extract.Year:
				a.PublishedPrecision = stated
			}
			return
		}
		failed = append(failed, failure{s, err})
	}
	if len(failed) > 0 {
		in.note(rec.number, "publication date %q not used: %v", failed[0].value, failed[0].err)
		in.reader.report.badDate(in.place(rec.number), failed[0].value, failed[0].err)
	}
	if at, ok := addressDate(a.URL); ok && plausible(at, in.reader.opts.Now) == nil {
		a.Published, a.PublishedPrecision = at, extract.Day
	} else if at, ok := datelineDate(a.Text); ok && plausible(at, in.reader.opts.Now) == nil {
		a.Published, a.PublishedPrecision = at, extract.Day
	}
}

// address returns the article's address, empty with a note if what stands in its
// place is none.
func (in *Input) address(rec record) string {
	stated, usable := addressIn(rec.fields["url"])
	if usable {
		return stated.(string)
	}
	if s := text(stated); s != "" {
		in.note(rec.number, "address %q not used: only http and https lead to an article", s)
	}
	return ""
}

func plausible(at, now time.Time) error {
	switch {
	case at.Year() < 1800:
		return fmt.Errorf("before 1800")
	case !now.IsZero() && at.After(now.Add(24*time.Hour)):
		return fmt.Errorf("in the future")
	}
	return nil
}

// language brings the usual ways to say English to "en".
func language(s string) string {
	s = strings.ToLower(s)
	primary, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	switch primary {
	case "eng", "english":
		return "en"
	case "und", "unknown":
		return ""
	}
	return primary
}

// authorSigns are what stands between the names of authors.
var authorSigns = strings.NewReplacer(" and ", ",", ";", ",", "|", ",")

// authors reads a list, "A, B and C", or objects with a name.
func authors(v any) []string {
	var out []string
	add := func(s string) {
		s = oneLine(s)
		if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
			s = s[3:]
		}
		for _, part := range strings.Split(authorSigns.Replace(s), ",") {
			part = strings.TrimSpace(part)
			if name := inPlace.ReplaceAllString(part, ""); person(name) { // Jane Quill in Porto
				part = name
			}
			if strings.Trim(part, "0123456789") != "" { // a number of a database
				out = append(out, part)
			}
		}
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, authors(e)...)
		}
	case map[string]any:
		if list, ok := v["name"].([]any); ok {
			return authors(list)
		}
		add(named(v))
	default:
		add(noAddress(text(v)))
	}
	return out
}

// publisher reads a name, or an object with a name.
func publisher(v any) string { return oneLine(named(v)) }

func named(v any) string {
	m, ok := v.(map[string]any)
	if !ok {
		return text(v)
	}
	for _, keys := range [][]string{{"name"}, {"title"}, {"original"}, {"givenName", "additionalName", "familyName"}, {"first_name", "last_name"}, {"firstname", "lastname"},
		{"legalName"}, {"alternateName"}} {
		var parts []string
		for _, key := range keys {
			if s := text(m[key]); s != "" {
				parts = append(parts, s)
			}
		}
		if len(parts) > 0 {
			return strings.Join(parts, " ")
		}
	}
	return text(v)
}

// oneLine folds white space to single blanks, for titles and names.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// host returns the host of an address without www.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || !utf8.ValidString(u.Host) {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
