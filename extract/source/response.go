package source

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"regexp"
	"strings"
	"unicode/utf8"
)

// response is the answer of a web server as a crawler has kept it.
type response struct {
	status string // three digits
	header textproto.MIMEHeader
	body   []byte
}

// parseResponse reads an answer of any version of HTTP. The crawlers that write
// HTTP/2 know no better than to put it into the form of version 1.
func parseResponse(raw []byte) (response, error) {
	lines, body := splitHead(string(raw))
	if len(lines) == 0 {
		return response{}, errors.New("is no page: the record is empty")
	}
	m := regexp.MustCompile(`(?i)^HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})\b`).FindStringSubmatch(lines[0])
	if m == nil {
		return response{}, fmt.Errorf("is no page: the record begins with %.40q, not with the status of an answer", lines[0])
	}
	return response{m[1], headerOf(lines[1:]), []byte(body)}, nil
}

// decoded returns the body without the codings of its transfer. The header may
// speak of codings that the crawler has already undone: then the bytes are taken as
// they are.
func (res response) decoded() ([]byte, error) {
	body := res.body
	if strings.Contains(strings.ToLower(res.header.Get("Transfer-Encoding")), "chunked") {
		if whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body))); err == nil {
			body = whole
		}
	}
	codings := strings.FieldsFunc(strings.ToLower(strings.Join(res.header["Content-Encoding"], ",")), func(c rune) bool { return c == ',' || c == ' ' })
	for i := len(codings) - 1; i >= 0; i-- {
		plain, err := uncoded(body, codings[i])
		switch {
		case err == nil:
			body = plain
		case !utf8.Valid(body) && isBinary(body):
			return nil, fmt.Errorf("the page is in the coding %q (%w): unpack it before", codings[i], err)
		}
	}
	return body, nil
}

// uncoded undoes one content coding.
func uncoded(body []byte, coding string) ([]byte, error) {
	var plain io.Reader
	var err error
	switch coding {
	case "identity":
		return body, nil
	case "gzip", "x-gzip":
		plain, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		plain, err = zlib.NewReader(bytes.NewReader(body))
	default:
		err = errors.New("not a coding that is known here")
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(plain, maxPage+1))
}
