package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"testing"
)

func FuzzXML(f *testing.F) {
	fuzz(f, "xml", rss, rss1, atom1, nitf, `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"><contentSet><inlineData>x &amp; y</inlineData></contentSet></newsItem>`,
		`<NewsML><NewsItem><DataContent><p>x</p></DataContent></NewsItem></NewsML>`, "<rss><channel><item><description>&lt;p&gt;x</description></item><item>",
		"<feed><entry><title type='html'>&amp;lt;b&amp;gt;</title><content type='xhtml'><div><p>x</p></div></content></entry></feed>", "\xff\xfe<\x00", "<?xml version='1.0' encoding='x'?><rss/>")
}

func FuzzMail(f *testing.F) {
	fuzz(f, "mail", "From: a@b.c\nSubject: =?utf-8?q?x=20y?=\n\n"+story, "From a@b.c Tue Mar  4 10:00:00 2025\nFrom: a\n\nx\n\nFrom a@b.c Tue Mar  4 10:00:00 2025\n\ny",
		"From: a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\neA==\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n",
		"From: a\nContent-Type: multipart/digest; boundary=b\n\n--b\n\nFrom: b\n\n> x\n--b--", "From: a\nContent-Transfer-Encoding: quoted-printable\n\n=C3=A9=\n=zz=4", "12\nFrom: a\n\nx")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, "markdown", "---\ntitle: x\ndate: 2025-03-04\na: &a [*a]\n---\n# x\n\n**a** [b](c)", "+++\nx = 1979-05-27\n+++\nx", "x[^1]\n\n[^1]: y\n\n```go\nz\n```", "[[a|b]] ![[c]] {{< d >}} %% e %%", "| a |\n|---|\n| b |")
}

// FuzzContent reads anything as what it looks like, archives too.
func FuzzContent(f *testing.F) {
	var z, t bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&t)
	w, _ := zw.Create("a.txt")
	_, _ = w.Write([]byte("x"))
	zw.Close()
	_ = tw.WriteHeader(&tar.Header{Name: "a.txt", Size: 1})
	_, _ = tw.Write([]byte("x"))
	tw.Close()
	fuzz(f, "", z.String(), t.String(), "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", "BZh9\x17rE8P\x90\x00\x00\x00\x00", "<rss>", "---\na: b\n---\n", "From: a\nTo: b\n\nx", "title,text\na,b\n",
		"<svg xmlns='x'>", "key:\n  - a\n", "PK\x05\x06", "\xd0\xcf\x11\xe0", "\\documentclass{x}", "WARC/1.0\r\nContent-Length: 0\r\n\r\n")
}
