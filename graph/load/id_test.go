package load

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func TestNorm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{" O’Neill\u00a0AG ", "o'neill ag"},
		{"ＡＢＣ News", "abc news"},
		{"2014–2015 Co‑op", "2014-2015 co-op"},
		{"Łódź\t\nÉcole", "łódź école"},
		{"zero\u200bwidth\u00ad", "zerowidth"},
		{"unit\x1fseparator", "unit separator"},
		{"\xff", "\ufffd"},
		{"", ""},
	} {
		if got := Norm(c.in); got != c.want {
			t.Errorf("Norm(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestCanonicalURLOfScreensAndReaders: the page for phones, the AMP page and where a
// reader came from make no other article; what may name a page stays.
func TestCanonicalURLOfScreensAndReaders(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://w.example/a/amp/", "https://w.example/a"},
		{"https://w.example/a.amp.html", "https://w.example/a.html"},
		{"https://m.w.example/a", "https://w.example/a"},
		{"https://www.mobile.w.example/a", "https://w.example/a"},
		{"https://amp.w.example/a?outputType=amp", "https://w.example/a"},
		{"https://w.example/a?ref=home&smid=tw&at_medium=rss&b=1", "https://w.example/a?b=1"},
		{"https://w.example/a?amp", "https://w.example/a"},
		{"https://w.example/a?ref=123", "https://w.example/a?ref=123"},
		{"https://w.example/?ref=home", "https://w.example?ref=home"},
		{"https://w.example/amp", "https://w.example/amp"},
		{"https://m.example/a", "https://m.example/a"},
		{"https://w.example/a/champ?smi=d&amps=1", "https://w.example/a/champ?amps=1&smi=d"},
	} {
		if got := canonicalURL(c.in); got != c.want {
			t.Errorf("canonicalURL(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// The vectors of the graph model: ids must not change between versions, or a
// reload would double the graph.
func TestIDs(t *testing.T) {
	xi := id("e", "Person", Norm("Xi Jinping"))
	obama := id("e", "Person", Norm("Barack Obama"))
	conference := id("e", "Event", Norm("World Internet Conference"), "of", "2015")
	article := articleID("https://example.com/news/xi-wuzhen?id=7", "", "", "")
	attended := keyOf("ATTENDED", xi, conference)
	for _, c := range []struct{ what, got, want string }{
		{"Xi Jinping", xi, "e_2787a5fc237aa7c54ce4ed39"},
		{"Barack Obama", obama, "e_f802121fffbb0c544d5e5a12"},
		{"conference", conference, "e_5ff357cc34148f9bcaf51bad"},
		{"article by url", article, "a_dd5e5d2f431ee974a8a91f70"},
		{"article by native id", articleID("", "allthenews", "17283", "x"), "a_814a1359cd8e90565effbe32"},
		{"key", attended, "f_9f0f704bb7567592ae3fd572"},
		{"symmetric key", keyOf("AGREED_WITH", min(xi, obama), max(xi, obama)), "f_7dfb6c2f4b239f1b7e98ca7d"},
		{"claim", claimID(article, "5", attended, false, ""), "c_dfd102aa4c321f4ef5f75bfe"},
		{"literal key", keyOf("BORN_ON", xi, "=1953-06-15"), "f_b6de1acb43da73fe59a6024f"},
	} {
		if c.got != c.want {
			t.Errorf("%s: id %s, want %s", c.what, c.got, c.want)
		}
	}
}

func TestCanonicalURL(t *testing.T) {
	const want = "https://example.com/news/a?b=1&c=2"
	for _, in := range []string{
		"https://example.com/news/a?b=1&c=2",
		"HTTP://WWW.Example.com:80/news/a/?c=2&b=1#top",
		" https://example.com:443/news/a?utm_source=x&c=2&b=1&fbclid=y&gclid=z ",
	} {
		if got := canonicalURL(in); got != want {
			t.Errorf("canonicalURL(%q) = %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{"not a url", "::", "file.txt"} {
		if got := canonicalURL(in); got != in {
			t.Errorf("canonicalURL(%q) = %q, want it unchanged", in, got)
		}
	}
}

func FuzzNorm(f *testing.F) {
	for _, s := range []string{"", "Xi Jinping", "O’Neill\u00a0AG", "ﬁ ＡＢＣ", "\xff\x00", "İstanbul"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Norm(s)
		if strings.Contains(n, separator) || strings.TrimSpace(n) != n {
			t.Errorf("Norm(%q) = %q holds a separator or outer blanks", s, n)
		}
	})
}

// Whether a name alone made a node, or a name and a country, is seen by its id.
func TestNamedAs(t *testing.T) {
	n := namer{article: &extract.Article{}, id: "a_1"}
	for _, scope := range []string{"", "estmark", extract.OwnArticle} {
		n.article.Entities = []extract.Entity{{Kind: extract.Organization, Name: "Foreign Ministry", Identity: extract.Identity{Scope: scope}}}
		got := n.node(0)
		if alone := NamedAs(got.id, got.kind, got.norm, ""); alone != (scope == "") || !Owns(got.id) {
			t.Errorf("scope %q: the name alone: %v", scope, alone)
		}
		if in := NamedAs(got.id, got.kind, got.norm, "Estmark"); in != (scope == "estmark") {
			t.Errorf("scope %q: in Estmark: %v", scope, in)
		}
	}
}
