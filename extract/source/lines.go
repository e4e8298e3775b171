package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
)

// linesFormat reads JSON lines: one record a line. A broken line is one reject;
// the next line is read all the same.
func linesFormat() Format {
	return Format{
		Name: "jsonl", Doc: "JSON lines: one article a line, in any of the usual shapes, or as newsgraph extract --json writes it",
		Suffixes: []string{".jsonl", ".ndjson"},
		Match: func(name string, head []byte) bool {
			return hasSuffix(name, []string{".jsonl", ".ndjson"}) || looksLikeLines(head)
		},
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.lines(yield) }
		},
	}
}

// looksLikeLines reports whether the first line is an object and another
// record follows.
func looksLikeLines(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	first, rest, more := bytes.Cut(head, []byte("\n"))
	if !more || len(first) == 0 || first[0] != '{' {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && rest[0] == '{' && (json.Valid(first) || bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")))
}

func (in *Input) lines(yield yields) {
	limit := in.reader.opts.MaxRecord
	offset := int64(0)
	for number := 1; ; number++ {
		line, size, err := readLine(in.Body, limit)
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		switch {
		case errors.Is(err, errLongLine):
			if !yield(nil, in.reject(offset, number, "too-long-line", "a line of %d bytes, more than %d: one article a line", size, limit)) {
				return
			}
		case err != nil && err != io.EOF:
			yield(nil, in.readError(offset, number, err))
			return
		case len(line) > 0 && !in.jsonRecord(line, offset, number, yield):
			return
		}
		if err == io.EOF {
			return
		}
		offset += size
	}
}

var errLongLine = errors.New("line too long")

// readLine reads a line with its line feed. It returns the size of the line also
// where it is longer than limit: then the line itself is not kept, and the error
// is errLongLine. The last line comes with io.EOF unless it is too long.
func readLine(r *bufio.Reader, limit int) (line []byte, size int64, err error) {
	for {
		part, err := r.ReadSlice('\n')
		size += int64(len(part))
		if size <= int64(limit) {
			line = append(line, part...)
		} else {
			line = nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case size > int64(limit) && (err == nil || err == io.EOF):
			return nil, size, errLongLine
		}
		return line, size, err
	}
}
