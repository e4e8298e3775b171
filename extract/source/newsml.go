package source

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// find returns the first element below n of one of the names, or n itself; nil if
// there is none.
func find(n *html.Node, names ...string) *html.Node {
	if n == nil {
		return nil
	}
	for _, name := range names {
		if n.Data == name {
			return n
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && c.Data == name {
				return c
			}
		}
	}
	return nil
}

// said returns the text of the first element below n of those names that has one.
func said(n *html.Node, names ...string) string {
	for _, name := range names {
		if e := find(n, name); e != nil {
			if s := oneLine(flat(e)); s != "" {
				return s
			}
		}
	}
	return ""
}

// stated returns an attribute of the first element below n of a name.
func stated(n *html.Node, name, key string) string {
	if e := find(n, name); e != nil {
		return strings.TrimSpace(attr(e, key))
	}
	return ""
}

// nitfBlocks gives the elements of NITF that end a paragraph as those of HTML. All
// others stand within one.
func nitfBlocks() map[string]atom.Atom {
	return map[string]atom.Atom{
		"block": atom.Div, "p": atom.P, "hl1": atom.H1, "hl2": atom.H2, "bq": atom.Blockquote, "ul": atom.Ul, "ol": atom.Ol, "li": atom.Li,
		"dl": atom.Dl, "dt": atom.Dt, "dd": atom.Dd, "pre": atom.Pre, "br": atom.Br, "hr": atom.Hr, "table": atom.Table, "nitf-table": atom.Table,
		"media": atom.Figure, "note": atom.Aside, "fn": atom.Aside, "body.content": atom.Div, "byline": atom.Div, "body": atom.Body,
	}
}

// nitfText returns the text below an element of NITF.
func nitfText(n *html.Node, title string) string {
	blocks := nitfBlocks()
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			c.DataAtom = cmp.Or(blocks[c.Data], atom.Span)
		}
	}
	return render(n, title)
}

// nitfRecord reads an article in NITF.
func nitfRecord(item *html.Node, _ beside) (record, string) {
	head, body := cmp.Or(find(item, "body.head"), item), cmp.Or(find(item, "body.content"), find(item, "body"))
	byline := find(head, "byline")
	if title := find(byline, "byttl"); title != nil {
		title.Parent.RemoveChild(title)
	}
	rec := record{fields: map[string]any{
		"id":        stated(item, "doc-id", "id-string"),
		"title":     cmp.Or(said(head, "hl1"), said(head, "hedline"), said(item, "title")),
		"published": cmp.Or(stated(item, "date.issue", "norm"), stated(item, "date.release", "norm"), stated(item, "story.date", "norm"), stated(item, "pubdata", "date.publication")),
		"authors":   said(byline, "person", "byline"),
		"source":    cmp.Or(said(head, "distributor"), stated(item, "pubdata", "name"), stated(item, "doc.copyright", "holder")),
		"language":  attr(item, "xml:lang"),
		"url":       stated(item, "pubdata", "ex-ref"),
	}}
	if strings.EqualFold(stated(item, "docdata", "management-status"), "canceled") {
		return rec, withdrawn
	}
	if body != nil {
		rec.text = nitfText(body, text(rec.fields["title"]))
	}
	if rec.text == "" {
		return rec, "no-text: no text in this NITF document: nothing in its body.content"
	}
	return rec, ""
}

// withdrawn rejects an item that its agency has taken back.
const withdrawn = "canceled: the agency has withdrawn this article"

// newsItem reads an item of NewsML-G2.
func newsItem(item *html.Node, _ beside) (record, string) {
	about, content := cmp.Or(find(item, "contentmeta"), item), find(item, "contentset")
	rec := record{fields: map[string]any{
		"id":        attr(item, "guid"),
		"title":     cmp.Or(said(about, "headline"), said(item, "title"), said(about, "slugline")),
		"published": cmp.Or(said(item, "versioncreated"), said(item, "firstcreated"), said(about, "contentcreated")),
		"authors":   cmp.Or(said(about, "by"), said(find(about, "creator"), "name")),
		"source":    cmp.Or(said(find(item, "provider"), "name"), stated(item, "provider", "literal"), said(about, "creditline")),
		"language":  cmp.Or(stated(about, "language", "tag"), attr(item, "xml:lang")),
	}}
	if status := stated(item, "pubstatus", "qcode"); strings.HasSuffix(status, ":canceled") || strings.HasSuffix(status, ":withheld") {
		return rec, withdrawn
	}
	if content != nil {
		rec.text = inlineText(content, text(rec.fields["title"]))
	}
	if address := stated(content, "remotecontent", "href"); rec.text == "" && address != "" {
		return rec, "no-text: the text of this NewsML item stands elsewhere (" + address + "): load that file"
	}
	if rec.text == "" {
		return rec, "no-text: no text in this NewsML item: neither inlineXML nor inlineData"
	}
	return rec, ""
}

// newsMLItem reads an item of NewsML 1.
func newsMLItem(item *html.Node, _ beside) (record, string) {
	id := find(item, "newsidentifier")
	rec := record{fields: map[string]any{
		"id":        cmp.Or(said(id, "publicidentifier"), said(id, "newsitemid")),
		"title":     cmp.Or(said(item, "headline"), said(item, "hl1")),
		"published": cmp.Or(said(item, "thisrevisioncreated"), said(item, "firstcreated"), said(id, "dateid")),
		"authors":   said(item, "byline"),
		"source":    cmp.Or(stated(find(item, "provider"), "party", "formalname"), said(id, "providerid")),
		"language":  stated(item, "language", "formalname"),
	}}
	if strings.EqualFold(stated(item, "status", "formalname"), "canceled") {
		return rec, withdrawn
	}
	rec.text = inlineText(item, text(rec.fields["title"]))
	if rec.text == "" {
		return rec, "no-text: no text in this NewsML item: nothing in its DataContent"
	}
	return rec, ""
}

// inlineText returns the longest of the texts that stand inside a NewsML item: the
// same article may be there in several formats.
func inlineText(n *html.Node, title string) string {
	longest := ""
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != "inlinexml" && c.Data != "inlinedata" && c.Data != "datacontent" {
			continue
		}
		s := ""
		if body := find(c, "body.content"); body != nil {
			s = nitfText(body, title)
		} else if strings.Contains(attr(c, "contenttype"), "nitf") && find(c, "nitf") != nil {
			s = nitfText(find(c, "nitf"), title)
		} else {
			s = contentOf(c, title)
		}
		if len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}
