package source

import (
	"bytes"
	"iter"
	"regexp"

	"newsgraph/extract"
)

// maxPage is the largest page that is parsed.
const maxPage = 5 << 20

// htmlFormat reads one web page a file.
func htmlFormat() Format {
	return Format{
		Name: "html", Doc: "a saved web page: JSON-LD NewsArticle, else <article>, else the block with the most text",
		Suffixes: []string{".html", ".htm", ".xhtml"},
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
	fail := func(code, format string, args ...any) (*extract.Article, error) {
		r := in.reject(0, 0, code, format, args...)
		r.Raw = keep(raw)
		return nil, r
	}
	if len(raw) > maxPage {
		return fail("too-long", "a page of %d bytes, more than %d: not an article", len(raw), maxPage)
	}
	charset := declaredCharset(raw)
	text, note, ok := decode(raw, charset)
	if !ok {
		return fail("charset", "the page is in %s: convert it to UTF-8 first (iconv -f %s -t UTF-8)", charset, charset)
	}
	if note != "" {
		in.note(0, "%s", note)
	}
	page, err := readPage(text)
	if err != nil {
		return fail("html", "%v: not a page that a browser would show", err)
	}
	if page.body == "" {
		return fail("no-text", "no article in this page: no JSON-LD NewsArticle with a text, no <article>, no block of paragraphs")
	}
	if page.found != "" {
		in.note(0, "%s", page.found)
	}
	return in.article(record{fields: page.fields, text: page.body, raw: raw, pageAt: page.at})
}

// declaredCharset returns what the first 1,024 bytes of a page say of its charset.
func declaredCharset(raw []byte) string {
	head := raw[:min(len(raw), 1024)]
	m := regexp.MustCompile(`(?i)<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w.:-]+)`).FindSubmatch(head)
	if m == nil {
		return ""
	}
	return string(bytes.ToLower(m[1]))
}
