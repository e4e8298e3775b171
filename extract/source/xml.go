package source

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/newsgraph/newsgraph/extract"
)

// xmlFormat reads feeds and the agencies' formats: one article an item.
func xmlFormat() Format {
	return Format{
		Name: "xml", Doc: "a feed (RSS, Atom) or the XML of a news agency (NITF, NewsML): one article an item",
		Suffixes: []string{".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ".nar"},
		Sure:     func(head []byte) bool { return dialectOf(head) != nil },
		Match: func(name string, head []byte) bool {
			return hasSuffix(name, []string{".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ".nar"}) || looksLikeXML(head)
		},
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.xml(yield) }
		},
	}
}

// dialect is one use of XML that is read.
type dialect struct {
	roots string // names of the outermost element
	items string // names of the elements that hold an article each, also outermost
	// record makes a record of an item, or says why there is no article in it.
	record func(item *html.Node, about beside) (rec record, none string)
}

// dialects returns the uses of XML that are read. Their names are those of qualified.
func dialects() []dialect {
	return []dialect{
		{"rss rdf:rdf feed atom:feed channel", "item entry atom:entry", feedItem},
		{"nitf", "nitf", nitfRecord},
		{"newsmessage newsitem", "newsitem", newsItem},
		{"newsml", "newsitem", newsMLItem},
	}
}

// namespaces gives the namespaces of feeds short names. One that ends in * stands
// for all that begin so; what is not listed has the prefix that the file gives it.
func namespaces() [][2]string {
	return [][2]string{
		{"http://www.w3.org/2005/Atom", "atom:"}, {"http://purl.org/atom/*", "atom:"},
		{"http://purl.org/rss/1.0/modules/content/", "content:"},
		{"http://purl.org/dc/elements/*", "dc:"}, {"http://purl.org/dc/terms/", "dcterms:"},
		{"http://search.yahoo.com/mrss*", "media:"}, {"http://www.itunes.com/*", "itunes:"},
		{"http://rssnamespace.org/feedburner/*", "feedburner:"}, {"http://wordpress.org/export/*", "wp:"},
		{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"}, {"http://www.w3.org/XML/1998/namespace", "xml:"},
		{"http://purl.org/rss/1.0/", ""}, {"http://my.netscape.com/*", ""}, {"http://backend.userland.com/*", ""},
		{"http://blogs.law.harvard.edu/*", ""}, {"http://cyber.law.harvard.edu/*", ""},
		{"http://www.w3.org/1999/xhtml", ""}, {"http://iptc.org/*", ""}, {"http://www.iptc.org/*", ""}, {"http://www.xml-news.org/*", ""},
	}
}

// qualified returns a name in lower case with the short name of its namespace.
func qualified(name xml.Name) string {
	local := strings.ToLower(name.Local)
	space := strings.Replace(name.Space, "https://", "http://", 1)
	for _, n := range namespaces() {
		if begin, open := strings.CutSuffix(n[0], "*"); space == n[0] || open && strings.HasPrefix(space, begin) {
			return n[1] + local
		}
	}
	switch {
	case space == "":
		return local
	case strings.Contains(space, ":"): // no prefix that was left undeclared
		return "other:" + local
	}
	return strings.ToLower(space) + ":" + local
}

// newDecoder returns a decoder that takes what people publish: undeclared
// prefixes, the entities of HTML, a bare &. It expands no entity of the file's own.
func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// rootOf returns the outermost element of what begins as XML or HTML, and the
// name in its document type.
func rootOf(head []byte) (root xml.Name, doctype string, ok bool) {
	head = bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<")) {
		return root, "", false
	}
	d := newDecoder(bytes.NewReader(head))
	for {
		t, err := d.Token()
		if err != nil {
			return root, doctype, false
		}
		switch t := t.(type) {
		case xml.Directive:
			if words := strings.Fields(string(t)); len(words) > 1 && strings.EqualFold(words[0], "doctype") {
				doctype = words[1]
			}
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				return root, doctype, false
			}
		case xml.StartElement:
			return t.Name, doctype, true
		}
	}
}

// dialectOf returns the dialect of what begins with head, nil if there is none.
func dialectOf(head []byte) *dialect {
	root, _, ok := rootOf(head)
	if !ok {
		return nil
	}
	name := qualified(root)
	if name == "rdf:rdf" && !bytes.Contains(head, []byte("purl.org/rss/1.0/\"")) && !bytes.Contains(head, []byte("purl.org/rss/1.0/'")) &&
		!bytes.Contains(head, []byte("my.netscape.com/")) {
		return nil
	}
	for _, d := range dialects() {
		if slices.Contains(strings.Fields(d.roots+" "+d.items), name) {
			return &d
		}
	}
	return nil
}

// pageElements are the elements with which a page, or a piece of one, may begin.
const pageElements = " html head body article section main div span p h1 h2 h3 h4 table ul ol title meta script style header nav center font b i a img link blockquote pre form hr br strong em base frameset noscript "

// looksLikePage reports whether head begins as HTML and not as another use of XML.
func looksLikePage(head []byte) bool {
	root, doctype, ok := rootOf(head)
	if !ok {
		return looksLikeHTML(head)
	}
	return (doctype == "" || strings.EqualFold(doctype, "html") || strings.EqualFold(doctype, root.Local) && strings.EqualFold(root.Local, "html")) &&
		strings.Contains(pageElements, " "+qualified(root)+" ")
}

// looksLikeXML reports whether head begins as XML of whatever kind: with its
// declaration or a document type, or with an element that ends.
func looksLikeXML(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	root, doctype, ok := rootOf(head)
	if bytes.HasPrefix(head, []byte("<?xml")) || doctype != "" {
		return true
	}
	return ok && (bytes.Contains(head, []byte("</"+root.Local)) || bytes.Contains(head, []byte("</")) && bytes.Contains(head, []byte(":"+root.Local+">")) || len(head) >= headSize/2)
}

// runes gives the bytes of an XML file in UTF-8. Bytes that are none are read as
// windows-1252, and characters that XML does not have become blanks. It keeps what
// was read since drop, up to a limit.
type runes struct {
	r     *bufio.Reader
	rest  []byte // of a character
	kept  []byte
	at    int64 // offset of kept
	limit int
	wrong int // bytes that were not UTF-8
}

func (s *runes) ReadByte() (byte, error) {
	if len(s.rest) == 0 {
		c, n, err := s.r.ReadRune()
		switch {
		case err != nil:
			return 0, err
		case c == utf8.RuneError && n == 1:
			_ = s.r.UnreadRune()
			b, _ := s.r.ReadByte()
			s.rest = []byte(decode1252([]byte{b}))
			s.wrong++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r', c == 0xfffe, c == 0xffff:
			s.rest = []byte{' '}
		default:
			s.rest = utf8.AppendRune(nil, c)
		}
	}
	if len(s.kept) >= s.limit {
		return 0, errLongRecord
	}
	b := s.rest[0]
	s.rest, s.kept = s.rest[1:], append(s.kept, b)
	return b, nil
}

func (s *runes) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	var err error
	if p[0], err = s.ReadByte(); err != nil {
		return 0, err
	}
	return 1, nil
}

// drop forgets what was read before an offset.
func (s *runes) drop(offset int64) {
	n := min(int(offset-s.at), len(s.kept))
	s.kept, s.at = append(s.kept[:0], s.kept[n:]...), s.at+int64(n)
}

// utf8Body returns the body of the input in UTF-8, by the charset that the file
// declares unless its beginning is in UTF-8.
func (in *Input) utf8Body() (io.Reader, error) {
	label := declaredCharset(in.Head)
	if label == "" || strings.HasPrefix(label, "utf") || hasMultibyte(in.Head) {
		return in.Body, nil
	}
	e, _ := charset.Lookup(label)
	if e == nil {
		return nil, fmt.Errorf("the file is in %s: convert it to UTF-8 first (iconv -f %s -t UTF-8)", label, label)
	}
	return e.NewDecoder().Reader(in.Body), nil
}

// xml reads one file of a dialect. Nothing but one item is held at a time.
func (in *Input) xml(yield yields) {
	head := sniffed(in.Head)
	language := dialectOf(head)
	if language == nil {
		yield(nil, in.reject(0, 0, otherFormat, "%s", xmlKind(head)))
		return
	}
	body, err := in.utf8Body()
	if err != nil {
		yield(nil, in.reject(0, 0, "charset", "%v", err))
		return
	}
	x := &xmlReader{source: &runes{r: bufio.NewReader(body), limit: in.reader.opts.MaxRecord}, about: beside{}, dialect: *language}
	x.d = newDecoder(x.source)
	defer func() {
		if x.source.wrong > 0 {
			in.note(0, "not valid UTF-8 in parts: those read as windows-1252 (bytes: %d)", x.source.wrong)
		}
	}()
	number := 1
	for ; ; number++ {
		item, offset, err := x.next()
		switch {
		case err == io.EOF && number == 1:
			yield(nil, in.reject(0, 0, "empty", "the feed holds no articles"))
			return
		case err == io.EOF:
			return
		case errors.Is(err, errDeep):
			if !yield(nil, in.reject(offset, number, "too-deep", "nested deeper than %d levels: not an article", maxDepth)) {
				return
			}
			continue
		case err != nil:
			yield(nil, in.xmlError(offset, number, err))
			return
		}
		rec, none := x.dialect.record(item, x.about)
		rec.raw, rec.offset, rec.number = slices.Clone(x.raw()), offset, number
		if number == 1 && x.single {
			rec.number = 0
		}
		if !in.xmlRecord(rec, none, yield) {
			return
		}
	}
}

// xmlRecord makes an article of an item's record.
func (in *Input) xmlRecord(rec record, none string, yield yields) bool {
	code, reason, _ := strings.Cut(none, ": ")
	switch {
	case none == "":
		return yield(in.article(rec))
	case code == "":
		in.reader.report.skip(Skipped{Source: in.place(0), Record: rec.number, Kind: "unpublished", Reason: reason})
		return true
	}
	r := in.reject(rec.offset, rec.number, code, "%s", reason)
	r.ID, r.Raw = text(rec.fields["id"]), keep(rec.raw)
	return yield(nil, r)
}

func (in *Input) xmlError(offset int64, number int, err error) *extract.Reject {
	var wrong *xml.SyntaxError
	switch {
	case errors.Is(err, errLongRecord):
		return in.reject(offset, number, "too-long", "an item of more than %d bytes: not one article; what is behind it is not read", in.reader.opts.MaxRecord)
	case errors.Is(err, errEntity):
		return in.reject(offset, number, "xml-entity", "%v", err)
	case errors.As(err, &wrong) && strings.Contains(wrong.Msg, "unexpected EOF"):
		return in.reject(offset, number, "truncated", "the file ends within this item: fetch it again")
	case errors.As(err, &wrong):
		return in.reject(offset, number, "syntax", "not well-formed XML in line %d: %s: correct it; what is behind it is not read", wrong.Line, wrong.Msg)
	}
	return in.readError(offset, number, err)
}

// xmlKind says what XML is that is in no dialect and of no kind.
func xmlKind(head []byte) string {
	root, doctype, ok := rootOf(head)
	switch {
	case !ok && doctype == "" && !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")):
		return "the file is called XML and is none: give text, HTML, JSON or JSON lines"
	case !ok:
		return "this is XML without an element: it is damaged or empty, fetch it again"
	}
	return fmt.Sprintf("this is XML whose outermost element is <%.60s>, no feed, NITF or NewsML: turn it into HTML, text or JSON lines first", root.Local)
}

// errEntity is the error of a file that defines entities: they can grow without end.
var errEntity = errors.New("the file defines entities of its own: resolve them first (xmllint --noent FILE)")

// xmlReader reads the items of one file.
type xmlReader struct {
	d       *xml.Decoder
	source  *runes
	dialect dialect
	about   beside
	single  bool // the item is the outermost element
	begun   bool
}

// raw returns the bytes of the item that was read last.
func (x *xmlReader) raw() []byte {
	return x.source.kept[:max(0, min(len(x.source.kept), int(x.d.InputOffset()-x.source.at)))]
}

// next returns the next item. It keeps small elements that stand beside items, and
// goes into those that hold items.
func (x *xmlReader) next() (item *html.Node, offset int64, err error) {
	for {
		offset = x.d.InputOffset()
		x.source.drop(offset)
		t, err := x.d.Token()
		if err != nil {
			return nil, offset, err
		}
		switch t := t.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("<!ENTITY")) {
				return nil, offset, errEntity
			}
		case xml.StartElement:
			name := qualified(t.Name)
			outermost := !x.begun
			x.begun = true
			isItem := slices.Contains(strings.Fields(x.dialect.items), name)
			if !isItem && (outermost || strings.Contains(aroundItems, " "+name+" ")) {
				for _, a := range t.Attr {
					if n := qualified(a.Name); n == "xml:lang" || n == "xml:base" {
						holder := &html.Node{Type: html.ElementNode}
						holder.AppendChild(&html.Node{Type: html.TextNode, Data: a.Value})
						x.keep(n, holder)
					}
				}
				continue
			}
			x.single = outermost
			n, err := x.tree(t)
			if isItem || err != nil {
				return n, offset, err
			}
			x.keep(name, n)
		}
	}
}

// aroundItems are the elements around items.
const aroundItems = " channel items itemset rdf:rdf newsmessage newsml "

func (x *xmlReader) keep(name string, n *html.Node) {
	if x.about[name] == nil {
		x.about[name] = n
	}
}

// tree reads an element to its end, as a tree of the page reader's nodes. An
// element that HTML has too is taken for that.
func (x *xmlReader) tree(start xml.StartElement) (*html.Node, error) {
	root := element(start)
	open, deep := root, false
	for depth := 1; depth > 0; {
		t, err := x.d.Token()
		if err != nil {
			return nil, unexpected(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				deep = true
				continue
			}
			n := element(t)
			open.AppendChild(n)
			open = n
		case xml.EndElement:
			if depth <= maxDepth && depth > 1 {
				open = open.Parent
			}
			depth--
		case xml.CharData:
			if depth <= maxDepth {
				open.AppendChild(&html.Node{Type: html.TextNode, Data: string(t)})
			}
		}
	}
	if deep {
		return nil, errDeep
	}
	return root, nil
}

func element(t xml.StartElement) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: qualified(t.Name)}
	n.DataAtom = atom.Lookup([]byte(n.Data))
	for _, a := range t.Attr {
		n.Attr = append(n.Attr, html.Attribute{Key: qualified(a.Name), Val: a.Value})
	}
	return n
}
