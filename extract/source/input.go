package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/transform"

	"newsgraph/extract"
)

// headSize is how much of an input is looked at before its format is decided.
const headSize = 64 << 10

// Input is one opened file or stream, decompressed.
type Input struct {
	Name   string        // as the user wrote it
	Member string        // name inside the archive Name, "" if it is none
	Head   []byte        // the first bytes, at most 64 KiB, of Body
	Body   *bufio.Reader // the whole content

	reader    *reader
	origin    string // name that decides by its suffix, where it is not Name
	depth     int    // archives around it
	plainFile bool   // Name is a file with just this content
}

// base returns the name whose suffix counts.
func (in *Input) base() string {
	switch {
	case in.origin != "":
		return in.origin
	case in.Member != "":
		return in.Member
	}
	return in.Name
}

// open decompresses and refuses what is surely no article.
func (in *Input) open(body io.Reader) *extract.Reject {
	raw := &counted{r: body}
	in.Body = bufio.NewReaderSize(raw, headSize)
	head, err := in.Body.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return in.readError(0, 0, err)
	}
	if plain, err := decompress(in.Body, head); err != nil {
		return in.reject(0, 0, "truncated", "%v: the file is damaged, fetch it again", err)
	} else if plain != nil {
		in.plainFile = false
		in.Body = bufio.NewReaderSize(&inflated{r: plain, packed: raw}, headSize)
		if head, err = in.Body.Peek(headSize); err != nil && err != io.EOF && len(head) == 0 {
			return in.readError(0, 0, err)
		}
	}
	if w, ok := wideOf(head); ok {
		in.Body = bufio.NewReaderSize(transform.NewReader(in.Body, w.NewDecoder()), headSize)
		head, _ = in.Body.Peek(headSize)
		in.note(0, "read as %s", w.name)
	}
	in.Head = head
	if len(bytes.TrimSpace(head)) == 0 && len(head) < headSize {
		return in.reject(0, 0, "empty", "the file is empty")
	}
	if isArchive(head) != "" {
		return nil
	}
	if kind := foreign(head); kind != "" {
		return in.reject(0, 0, "binary", "this is %s: give text, HTML, JSON or JSON lines", kind)
	}
	return nil
}

// decompress returns a reader of the plain content, nil if it is plain already.
func decompress(body io.Reader, head []byte) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(body)
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 4 && head[3] >= '1' && head[3] <= '9':
		return bzip2.NewReader(body), nil
	}
	return nil, nil
}

// foreign names the kind of content that is none of ours, or is empty.
func foreign(head []byte) string {
	for _, m := range []struct{ magic, kind string }{
		{"%PDF-", "a PDF file"},
		{"\x7fELF", "a program"}, {"\x89PNG", "an image"}, {"\xff\xd8\xff", "an image"},
		{"GIF8", "an image"}, {"\x28\xb5\x2f\xfd", "a zstd archive (unpack it first)"},
		{"\xfd7zXZ", "an xz archive (unpack it first)"}, {"PAR1", "a Parquet file"},
		{"SQLite format 3", "a database"}, {"\xd0\xcf\x11\xe0", "an office document"}, {"{\\rtf", "an RTF file"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind
		}
	}
	if bytes.HasPrefix(head, []byte("WARC/1.")) {
		return ""
	}
	if bytes.IndexByte(head, 0) >= 0 || controls(head)*20 > len(head) {
		return "binary data"
	}
	return ""
}

// controls counts the control characters that no text has.
func controls(b []byte) int {
	n := 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return n
}

// counted counts the bytes that were read through it.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// The errors of a compressed stream.
var (
	errTruncated = errors.New("the compressed data ends too early or is damaged")
	errBomb      = errors.New("the compressed data grows beyond 4 GiB or 200 times its size")
)

// inflated guards a decompressed stream against bombs and names its damages.
type inflated struct {
	r      io.Reader
	packed *counted
	n      int64
}

func (f *inflated) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	f.n += int64(n)
	switch {
	case f.n > 4<<30, f.n > 64<<20 && f.n > 200*f.packed.n:
		return 0, errBomb
	case errors.Is(err, gzip.ErrHeader) && f.n > 0:
		return n, io.EOF // garbage behind the last member
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("%w (%v)", errTruncated, err)
	}
	return n, err
}

// all reads the rest of the input, one record.
func (in *Input) all() ([]byte, *extract.Reject) {
	limit := in.reader.opts.MaxRecord
	b, err := io.ReadAll(io.LimitReader(in.Body, int64(limit)+1))
	if err != nil {
		return nil, in.readError(0, 0, err)
	}
	if len(b) > limit {
		return nil, in.reject(0, 0, "too-long", "more than %d bytes: not one article", limit)
	}
	return b, nil
}

// readError makes a reject of an error while reading.
func (in *Input) readError(offset int64, record int, err error) *extract.Reject {
	code := "unreadable"
	switch {
	case errors.Is(err, errTruncated), errors.Is(err, io.ErrUnexpectedEOF):
		code = "truncated"
	case errors.Is(err, errBomb):
		code = "bomb"
	}
	return in.reject(offset, record, code, "%v", cause(err))
}

func (in *Input) reject(offset int64, record int, code, format string, args ...any) *extract.Reject {
	r := refuse(in.Name, code, format, args...)
	r.Member, r.Offset, r.Record = in.Member, offset, record
	return r
}

func (in *Input) note(record int, format string, args ...any) {
	r := in.reader.report
	if r.Noted++; len(r.Notes) < listed {
		r.Notes = append(r.Notes, Note{Source: in.place(0), Record: record, Text: fmt.Sprintf(format, args...)})
	}
}
