package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

const (
	met     = "Ines Duarte, the mayor of Porto, met Olga Kovar on Monday to talk about the harbour walls."
	accused = "Tomas Halden accused Kestrel Foods of fraud on Tuesday."
)

// readFile reads a file of that name and content, however short its texts are.
func readFile(t *testing.T, name, content string) (articles []*extract.Article, rejects []*extract.Reject, report Report) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	for a, err := range Open([]string{path}, Options{MinWords: -1, Report: &report}) {
		var rej *extract.Reject
		if errors.As(err, &rej) {
			rejects = append(rejects, rej)
		} else {
			articles = append(articles, a)
		}
	}
	return articles, rejects, report
}

// TestFurnitureOfSenders: what the programs of senders add to a text, and what stands
// above and below it on their pages, is no text.
func TestFurnitureOfSenders(t *testing.T) {
	const head = "From: Desk <desk@w.example>\nSubject: Walls\nDate: Tue, 4 Mar 2025 10:00:00 +0000\n\n"
	for _, c := range []struct{ name, file, content, want string }{
		{"sign-off of an agency", "a.txt", met + " (Reporting by Jane Quill; Editing by Bob Dow)", met},
		{"a bracket that tells", "a.txt", met + " (He was in Lima.)", met + " (He was in Lima.)"},
		{"comments", "a.txt", met + "\n\nComments (2)\nCarl Voss says:\nPetra Moll accused Norway.\n", met},
		{"comments of a blog", "a.txt", met + "\n\n2 thoughts on “Walls”\n\nCarl Voss wrote on March 5, 2025:\nPetra Moll accused Norway.\n", met},
		{"comments in the story", "a.txt", met + "\n\nComments by Halden angered Oslo.\n\n" + accused, met + "\n\nComments by Halden angered Oslo.\n\n" + accused},
		{"press release", "a.txt", "FOR IMMEDIATE RELEASE\n\nPORTO, March 4, 2025 /PRNewswire/ -- " + met, "PORTO, March 4, 2025 /PRNewswire/ -- " + met},
		{"feed of WordPress", "a.txt", met + "\n\nThe post Walls appeared first on Coast News.", met},
		{"disclaimer", "a.eml", head + met + "\n\nThis email and any files are confidential and\nintended for the addressee. Tell Carl Voss, the head of Acme.\n", met},
		{"telephone", "a.eml", head + met + "\n\nSent from my iPhone\n", met},
		{"newsletter", "a.eml", head + "View this email in your browser\n\n" + met + "\n\nYou are receiving this email because you asked.\nCoast Ltd, Porto\n", met},
		{"farewell", "a.eml", head + met + "\n\nKind regards,\nCarl Voss\nChief executive of Acme Bank\n\nAcme Bank, Oslo\n", met},
		{"farewell before the text", "a.eml", head + "Best,\nBob\n\nWalls\n\n" + met + "\n\n" + accused + " The court will decide about it soon.", "Walls\n\n" + met + "\n\n" + accused + " The court will decide about it soon."},
		{"signature of Gmail", "a.eml", strings.TrimSuffix(head, "\n") + "Content-Type: text/html\n\n<p>" + met + "</p><div class=\"gmail_signature\">Carl Voss<br>Acme Bank</div>", met},
		{"German reply", "a.eml", head + met + "\n\nAm 04.03.2025 um 10:00 schrieb Jo Park <jo@p.example>:\n> Petra Moll met Ivo Lang.\n", met},
		{"French reply", "a.eml", head + met + "\n\nLe mar. 4 mars 2025 à 10:00, Jo Park <jo@p.example> a écrit :\n> Petra Moll met Ivo Lang.\n", met},
		{"German Outlook", "a.eml", head + met + "\n\nVon: Jo Park\nGesendet: Dienstag, 4. März 2025\nAn: Desk\n\nPetra Moll met Ivo Lang.\n", met},
		{"element of its own", "a.html", "<article><p>" + met + "</p><amp-ad>Petra Moll met Ivo Lang.</amp-ad><p>" + accused + "</p></article>", met + "\n\n" + accused},
		{"fields of Drupal", "a.html", `<article><div class="field field--name-field-author field__item">Jo Park</div><div class="field field--name-body"><p>` + met + `</p></div><div class="field field--name-field-tags"><div>Oslo</div></div></article>`, met},
	} {
		articles, rejects, _ := readFile(t, c.file, c.content)
		if len(rejects) > 0 || len(articles) != 1 || articles[0].Text != c.want {
			t.Errorf("%s: got %v %v, want %q", c.name, articles, rejects, c.want)
		}
	}
}

// TestMarksAreNoWords: tags in a plain text or a record are read as a browser shows
// them; marks of other kinds are refused by name.
func TestMarksAreNoWords(t *testing.T) {
	for _, c := range []struct{ file, content, want string }{
		{"a.txt", "Walls\n" + met + "\n\n<b>Tomas Halden</b> accused <a href=\"https://k.example\">Kestrel Foods</a> of fraud on Tuesday.<br/>\n<script>var a=\"Petra Moll met Ivo Lang\";</script>", "Walls\n" + met + "\n\n" + accused},
		{"a.txt", "5 < 6 and 7 > 3, " + met, "5 < 6 and 7 > 3, " + met},
		{"a.jsonl", `{"text":"` + met + `\n\n<b>Tomas Halden</b> accused <em>Kestrel Foods</em> of fraud on Tuesday."}`, met + "\n\n" + accused},
		{"a.txt", "[b]Ines Duarte[/b], the mayor of [url=https://p.example]Porto[/url], met Olga Kovar.", "this is the source of a forum's post"},
		{"a.txt", "'''Ines Duarte''', the [[mayor]] of [[Porto, Portugal|Porto]], met Olga Kovar.", "this is the source of a wiki's page"},
		{"a.txt", met + " [sic] He said [it] was late.", met + " [sic] He said [it] was late."},
	} {
		articles, rejects, _ := readFile(t, c.file, c.content)
		switch {
		case len(articles) == 1 && articles[0].Text == c.want:
		case len(rejects) == 1 && strings.HasPrefix(rejects[0].Message, c.want):
		default:
			t.Errorf("%q: got %v %v, want %q", c.content, articles, rejects, c.want)
		}
	}
}

// TestWhatSourcesCallThings: values are found where the programs of sources put them.
func TestWhatSourcesCallThings(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"film of a channel", "a.xml", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><title>Walls</title><link rel="alternate" href="https://y.example/w?v=1"/><media:group><media:description>` + met + `</media:description></media:group></entry></feed>`, "https://y.example/w?v=1|Walls||" + met},
		{"columns", "a.json", `{"title":{"0":"Walls","1":"Fraud"},"text":{"0":"` + met + `","1":"` + accused + `"}}`, "|Walls||" + met + "\n|Fraud||" + accused},
		{"columns and rows", "a.json", `{"columns":["title","text"],"index":[0],"data":[["Walls","` + met + `"]]}`, "|Walls||" + met},
		{"typed values", "a.json", `{"documents":[{"fields":{"title":{"stringValue":"Walls"},"text":{"stringValue":"` + met + `"},"authors":{"arrayValue":{"values":[{"stringValue":"Jo Park"}]}}}}]}`, "|Walls|Jo Park|" + met},
		{"page under source", "a.json", `{"author":"Jo Park; Ana Bell","source":"https://w.example/1","text":"` + met + `"}`, "https://w.example/1||Jo Park+Ana Bell|" + met},
		{"site under source", "a.json", `{"author":12,"source":"https://w.example/","text":"` + met + `"}`, "|||" + met},
		{"byline with a place", "a.json", `{"byline":"Jo Park in Porto","text":"` + met + `"}`, "||Jo Park|" + met},
		{"date before the name", "a.txt", "Walls\nPosted on March 4, 2025 by Jo Park\n\n" + met, "|Walls|Jo Park|Walls\n\n" + met},
		{"name of the site", "a.html", `<h1 class="site-title">Coast News</h1><article><h1>Walls</h1><p>` + met + `</p></article>`, "|Walls||" + met},
		{"title of a blog's post", "a.html", `<article><h1 class="blog-post-title">Walls</h1><p>` + met + `</p></article>`, "|Walls||" + met},
		{"title block", "a.md", "% Walls\n% Jo Park\n% March 4, 2025\n\n" + met, "|Walls|Jo Park|" + met},
		{"names below the heading", "a.md", "# Walls\n\nAuthor: Jo Park\nURL: https://w.example/1\n\n" + met, "https://w.example/1|Walls|Jo Park|" + met},
		{"a label below the heading", "a.md", "# Walls\n\nBy the way: " + met, "|Walls||By the way: " + met},
		{"reader's page", "a.md", "Title: Walls\nURL Source: https://w.example/1\nMarkdown Content:\n" + met, "https://w.example/1|Walls||" + met},
		{"label of a callout", "a.md", "# Walls\n\n> [!info] Note\n> " + met + "\n\n#port #news\n", "|Walls||" + met},
		{"program", "a.md", "# Walls\n\n{% highlight ruby %}\nputs \"Petra Moll met Ivo Lang\"\n{% endhighlight %}\n\n" + met, "|Walls||" + met},
	} {
		articles, rejects, _ := readFile(t, c.file, c.content)
		var got []string
		for _, a := range articles {
			got = append(got, strings.Join([]string{a.URL, a.Title, strings.Join(a.Authors, "+"), a.Text}, "|"))
		}
		if len(rejects) > 0 || strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got %q %v, want %q", c.name, got, rejects, c.want)
		}
	}
}

// TestBeginningsAreTold: a text that breaks off is noted, and links to articles are
// no text.
func TestBeginningsAreTold(t *testing.T) {
	for content, noted := range map[string]bool{met: false, met + " […]": true, met + "… [+1234 chars]": true, met + " Continue reading Walls": true, "He went on reading. " + met: false} {
		if _, _, report := readFile(t, "a.txt", content); (report.Noted == 1) != noted {
			t.Errorf("%q: notes %v", content, report.Notes)
		}
	}
	const item = `<rss version="2.0"><channel><item><title>Duarte meets Kovar - Coast News</title><description>&lt;a href="https://n.example/1"&gt;Duarte meets Kovar&lt;/a&gt;&amp;nbsp;&lt;font&gt;Coast News&lt;/font&gt;</description></item></channel></rss>`
	if articles, rejects, _ := readFile(t, "a.xml", item); len(articles) > 0 || len(rejects) != 1 || rejects[0].Code != "no-text" {
		t.Errorf("links of an aggregator: got %v %v", articles, rejects)
	}
}
