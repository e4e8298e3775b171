package source

import (
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// Paragraphs of the pages below.
const (
	wallsText = "Ines Duarte, the mayor of Porto, met Olga Kovar on Monday to talk about the harbour walls, which have been known to be weak for many years now."
	fraudText = "Tomas Halden, the chief executive of Dantec Labs, accused Kestrel Foods of fraud on Tuesday and said that the court would have to decide about the matter before long, as always."
	moneyText = "The city said on Monday that the harbour walls would be repaired before the winter, and that the money had been found at last after a long search by the council."
	twoText   = wallsText + "\n\n" + fraudText
)

// readOne reads one page.
func readOne(t *testing.T, markup string) (*extract.Article, Report, error) {
	t.Helper()
	var report Report
	for a, err := range Open([]string{"-"}, Options{Format: "html", Stdin: strings.NewReader(markup), MinWords: 3, Report: &report}) {
		return a, report, err
	}
	t.Fatal("nothing was read")
	return nil, report, nil
}

// TestPages: all of an article is read and nothing of what stands around it.
func TestPages(t *testing.T) {
	const walls, fraud, money = "<p>" + wallsText + "</p>", "<p>" + fraudText + "</p>", "<p>" + moneyText + "</p>"
	teaser := func(title, summary string) string {
		return `<article class="item"><h3><a href="/x/` + title + `">` + title + `</a></h3><p>` + summary + `</p></article>`
	}
	list := teaser("Moll accuses Norway", "Chancellor Petra Moll accused Norway of spying on Friday, in a speech that nobody expected.") +
		teaser("Lang visits Peru", "President Ivo Lang visited Peru and met Rosa Quispe, its president, for an hour in Lima.")
	for name, c := range map[string]struct{ page, want string }{
		// Text in several containers.
		"sections of main":  {`<main><section>` + walls + `</section><section>` + fraud + `</section></main>`, twoText},
		"divs":              {`<div id="a"><div>` + walls + `</div><div>` + fraud + `</div></div>`, twoText},
		"divs of the body":  {`<body><div>` + walls + `</div><div>` + fraud + `</div></body>`, twoText},
		"articles as parts": {`<main><article>` + walls + `</article><article>` + fraud + `</article></main>`, twoText},
		"nested articles":   {`<article>` + walls + `<article>` + fraud + `</article></article>`, twoText},
		"microdata parts":   {`<div><div itemprop="articleBody">` + walls + `</div><div class="ad">Buy Kestrel</div><div itemprop="articleBody">` + fraud + `</div></div>`, twoText},
		"live blog": {`<main><h1>Walls live</h1><article><h3>Mayor meets envoy</h3><time>10:42</time>` + walls + `</article><article><h3>Fraud row</h3><p>11:30</p>` + fraud + `</article></main>`,
			"Mayor meets envoy\n\n" + wallsText + "\n\nFraud row\n\n" + fraudText},
		"story and teasers":     {`<main><article><h1>Walls</h1>` + walls + fraud + `</article><section>` + list + `</section></main>`, twoText},
		"teasers first":         {`<main><div>` + list + `</div><article><h2>Walls</h2>` + walls + `</article></main>`, "Walls\n\n" + wallsText},
		"story in div, teasers": {`<div><div class="x">` + walls + fraud + `</div><div class="y">` + list + `</div></div>`, twoText},
		"teasers in divs": {`<body><div class="x">` + walls + fraud + `</div><div class="y"><div><h4><a href="/1">Moll accuses Norway</a></h4><p>Petra Moll accused Norway of spying.</p></div>` +
			`<div><a href="/2"><h4>Lang visits Peru</h4></a><p>Ivo Lang met Rosa Quispe.</p></div></div></body>`, twoText},
		"cards": {`<main><article>` + walls + fraud + `</article><article><a href="/1"><div><h3>Moll accuses Norway</h3><p>Petra Moll accused Norway of spying.</p></div></a></article>` +
			`<article><div><a href="/2">Lang visits Peru</a></div><p>Ivo Lang met Rosa Quispe, the president of Peru, in Lima.</p></article></main>`, twoText},
		"list under a label": {`<article>` + walls + `<h4>Related articles</h4><ul><li>Moll accuses Norway</li><li>Lang met Quispe in Lima</li></ul><p>` + fraudText + `</p></article>`, twoText},
		"teasers without elements": {`<body><div>` + walls + fraud + `</div><div><h3><a href="/1">Moll in Oslo</a></h3><p>Petra Moll accused Norway.</p><h3><a href="/2">Lang in Lima</a></h3>` +
			`<p>Ivo Lang met Rosa Quispe.</p><h3><a href="/3">Bell in Bern</a></h3><p>Ana Bell met Cy Dow.</p></div></body>`, twoText},
		"short article": {`<article><p>Ines Duarte, the mayor of Porto, met Olga Kovar on Monday.</p></article>`, "Ines Duarte, the mayor of Porto, met Olga Kovar on Monday."},
		"article that is only the head": {`<article><h1>Walls</h1><p>Weak for years</p></article><div class="rest">` + walls + fraud + money + `</div>`,
			twoText + "\n\n" + moneyText},
		// Pages without paragraphs.
		"br":           {`<div id=story>` + wallsText + `<br><br>` + fraudText + `<br> &nbsp;<br>` + moneyText + `</div>`, twoText + "\n\n" + moneyText},
		"br in body":   {`<body>` + wallsText + `<br /><br />` + fraudText + `</body>`, twoText},
		"divs alone":   {`<div><div>` + wallsText + `</div><div>` + fraudText + `</div></div>`, twoText},
		"text nodes":   {`<body>` + wallsText + `<h2>Fraud</h2>` + fraudText + `</body>`, wallsText + "\n\nFraud\n\n" + fraudText},
		"spans":        {`<div><span style="display:block">` + wallsText + `</span><div>` + fraudText + `</div></div>`, twoText},
		"layout table": {`<table><tr><td><a href="/">Home</a><br><a href="/w">World</a></td><td>` + wallsText + `<br><br>` + fraudText + `</td></tr></table>`, twoText},
		"pre":          {"<pre>\n" + wallsText + "\n\n" + fraudText + "</pre>", twoText},
		"list":         {`<article>` + walls + `<ul><li>` + fraudText + `</li></ul></article>`, twoText},
		// Tables.
		"table of text": {`<article>` + walls + `<table><tr><td><p>` + fraudText + `</p></td></tr></table></article>`, twoText},
		"sentence in a cell": {`<article>` + walls + `<table><tr><td>Tomas Halden accused Kestrel Foods of fraud on Tuesday.</td></tr></table></article>`,
			wallsText + "\n\nTomas Halden accused Kestrel Foods of fraud on Tuesday."},
		"table of data": {`<article>` + walls + `<table><caption>Mayors</caption><tr><th>Town</th><th>Mayor</th></tr><tr><td>Porto</td><td>Ines Duarte</td></tr></table></article>`, wallsText},
		// Furniture.
		"older page": {`<article><h1>Harbour walls</h1><p class="byline">By Jo Park, Boston | 4 March 2025</p>` + money + `<p class="photo-caption">Mayor Ellen Stark met President Ivo Lang in 2019.</p>` +
			`<p><strong>Read also:</strong> <a href="/x">Chancellor Petra Moll accuses Norway of spying</a></p></article>`, moneyText},
		"share bar": {`<article>` + money + `<div><span>Share on Facebook</span><span>Share on X</span><span>Email this article</span><span>142 comments</span></div><p>Sign up to Morning Ledger</p></article>`, moneyText},
		"in the middle": {`<article>` + walls + `<div class="MediaCaption_root__3fZ">Ellen Stark met Ivo Lang.</div><p>Related: Moll accuses Norway</p><div class="newsletter-signup-box"><p>Get the day in your inbox</p></div>` +
			`<p>READ MORE: Petra Moll accuses Norway of spying</p><ul class="social-links"><li><a href="#">Tweet</a></li></ul><p>Photo: Jane Roe / Harbour Wire</p>` +
			`<p>Ellen Stark with Ivo Lang in Oslo. (AP Photo/Jane Roe)</p><div class="c-related-stories"><p>Moll accuses Norway</p></div><p>Advertisement</p>` + fraud +
			`<p class="tags">Topics: <a href="/p">Porto</a></p><div id="authorBox">Jo Park is the editor of the Ledger.</div><p>© 2025 Ledger</p><div class="cookieNotice">We use cookies.</div></article>`, twoText},
		"by role and microdata": {`<article><span itemprop="author" itemscope><span itemprop="name">Jo Park</span></span>` + walls + `<div role="complementary"><p>Ellen Stark met Ivo Lang.</p></div>` +
			`<span itemprop="keywords">Porto, walls</span><section aria-label="Related articles"><p>Moll accuses Norway</p></section></article>`, wallsText},
		"comments":                 {`<div class="page">` + walls + `<div id="comments"><div class="comment"><p>` + fraudText + `</p></div><div class="comment"><p>` + moneyText + `</p></div></div></div>`, wallsText},
		"link that is a paragraph": {`<article>` + walls + `<p><a href="/x">Petra Moll accuses Norway of spying</a></p>` + fraud + `</article>`, twoText},
		"row of links":             {`<div>` + walls + fraud + `<div><a href="/a">About</a> | <a href="/b">Contact</a> · <a href="/c">Privacy</a></div></div>`, twoText},
		"linked headings":          {`<article>` + walls + `<h3><a href="/x">Petra Moll accuses Norway</a></h3>` + fraud + `</article>`, twoText},
		// What only looks like furniture.
		"names of categories": {`<article class="post category-comment tag-newsletter has-share-bar single-related">` + walls + `<div class="story-text share-price-report">` + fraud + `</div></article>`, twoText},
		"link in a sentence":  {`<article><p>Ines Duarte, the mayor of <a class="related-topic" href="/p">Porto</a>, met <span class="author">Olga Kovar</span> on Monday in Lisbon.</p></article>`, "Ines Duarte, the mayor of Porto, met Olga Kovar on Monday in Lisbon."},
		"whole in a wrapper":  {`<div class="newsletter-page"><div class="social-wrapper">` + walls + fraud + `</div></div>`, twoText},
		"own heading linked":  {`<link rel=canonical href="https://w.example/x"><title>Walls</title><article><h2><a href="https://w.example/x">Walls are weak</a></h2>` + walls + `</article>`, "Walls are weak\n\n" + wallsText},
		// Words.
		"spans side by side": {`<article><p><b>Acme</b><i>Bank</i> met <a href="/o">Olga</a><a href="/k">Kovar</a> in <span>Porto</span><span>today</span>, un<em>believ</em>ably.</p></article>`, "Acme Bank met Olga Kovar in Portotoday, unbelievably."},
		"ornament":           {`<article><p><span class="dropcap">T</span>he mayor of Porto, and <span>T</span><span>he</span> envoy, H<sub>2</sub>O, Mc<b>Donald</b><a href=/x>’s</a> met.</p></article>`, "The mayor of Porto, and The envoy, H2O, McDonald’s met."},
	} {
		a, _, err := readOne(t, "<html>"+c.page+"</html>")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if a.Text != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, a.Text, c.want)
		}
	}
}

// TestShortPages: a page with little text is too short, and one with none has no text.
func TestShortPages(t *testing.T) {
	for page, want := range map[string]string{
		"<article><p>Ines Duarte met Olga Kovar.</p></article>":                        "too-short: the text has 5 words, fewer than 40",
		"<body><div>Ines Duarte met Olga Kovar.</div></body>":                          "too-short: the text has 5 words, fewer than 40",
		"<body><nav><a href=/x>Home</a></nav><ul><li><a href=/y>World</a></ul></body>": "no-text: no article in this page",
	} {
		for _, err := range Open([]string{"-"}, Options{Format: "html", Stdin: strings.NewReader("<html>" + page)}) {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %s", page, err, want)
			}
		}
	}
}

// TestBylineOfPage: who wrote it and when stands beside the headline.
func TestBylineOfPage(t *testing.T) {
	for line, want := range map[string]string{
		`<p class="byline">By Jo Park, Boston | 4 March 2025</p>`:                                                                                         "Jo Park 2025-03-04",
		`<p>By Jo Park and Ann Lee</p><p>Published: 4 March 2025</p>`:                                                                                     "Jo Park, Ann Lee 2025-03-04",
		`<div class="article-meta"><span class="author-name">JO PARK</span> <time datetime="2025-03-04T10:00:00Z">4 Mar</time></div>`:                     "Jo Park 2025-03-04",
		`<div class="post-meta">Written by Jo Park, Political Editor · March 4, 2025 · 5 min read</div>`:                                                  "Jo Park 2025-03-04",
		`<a rel="author" href="/jo">Jo Park</a><div class="date">4 March 2025</div>`:                                                                      "Jo Park 2025-03-04",
		`<p>By <a class="author" href="/j">Jo Park</a> and <a class="author" href="/a">Ann Lee</a></p><span class="timestamp">4 March 2025, 10:42</span>`: "Jo Park, Ann Lee 2025-03-04",
		`<p class="date">Updated 4 March 2025</p>`:                                                                                                        " 0001-01-01",
	} {
		for _, page := range []string{"<article><h1>Walls</h1>" + line + "<p>" + wallsText + "</p></article>",
			"<header><h1>Walls</h1>" + line + "</header><div><p>" + wallsText + "</p></div>"} {
			a, _, err := readOne(t, "<html><body>"+page)
			if err != nil {
				t.Errorf("%s: %v", page, err)
				continue
			}
			if got := strings.Join(a.Authors, ", ") + " " + a.Published.Format(time.DateOnly); got != want || a.Text != wallsText || a.Title != "Walls" {
				t.Errorf("%s: got %s, %q, %q", page, got, a.Title, a.Text)
			}
		}
	}
}

// TestDatesOfPage: the first date that can be read counts, of those that are the
// article's own.
func TestDatesOfPage(t *testing.T) {
	article := "<article><h1>Deal</h1><p>" + wallsText + "</p></article>"
	for page, want := range map[string]string{
		article + `<section class="comments"><time datetime="2025-03-09T10:00:00Z">8 hours ago</time><p>Nice.</p></section>`:                   "0001-01-01",
		article + `<div><time datetime="2025-03-09">9 March</time> Moll in Oslo</div>`:                                                         "0001-01-01",
		`<aside><time pubdate datetime="2025-03-09">x</time></aside>` + article:                                                                "0001-01-01",
		"<article><h1>Deal</h1><time datetime=\"2025-03-04\">Tuesday</time><p>" + wallsText + "</p></article>":                                 "2025-03-04",
		"<article><h1>Deal</h1><p>" + wallsText + ` It ended on <time datetime="1945-05-08">8 May 1945</time>.</p></article>`:                  "0001-01-01",
		"<article><h1>Deal</h1><p>" + wallsText + `</p><article class="comment"><time datetime="2025-03-09">x</time>Nice.</article></article>`: "0001-01-01",
		`<meta property="article:published_time" content="03/04/2025"><meta name="date" content="2025-03-04">` + article:                       "2025-03-04",
		`<span itemprop="datePublished" content="2025-03-04"></span>` + article:                                                                "2025-03-04",
		`<time itemprop="datePublished">4 March 2025</time>` + article:                                                                         "2025-03-04",
		`<meta itemprop="datePublished" content="2025-03-04">` + article:                                                                       "2025-03-04",
		`<div itemscope itemtype="https://schema.org/Comment"><meta itemprop="datePublished" content="2025-03-09"></div>` + article:            "0001-01-01",
		article + `<time pubdate datetime="2025-03-04"></time>`:                                                                                "2025-03-04",
	} {
		checkDate(t, page, want)
	}
	for _, name := range []string{"pubdate", "PubDate", "DC.date.issued", "dcterms.issued", "DC.Date", "parsely-pub-date", "citation_publication_date", "sailthru.date", "article.published",
		"og:article:published_time", "publish-date", "publication_date", "datePublished", "rnews:datePublished", "cXenseParse:recs:publishtime", "article_date_original", "prism.publicationDate"} {
		checkDate(t, `<meta name="`+name+`" content="2025-03-04">`+article, "2025-03-04")
		checkDate(t, `<meta name="date" content="2024-01-01"><meta property="`+name+`" content="2025-03-04">`+article, map[bool]string{true: "2024-01-01", false: "2025-03-04"}[name == "sailthru.date" || name == "DC.Date"])
	}
	for _, name := range []string{"last-modified", "dateModified", "article:modified_time", "expires", "revisit-after", "update"} {
		checkDate(t, `<meta name="`+name+`" content="2025-03-04">`+article, "0001-01-01")
	}
}

func checkDate(t *testing.T, page, want string) {
	t.Helper()
	a, _, err := readOne(t, "<html>"+page)
	if err != nil {
		t.Errorf("%s: %v", page, err)
	} else if got := a.Published.Format(time.DateOnly); got != want {
		t.Errorf("%s: got %s, want %s", page, got, want)
	}
}

// TestLinked: JSON-LD is read as carelessly as it is written.
func TestLinked(t *testing.T) {
	const want = "Jane Quill 2025-03-04"
	for script, want := range map[string]string{
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":{"@type":"Person","name":"Jane Quill"},}`:                                      want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":{"@type":"Person","givenName":"Jane","familyName":"Quill"}}`:                   want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":[{"@type":"Person","name":"Jane Quill",},],}`:                                  want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":"Jane Quill"}`:                                                                 want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":["Jane Quill"]}`:                                                               want,
		`{"@type":"NewsArticle","datePublished":["2025-03-04"],"author":{"@type":"Person","name":["Jane Quill"]}}`:                                   want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":{"@type":"Organization","name":"Harbour Wire"}}`:                               "Harbour Wire 2025-03-04",
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":"https://w.example/jane"}`:                                                     " 2025-03-04",
		`[{"@type":"WebSite"},{"@type":["Thing","schema:NewsArticle"],"datePublished":"2025-03-04","author":{"name":"Jane Quill"}}]`:                 want,
		`{"@graph":[{"@type":"Person","@id":"#j","name":"Jane Quill"},{"@type":"Article","datePublished":"2025-03-04","author":{"@id":"#j"}}]}`:      want,
		`{"@graph":[{"@type":"WebPage","datePublished":"2025-03-04","author":{"name":"Jane Quill"}}]}`:                                               want,
		"<!--\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04\",\"author\":\"Jane Quill\"}\n-->":                                          want,
		"//<![CDATA[\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04\",\"author\":\"Jane Quill\"}\n//]]>":                                 want,
		"/*<![CDATA[*/{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04\",\"author\":\"Jane Quill\"}/*]]>*/":                                 want,
		"{/* one */\"@type\":\"NewsArticle\", // two, and \"three\"\n\"datePublished\":\"2025-03-04\",\"author\":\"Jane Quill\"}":                    want,
		"{\"@type\":\"NewsArticle\",\"headline\":\"Two\nlines\tand \\'more\\' // kept\",\"datePublished\":\"2025-03-04\",\"author\":\"Jane Quill\"}": want,
		`{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2025-03-04&quot;,&quot;author&quot;:&quot;Jane Quill&quot;}`:     want,
		`{"@type":"Thing"}{"@type":"NewsArticle","datePublished":"2025-03-04","author":"Jane Quill"}`:                                                want,
		`{"@type":"NewsArticle","datePublished":"2025-03-04","author":`:                                                                              " 0001-01-01",
	} {
		a, _, err := readOne(t, `<html><script type="application/ld+json">`+script+`</script><article><p>`+wallsText+`</p></article>`)
		if err != nil {
			t.Errorf("%s: %v", script, err)
		} else if got := strings.Join(a.Authors, ", ") + " " + a.Published.Format(time.DateOnly); got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
	}
}

// TestFurnitureNames: the last word of a name that tells something counts.
func TestFurnitureNames(t *testing.T) {
	for name, want := range map[string]string{
		"byline": "byline", "c-byline__author": "byline", "photo-caption-text": "caption", "imageCredit": "caption", "wp-caption": "caption", "MediaCaption_root__3fZ": "caption",
		"photocredit": "caption", "relatedArticles": "link", "c-related-stories": "link", "most-popular": "link", "readmore": "link", "sharebuttons": "share bar",
		"newsletterSignup": "newsletter", "comments-section": "comments", "ad-slot": "advertisement", "article-tags": "tags", "breadcrumbs": "navigation", "cookie_banner--dark": "advertisement",
		"story": "", "article-body": "", "share-price": "", "has-comments": "", "category-comment": "", "tag-related": "", "adventure": "", "credit-rating-story": "", "headline": "",
		"content": "", "standfirst": "", "entry-content": "", "download": "", "shared-values": "", "metadata": "byline", "": "", "--": "",
	} {
		if got := furnitureName(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
