package source

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"iter"
	"mime"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// warcFormat reads web archives: pages as they were fetched, and the texts that
// WET files have of them. Other records are counted as no articles.
func warcFormat() Format {
	return Format{
		Name: "warc", Doc: "a web archive (WARC or WET): every HTML page that was fetched well, or its text",
		Suffixes: []string{".warc", ".wet"},
		Sure:     isWARC,
		Match:    func(name string, _ []byte) bool { return hasSuffix(name, []string{".warc", ".wet"}) },
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.warc(yield) }
		},
	}
}

// isWARC reports whether head begins as a record, of any version.
func isWARC(head []byte) bool {
	return len(head) > 5 && strings.EqualFold(string(head[:5]), "WARC/") && head[5] >= '0' && head[5] <= '9'
}

// warcRecord is one record of a web archive.
type warcRecord struct {
	header textproto.MIMEHeader
	body   []byte
}

func (in *Input) warc(yield yields) {
	w := &warcReader{r: in.Body, limit: in.reader.opts.MaxRecord}
	for number := 1; ; number++ {
		rec, offset, err := w.next()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, errLongRecord):
			if !yield(nil, in.reject(offset, number, "too-long", "a record of more than %d bytes: not one article", w.limit)) {
				return
			}
			continue
		case errors.Is(err, errLength):
			if !yield(nil, in.reject(offset, number, "syntax", "%v: read on at the next record", err)) {
				return
			}
			continue
		case err != nil:
			yield(nil, in.readError(offset, number, err))
			return
		}
		if !in.warcPage(rec, offset, number, yield) {
			return
		}
	}
}

// warcPage makes an article of a record that holds one.
func (in *Input) warcPage(rec warcRecord, offset int64, number int, yield yields) bool {
	out := record{fields: map[string]any{"url": strings.Trim(rec.header.Get("WARC-Target-URI"), "<>")}, offset: offset, number: number}
	pass := func(kind, reason string) bool {
		in.reader.report.skip(Skipped{Source: in.place(0), Record: number, Kind: kind, Reason: strings.TrimSpace(text(out.fields["url"]) + " " + reason)})
		return true
	}
	body, kind := rec.body, rec.header.Get("Content-Type")
	switch recordType := strings.ToLower(rec.header.Get("WARC-Type")); recordType {
	case "conversion", "resource":
	case "response":
		res, err := parseResponse(rec.body)
		switch {
		case err != nil:
			return pass("response", err.Error())
		case res.status != "200" && res.status != "203":
			return pass("status "+res.status, "is no page: the server answered "+res.status)
		}
		if body, err = res.decoded(); err != nil {
			return yield(nil, in.reject(offset, number, "coding", "%v", err))
		}
		kind = res.header.Get("Content-Type")
	default:
		return pass(cmp.Or(recordType, "record without type"), "is no page: a record of the type "+strconv.Quote(recordType))
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil { // parameters that nobody can read do not hide what stands before them
		media, _, _ = strings.Cut(kind, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	if media == "" && looksLikeHTML(body) {
		media = "text/html"
	}
	if rec.header.Get("WARC-Truncated") != "" {
		in.note(number, "the crawler cut this page off")
	}
	out.raw = body
	switch {
	case media == "text/html", media == "application/xhtml+xml":
		return yield(in.htmlRecord(out, params["charset"]))
	case strings.EqualFold(rec.header.Get("WARC-Type"), "conversion"):
		out.text = string(in.utf8(body, number))
		return yield(in.article(out))
	}
	return pass(cmp.Or(media, "no type of content"), "is no page")
}

// errLength is the error of a record whose length is missing or wrong.
var errLength = errors.New("the Content-Length of the record is missing or wrong")

// warcReader reads records one behind the other.
type warcReader struct {
	r      *bufio.Reader
	limit  int
	offset int64
}

// line reads one line without its end.
func (w *warcReader) line() (string, error) {
	line, size, err := readLine(w.r, 1<<20)
	w.offset += size
	if err != nil && (err != io.EOF || size == 0) {
		return "", err
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// next returns the next record, skipping whatever is not the beginning of one.
// After errLongRecord and errLength it can go on.
func (w *warcReader) next() (rec warcRecord, offset int64, err error) {
	for {
		offset = w.offset
		line, err := w.line()
		if err != nil && !errors.Is(err, errLongLine) {
			return rec, offset, err
		}
		if isWARC([]byte(line)) {
			break
		}
	}
	var lines []string
	for {
		line, err := w.line()
		if err != nil {
			return rec, offset, unexpected(err)
		}
		if line == "" {
			break
		}
		lines = append(lines, line)
	}
	rec.header = headerOf(lines)
	size, err := strconv.ParseInt(rec.header.Get("Content-Length"), 10, 64)
	switch {
	case err != nil || size < 0:
		return rec, offset, errLength
	case size > int64(w.limit):
		n, err := io.CopyN(io.Discard, w.r, size)
		w.offset += n
		if err != nil {
			return rec, offset, unexpected(err)
		}
		return rec, offset, errLongRecord
	}
	rec.body = make([]byte, size)
	n, err := io.ReadFull(w.r, rec.body)
	w.offset += int64(n)
	if err != nil {
		return rec, offset, unexpected(err)
	}
	return rec, offset, nil
}

// unexpected is err for a place at which the file must not end.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
