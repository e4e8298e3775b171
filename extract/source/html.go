package source

import (
	"bytes"
	"iter"
	"regexp"

	"github.com/newsgraph/newsgraph/extract"
)

// maxPage is the largest page that is parsed.
const maxPage = 5 << 20

// htmlFormat reads one web page a file.
func htmlFormat() Format {
	return Format{
		Name: "html", Doc: "a saved web page: JSON-LD NewsArticle, else <article>, else the block with the most text",
		Suffixes: []string{".html", ".htm", ".xhtml"},
		Sure:     looksLikePage,
		Match: func(name string, head []byte) bool {
			return hasSuffix(name, []string{".html", ".htm", ".xhtml"}) || looksLikeHTML(head)
		},
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { yield(in.page()) }
		},
	}
}

func looksLikeHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// page reads the input as one page.
func (in *Input) page() (*extract.Article, error) {
	raw, rej := in.all()
	if rej != nil {
		return nil, rej
	}
	return in.htmlRecord(record{raw: raw}, "")
}

// htmlRecord makes an article of the page in out.raw. Fields that are known
// already win over those of the page; charset is empty if only the page tells it.
func (in *Input) htmlRecord(out record, charset string) (*extract.Article, error) {
	fail := func(code, format string, args ...any) (*extract.Article, error) {
		r := in.reject(out.offset, out.number, code, format, args...)
		r.Raw = keep(out.raw)
		return nil, r
	}
	if charset == "" {
		charset = declaredCharset(out.raw)
	}
	markup, note, ok := decode(out.raw, charset)
	if !ok {
		in.note(out.number, "the page names an unknown charset, %q", charset)
		markup, note, _ = decode(out.raw, "")
	}
	switch {
	case len(markup) > maxPage:
		return fail("too-long", "a page of %d bytes, more than %d: not an article", len(markup), maxPage)
	case note != "":
		in.note(out.number, "%s", note)
	}
	if plain, n := undouble(markup); n > 0 { // before its white space is folded: "Ã" and a blank that does not break are "à"
		markup = plain
		in.note(out.number, "%s encoded twice: undone", count(n, "character", "characters"))
	}
	page, err := readPage(markup)
	if err != nil {
		return fail("html", "%v: not a page that a browser would show", err)
	}
	if page.body == "" {
		return fail("no-text", "no article in this page: no JSON-LD NewsArticle with a text, no <article>, no block of paragraphs")
	}
	for _, note := range page.notes {
		in.note(out.number, "%s", note)
	}
	for name, v := range out.fields {
		page.fields[name] = v
	}
	out.fields = page.fields
	out.take(page)
	return in.article(out)
}

// take fills in what a page tells beside its fields.
func (rec *record) take(p page) {
	rec.text, rec.dates, rec.authors, rec.dropped = p.body, append(rec.dates, p.dates...), p.authors, p.dropped
}

// declaredCharset returns what the head of a page says of its charset.
func declaredCharset(raw []byte) string {
	head := regexp.MustCompile(`(?s)<!--.*?-->`).ReplaceAll(raw[:min(len(raw), headSize)], nil)
	m := regexp.MustCompile(`(?i)<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w.:-]+)`).FindSubmatch(head)
	if m == nil {
		return ""
	}
	return string(bytes.ToLower(m[1]))
}
