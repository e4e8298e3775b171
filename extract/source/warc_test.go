package source

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// warcOf writes records: a type, more header lines, and the body.
func warcOf(records ...[3]string) string {
	var b strings.Builder
	for i, r := range records {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://w.example/%d\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", r[0], i, r[1], len(r[2]), r[2])
	}
	return b.String()
}

// TestAnswersOfServers: a page is read whatever version of HTTP brought it and
// however its header is written; what is no page is named.
func TestAnswersOfServers(t *testing.T) {
	page := "<html><body><article><p>" + story + "</p></article></body></html>"
	var zipped, deflated bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, page)
	z.Close()
	d := zlib.NewWriter(&deflated)
	fmt.Fprint(d, page)
	d.Close()
	head := "Content-Type: text/html\r\n\r\n"
	for _, c := range []struct{ record, want string }{
		{"HTTP/1.1 200 OK\r\n" + head + page, "read"},
		{"HTTP/2 200\r\n" + head + page, "read"},
		{"HTTP/3 200\r\n" + head + page, "read"},
		{"HTTP/2.0 200 OK\r\n" + head + page, "read"},
		{"http/1.1 200 OK\r\n" + head + page, "read"},
		{"HTTP/1.0 200\n" + "content-type: TEXT/HTML; charset=UTF-8\n\n" + page, "read"},
		{"HTTP/1.1 203 Other\r\nContent-Type : text/html\r\n\r\n" + page, "read"},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\r\n\r\n" + page, "read"},
		{"HTTP/1.1 200 OK\r\nno colon\r\nContent-Type:\r\n application/xhtml+xml\r\n\r\n" + page, "read"},
		{"HTTP/1.1 200 OK\r\n\r\n" + page, "read"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + head + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page), page), "read"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n" + head + page, "read"}, // undone already
		{"HTTP/2 200\r\ncontent-encoding: gzip\r\n" + head + zipped.String(), "read"},
		{"HTTP/2 200\r\ncontent-encoding: deflate\r\n" + head + deflated.String(), "read"},
		{"HTTP/2 200\r\ncontent-encoding: br\r\n" + head + page, "read"}, // undone already
		{"HTTP/2 200\r\ncontent-encoding: br\r\n" + head + "\x8b\x00\x80\xff\x03\x01\x02\x05", `coding: the page is in the coding "br"`},
		{"HTTP/2 404\r\n" + head + page, "status 404: https://w.example/0 is no page: the server answered 404"},
		{"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", "image/png: https://w.example/0 is no page"},
		{"garbage", `response: https://w.example/0 is no page: the record begins with "garbage", not with`},
		{"", "response: https://w.example/0 is no page: the record is empty"},
	} {
		got := warcAnswer(t, warcOf([3]string{"response", "", c.record}))
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%.60q: got %q, want %q", c.record, got, c.want)
		}
	}
	for _, c := range []struct {
		record [3]string
		want   string
	}{
		{[3]string{"resource", "Content-Type: text/html\r\n", page}, "read"},
		{[3]string{"conversion", "Content-Type: text/plain\r\n", story}, "read"},
		{[3]string{"Response", "", "HTTP/2 200\r\n" + head + page}, "read"},
		{[3]string{"response", "Content-Type : application/http\r\n", "HTTP/2 200\r\n" + head + page}, "read"},
		{[3]string{"revisit", "", "x"}, `revisit: https://w.example/0 is no page: a record of the type "revisit"`},
		{[3]string{"", "", "x"}, "record without type: "},
	} {
		if got := warcAnswer(t, warcOf(c.record)); !strings.HasPrefix(got, c.want) {
			t.Errorf("%.60q: got %q, want %q", c.record, got, c.want)
		}
	}
	if got := warcAnswer(t, strings.ToLower("WARC/1.1")+warcOf([3]string{"response", "", "HTTP/2 200\r\n" + head + page})[8:]); got != "read" {
		t.Errorf("a version in small letters: %q", got)
	}
}

// warcAnswer tells what came of an archive of one record.
func warcAnswer(t *testing.T, archive string) string {
	t.Helper()
	var r Report
	got := brief(t, Options{Stdin: strings.NewReader(archive), Report: &r}, "-")
	switch {
	case len(got) == 1 && strings.HasPrefix(got[0], "https://w.example/0||OSLO"):
		return "read"
	case len(r.Skipped) == 1:
		return r.Skipped[0].Kind + ": " + r.Skipped[0].Reason
	}
	return strings.Join(got, "|")
}
