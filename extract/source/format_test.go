package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// brief reads paths and tells in one line an answer what came of them: an article's
// address, title and the beginning of its text, or a reject.
func brief(t *testing.T, opts Options, paths ...string) []string {
	t.Helper()
	var lines []string
	for a, err := range Open(paths, opts) {
		if rej, ok := err.(*extract.Reject); ok {
			lines = append(lines, rej.Code+": "+rej.Message)
		} else {
			lines = append(lines, fmt.Sprintf("%s|%s|%s", a.URL, a.Title, a.Text))
		}
	}
	return lines
}

const (
	rss  = `<?xml version="1.0"?><rss version="2.0"><channel><title>W</title><item><title>One</title><link>https://w.example/one</link><description>` + story + `</description></item></channel></rss>`
	rss1 = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>W</title></channel>` +
		`<item rdf:about="https://w.example/one"><title>One</title><link>https://w.example/one</link><description>` + story + `</description></item></rdf:RDF>`
	atom1 = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title><a:link href="https://w.example/one"/><a:summary>` + story + `</a:summary></a:entry></a:feed>`
	nitf  = `<nitf><body><body.head><hedline><hl1>One</hl1></hedline></body.head><body.content><p>` + story + `</p></body.content></body></nitf>`
)

// TestFormatIsInTheContent: a file is read as what it is or refused by name, whatever
// it is called, in an archive, in a directory and on the standard input.
func TestFormatIsInTheContent(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"a.xml", rss, "https://w.example/one|One|OSLO"},
		{"a.txt", rss, "https://w.example/one|One|OSLO"},
		{"a.json", "\ufeff\n" + rss, "https://w.example/one|One|OSLO"},
		{"a.html", rss1, "https://w.example/one|One|OSLO"},
		{"a.txt", strings.ReplaceAll(rss, `<?xml version="1.0"?>`, "<!-- made by hand -->"), "https://w.example/one|One|OSLO"},
		{"a.xml", "\xff\xfe" + widened(rss), "https://w.example/one|One|OSLO"},
		{"a.jsonl", atom1, "https://w.example/one|One|OSLO"},
		{"a.txt", nitf, "|One|OSLO"},
		{"a.rss", "<html><body><article><p>" + story + "</p></article></body></html>", "||OSLO"},
		{"a.xml", `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><article><p>` + story + `</p></article></body></html>`, "||OSLO"},
		{"a.txt", "<div><article><p>" + story + "</p></article></div>", "||OSLO"},
		{"a.xml", `{"title":"One","text":"` + story + `"}`, "|One|OSLO"},
		{"a.rss", story, "other-format: the file is called XML and is none"},
		{"a.xml", `<?xml version="1.0"?><urlset><url><loc>https://w.example/</loc></url></urlset>`, "other-format: this is a sitemap: it holds addresses"},
		{"a.txt", `<opml version="2.0"><body><outline text="x"/></body></opml>`, "other-format: this is a list of feeds (OPML): fetch the feeds"},
		{"a.txt", `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><page><text>` + story + `</text></page></mediawiki>`, "other-format: this is a MediaWiki export: "},
		{"a.html", `<svg xmlns="http://www.w3.org/2000/svg"><text>` + story + `</text></svg>`, "other-format: this is a drawing (SVG)"},
		{"a.txt", `<?xml version="1.0"?><stories><story>` + story + `</story></stories>`, "other-format: this is XML whose outermost element is <stories>"},
		{"a.txt", `<stories><story>` + story + `</story></stories>`, "other-format: this is XML whose outermost element is <stories>"},
		{"a.xml", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>`, "other-format: this is XML whose outermost element is <RDF>"},
		{"a.xml", `<article><front><article-meta/></front><body><p>` + story + `</p></body></article>`, "other-format: this is a scientific article in JATS"},
		{"a.txt", "id;title;text\n1;One;\"" + story + "\"\n", "|One|OSLO"},
		{"a.txt", "url,text\nhttps://w.example/one,\"" + story + "\"\n", "https://w.example/one||OSLO"},
		{"a.txt", "News, text and story\n\n" + story, "|News, text and story|News, text"},
		{"a.txt", "%PDF-1.4\n" + story, "binary: this is a PDF file: take its text out (pdftotext"},
		{"a.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", "binary: this is an old Word document (.doc): save it as text"},
		{"a.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "binary: this is an old Office document"},
		{"a.jsonl", "\x28\xb5\x2f\xfd\x00", "binary: this is a zstd archive: unpack it first (zstd -d"},
		{"a.txt", "PAR1\x00\x00", "binary: this is a Parquet file: export it as JSON lines"},
		{"a.txt", "PAR1 is a golf club. " + story, "||PAR1"},
		{"a.txt", "ORCAS came close to the shore. " + story, "||ORCAS"},
		{"a.txt", "RIFF\x10\x00\x00\x00WAVEfmt ", "binary: this is a sound recording: write down"},
		{"a.txt", "\x00\x01\x02", "binary: this is binary data"},
		{"a.txt", "---\ntags:\n  - ports\n  - walls\ntitle: x\n", "other-format: this is a YAML file: turn it into JSON"},
		{"a.txt", "title: x\ntext: |\n  " + story + "\n", "other-format: this is a YAML file"},
		{"a.txt", "[server]\nname = \"x\"\nport = 1\n[client]\nname = \"y\"\n", "other-format: this is a TOML or INI file"},
		{"a.txt", strings.Repeat("2025-03-04 10:00:00 INFO the server met a client\n", 6), "other-format: this is a log"},
		{"a.txt", "\\documentclass{article}\n\\begin{document}\n" + story, "other-format: this is a LaTeX file"},
		{"a.txt", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n", "other-format: this is source code"},
		{"a.html", "<?php\n$x = 1;\n?>\n<html><body><p>" + story + "</p></body></html>", "binary: this is source code"},
		{"a.txt", "import os\n\ndef main():\n    for x in y:\n        if x:\n            return x\n", "other-format: this is source code"},
		{"a.txt", "1\n00:00:01,000 --> 00:00:02,000\n" + story, "other-format: this is a file of subtitles"},
		// What only looks like it is read.
		{"a.txt", "<Reuters> - " + story, "||<Reuters>"},
		{"a.txt", "Import of steel fell; the port of Moss lost most.\n\n" + story, "||Import"},
		{"a.txt", "SMITH: We met.\nLANG: We did.\nSMITH: When?\nLANG: On Monday.\nSMITH: " + story, "||SMITH"},
		{"a.txt", "Highlights:\n- The towns share a station.\n\n" + story, "||Highlights"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		zip := filepath.Join(t.TempDir(), "x.zip")
		if err := os.WriteFile(zip, []byte(zipOf(t, packed{c.name, c.content}, packed{"good.txt", story})), 0o644); err != nil {
			t.Fatal(err)
		}
		var report Report
		for _, how := range []struct {
			paths []string
			opts  Options
		}{{[]string{path}, Options{}}, {[]string{dir, "-"}, Options{Stdin: strings.NewReader(story), Report: &report}}, {[]string{zip}, Options{Report: &report}}, {[]string{"-"}, Options{Stdin: strings.NewReader(c.content)}}} {
			if strings.Contains(c.want, "called XML") && how.paths[0] == "-" { // there it has no name
				continue
			}
			report = Report{}
			got := brief(t, how.opts, how.paths...)
			for _, s := range report.Skipped {
				got = append([]string{"other-format: " + s.Reason}, got...)
			}
			if len(got) == 0 || !strings.HasPrefix(got[0], c.want) {
				t.Errorf("%s %.40q as %s: got %.300q, want %q", c.name, c.content, how.paths[0], got, c.want)
			}
		}
	}
}

// TestFeedsAsPublished: what feeds get wrong does no harm, and what they lack is told.
func TestFeedsAsPublished(t *testing.T) {
	item := func(s string) string {
		return "<rss version='2.0'><channel><link>https://w.example/news/</link>" + s + "</channel></rss>"
	}
	for _, c := range []struct{ feed, want string }{
		{item("<item><title>R&D at AT&T</title><description>Mary & Anne met&nbsp;twice.</description></item>"), "|R&D at AT&T|Mary & Anne met twice."},
		{item("<item><title>A</title><link>../a?x=1&y=2</link><description>Mary met Anne.</description></item>"), "https://w.example/a?x=1&y=2|A|Mary met Anne."},
		{item("<item><title>A</title><content:encoded><![CDATA[Mary met <i>Anne</i>.\n\nThey left.]]></content:encoded><description>No</description></item>"), "|A|Mary met Anne.\n\nThey left."},
		{item("<item><title>A</title><description>&amp;lt;p&amp;gt;Mary met Anne.&amp;lt;/p&amp;gt;</description></item>"), "|A|Mary met Anne."},
		{item("<item><title>A</title><description>Jos\xe9 met Ren\xe9e\x08.</description></item>"), "|A|José met Renée ."},
		{"<?xml version='1.0' encoding='windows-1251'?>" + item("<item><title>A</title><description>Mary met \xcf\xe5\xf2\xf0.</description></item>"), "|A|Mary met Петр."},
		{item("<item><title>A</title></item>"), "no-text: the feed gives no text with this item: fetch its page"},
		{item(""), "empty: the feed holds no articles"},
		{"<!DOCTYPE rss [<!ENTITY a 'aaa'>]>" + item("<item><description>&a;</description></item>"), "xml-entity: the file defines entities of its own"},
		{item("<item><description>" + strings.Repeat("<b>", 300) + "x" + strings.Repeat("</b>", 300) + "</description></item><item><description>Mary met Anne.</description></item>"), "too-deep: "},
		{"<rss><channel><item><description>Mary met Anne.</description>", "truncated: the file ends within this item"},
		{"<?xml version='1.0' encoding='x-klingon'?>" + item("<item><title>A</title></item>"), "charset: the file is in x-klingon: convert it"},
		{item("<item><description>" + strings.Repeat("x ", 2000) + "</description></item>"), "too-long: an item of more than 3000 bytes"},
		{`<feed xmlns="http://purl.org/atom/ns#"><entry><title>A</title><issued>2005-03-04</issued><content mode="escaped">&lt;p&gt;Mary met Anne.&lt;/p&gt;</content></entry></feed>`, "|A|Mary met Anne."},
		{`<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><content>Mary met Anne.</content></entry>`, "|A|Mary met Anne."},
	} {
		got := brief(t, Options{Stdin: strings.NewReader(c.feed), MinWords: -1, MaxRecord: 3000}, "-")
		if len(got) == 0 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%.200s: got %q, want %q", c.feed, got, c.want)
		}
	}
}

// TestNewsML: what an agency has withdrawn, or gives only the address of, is told.
func TestNewsML(t *testing.T) {
	const g2 = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><itemMeta><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>A</headline></contentMeta><contentSet>%</contentSet></newsItem>`
	const v1 = `<?xml version="1.0"?><NewsML><NewsItem><NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines><ContentItem>%</ContentItem></NewsComponent></NewsItem></NewsML>`
	for _, c := range []struct{ form, content, want string }{
		{g2, "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>T</title></head><body><p>Mary met <b>Anne</b>.</p><p>They left.</p></body></html></inlineXML>", "|A|Mary met Anne.\n\nThey left."},
		{g2, "<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p><person>Mary</person> met <person>Anne</person>.</p></body.content></body></nitf></inlineXML>", "|A|Mary met Anne."},
		{g2, "<inlineData contenttype='text/plain'>Mary met Anne.</inlineData>", "|A|Mary met Anne."},
		{g2, "<inlineData contenttype='text/html'>&lt;p&gt;Mary met Anne.&lt;/p&gt;</inlineData>", "|A|Mary met Anne."},
		{g2, "<remoteContent href='a.html'/>", "no-text: the text of this NewsML item stands elsewhere (a.html)"},
		{g2, "", "no-text: no text in this NewsML item"},
		{strings.Replace(g2, "stat:usable", "stat:canceled", 1), "<inlineData>x</inlineData>", "canceled: the agency has withdrawn"},
		{v1, "<DataContent><nitf><body><body.content><p>Mary met Anne.</p></body.content></body></nitf></DataContent>", "|A|Mary met Anne."},
		{v1, "<DataContent>Mary met Anne.</DataContent>", "|A|Mary met Anne."},
		{strings.Replace(v1, "Usable", "Canceled", 1), "<DataContent>x</DataContent>", "canceled: the agency has withdrawn"},
	} {
		got := brief(t, Options{Stdin: strings.NewReader(strings.Replace(c.form, "%", c.content, 1)), MinWords: -1}, "-")
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%.60s…%s: got %q, want %q", c.form, c.content, got, c.want)
		}
	}
}

// TestRefusedByEnding: an ending tells a kind where the content does not, and --input
// takes the file all the same.
func TestRefusedByEnding(t *testing.T) {
	for _, name := range []string{"a.log", "a.yaml", "a.tex", "a.srt", "a.rst", "a.py.gz"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(story), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := brief(t, Options{}, path); len(got) != 1 || !strings.HasPrefix(got[0], "other-format: this is ") || !strings.HasSuffix(got[0], " (--input text takes it as plain text)") {
			t.Errorf("%s: got %q", name, got)
		}
		if got := brief(t, Options{Format: "text"}, path); len(got) != 1 || !strings.HasPrefix(got[0], "||OSLO") {
			t.Errorf("%s as text: got %q", name, got)
		}
	}
}

// widened is a text in UTF-16 without its mark.
func widened(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

// TestKinds holds that kinds.txt can be read, that every kind says what to do and
// how it is known, and that none takes the endings of a format that is read.
func TestKinds(t *testing.T) {
	all, err := parseKinds(kindsFile)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, k := range all {
		if k.todo == "" || len(k.endings)+len(k.roots)+len(k.magics)+len(k.members)+len(k.shapes) == 0 {
			t.Errorf("%s: nothing to do or nothing to know it by", k.name)
		}
		for _, e := range k.endings {
			if seen[e] != "" || knownSuffix("x"+e) {
				t.Errorf("%s: %s has the ending too (%s)", k.name, e, seen[e])
			}
			seen[e] = k.name
		}
	}
	for _, bad := range []string{"a kind", "\tending x", "a: b\n\tmagic x", "a: b\n\tmagic 1 \"", "a: b\n\tshape (", "a: b\n\tlines x y", "a: b\n\tcolour red"} {
		if _, err := parseKinds(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestDocumentsThatAreArchives: a zip archive that is an office document or a
// program is refused by name.
func TestDocumentsThatAreArchives(t *testing.T) {
	for _, c := range []struct{ name, member, want string }{
		{"a.docx", "word/document.xml", "this is a Word document: save it as text"},
		{"a.zip", "word/document.xml", "this is a Word document"},
		{"a.docx", "other.xml", "this is a Word document"},
		{"a.bin", "xl/worksheets/sheet1.xml", "this is an Excel workbook: save the sheet"},
		{"a.pptx", "ppt/slides/slide1.xml", "this is a PowerPoint file"},
		{"a.odt", "META-INF/manifest.xml", "this is an OpenDocument file"},
		{"a.epub", "META-INF/container.xml", "this is an e-book (EPUB)"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(zipOf(t, packed{c.member, "<x/>"}, packed{"a.txt", story})), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := brief(t, Options{}, path); len(got) != 1 || !strings.HasPrefix(got[0], "binary: "+c.want) {
			t.Errorf("%s with %s: got %q, want %q", c.name, c.member, got, c.want)
		}
	}
}

// TestFilesPassedByAreTold: a directory's other files are counted by their endings, and each
// is named with the reason.
func TestFilesPassedByAreTold(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "x.pdf", "y.PDF", "z.docx", "notes.yaml", "README", "odd.php?id=3", ".hidden.txt", "sub/b.foo", "sub/map.xml", "saved", "page.php?id=4", "blob.foo"} {
		path := filepath.Join(dir, name)
		content := story
		if name == "sub/map.xml" {
			content = "<urlset></urlset>"
		}
		switch name {
		case "saved":
			content = rss
		case "page.php?id=4":
			content = "<!DOCTYPE html><html><body><article><p>" + story + "</p></article></body></html>"
		case "blob.foo":
			content = "%PDF-1.4"
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var r Report
	if got := brief(t, Options{Report: &r}, dir); len(got) != 3 {
		t.Errorf("read %q, want three articles", got)
	}
	if got, want := r.Unread(), "2 .foo, 2 .pdf, 1 .docx, 1 .xml, 1 .yaml, 1 hidden, 1 of odd endings, 1 without ending"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	named := map[string]string{}
	for _, s := range r.Skipped {
		rel, _ := filepath.Rel(dir, s.Source)
		named[filepath.ToSlash(rel)] = s.Reason
	}
	for name, want := range map[string]string{
		"x.pdf": "a PDF file: take its text out", "y.PDF": "a PDF file", "z.docx": "a Word document: save it", "notes.yaml": "a YAML file: turn",
		"README": "name the file itself", "sub/b.foo": "name the file itself", "blob.foo": "a PDF file", "sub/map.xml": "a sitemap: it holds addresses", ".hidden.txt": "hidden", "odd.php?id=3": "name the file",
	} {
		if !strings.Contains(named[name], want) {
			t.Errorf("%s: %q, want %q in it", name, named[name], want)
		}
	}
	if len(named) != r.NotArticles || r.Files != 3 || r.Records != 3 {
		t.Errorf("%d named, %d counted, %d files, %d records", len(named), r.NotArticles, r.Files, r.Records)
	}
}
