package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/transform"

	"github.com/newsgraph/newsgraph/extract"
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
	origin    string   // name that decides by its suffix, where it is not Name
	depth     int      // archives around it
	plainFile bool     // Name is a file with just this content
	listed    bool     // a directory or an archive lists it, nobody named it
	budget    *budget  // of the outermost archive around it
	packed    *counted // the bytes of the file or stream as they come
	path      string   // of the file, as extract.Article.Path has it
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
	in.packed = &counted{r: body}
	in.Body = bufio.NewReaderSize(in.packed, headSize)
	head, err := in.Body.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return in.readError(0, 0, err)
	}
	if plain, err := in.decompress(head); err != nil {
		return in.reject(0, 0, "truncated", "%v: the file is damaged, fetch it again", err)
	} else if plain != nil {
		in.plainFile = false
		in.Body = bufio.NewReaderSize(&inflated{r: plain, packed: in.packed}, headSize)
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
	if k := in.reader.kinds.ofBytes(head); k != nil {
		return in.reject(0, 0, "binary", "%s", in.sibling(k))
	}
	if isBinary(head) {
		return in.reject(0, 0, "binary", "this is binary data: give text, HTML, JSON or JSON lines")
	}
	return nil
}

// sibling returns the kind that the ending of the name tells from k, where both
// have the same magic.
func (in *Input) sibling(k *kind) *kind {
	if named := in.reader.kinds.ofName(in.base()); named != nil && named.shares(k) {
		return named
	}
	return k
}

// isBinary reports whether head is what no text and no web archive has.
func isBinary(head []byte) bool {
	return !isWARC(head) && (bytes.IndexByte(head, 0) >= 0 || controls(head)*20 > len(head))
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
