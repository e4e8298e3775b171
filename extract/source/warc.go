package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"newsgraph/extract"
)

// warcFormat reads web archives: pages as they were fetched, and the texts that
// WET files have of them. Other records are counted as no articles.
func warcFormat() Format {
	return Format{
		Name: "warc", Doc: "a web archive (WARC or WET): every HTML page that was fetched well, or its text",
		Suffixes: []string{".warc", ".wet"},
		Match: func(name string, head []byte) bool {
			return hasSuffix(name, []string{".warc", ".wet"}) || bytes.HasPrefix(head, []byte("WARC/1."))
		},
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.warc(yield) }
		},
	}
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
	address := strings.Trim(rec.header.Get("WARC-Target-URI"), "<>")
	html, charset := false, ""
	body := rec.body
	switch rec.header.Get("WARC-Type") {
	case "conversion":
	case "response":
		kind := ""
		var ok bool
		if body, kind, ok = httpBody(rec.body); !ok {
			in.reader.report.NotArticles++
			return true
		}
		media, params, _ := mime.ParseMediaType(kind)
		html, charset = media == "text/html" || media == "application/xhtml+xml", params["charset"]
		if !html {
			in.reader.report.NotArticles++
			return true
		}
	default:
		in.reader.report.NotArticles++
		return true
	}
	if rec.header.Get("WARC-Truncated") != "" {
		in.note(number, "the crawler cut this page off")
	}
	out := record{fields: map[string]any{"url": address}, raw: body, offset: offset, number: number}
	if !html {
		out.text = string(in.utf8(body, number))
		return yield(in.article(out))
	}
	return yield(in.htmlRecord(out, charset))
}

// httpBody returns the body and the content type of an answer with status 200.
// The headers may speak of a coding that the crawler has already undone: then
// the bytes are taken as they are.
func httpBody(raw []byte) (body []byte, kind string, ok bool) {
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), nil)
	if err != nil || res.StatusCode != http.StatusOK {
		return nil, "", false
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if _, plain, found := bytes.Cut(raw, []byte("\r\n\r\n")); found && (err != nil || len(body) == 0) {
		body = plain
	}
	if strings.EqualFold(res.Header.Get("Content-Encoding"), "gzip") {
		if z, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
			if plain, err := io.ReadAll(io.LimitReader(z, maxPage+1)); err == nil {
				body = plain
			}
		}
	}
	return body, res.Header.Get("Content-Type"), true
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
		if strings.HasPrefix(line, "WARC/1.") {
			break
		}
	}
	rec.header = textproto.MIMEHeader{}
	for {
		line, err := w.line()
		if err != nil {
			return rec, offset, unexpected(err)
		}
		if line == "" {
			break
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			rec.header.Add(name, strings.TrimSpace(value))
		}
	}
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
