package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// csvFormat reads tables: one article a row, the first row names the columns.
func csvFormat() Format {
	return Format{
		Name: "csv", Doc: "a table, separated by comma, semicolon, tab or bar: one article a row, the first row names the fields",
		Suffixes: []string{".csv", ".tsv"},
		Match:    func(name string, _ []byte) bool { return hasSuffix(name, []string{".csv", ".tsv"}) },
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.table(yield) }
		},
	}
}

func (in *Input) table(yield yields) {
	if head, _ := in.Body.Peek(3); string(head) == "\ufeff" {
		_, _ = in.Body.Discard(3)
	}
	rows := &rowReader{r: in.Body, limit: in.reader.opts.MaxRecord, separator: separator(in.Head)}
	names, _, err := rows.next()
	if err == nil && declaresSeparator(names) {
		names, _, err = rows.next()
	}
	if err != nil {
		yield(nil, in.readError(0, 0, err))
		return
	}
	in.columns(names)
	for number := 1; ; number++ {
		offset := rows.offset
		row, raw, err := rows.next()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, errLongRecord), errors.Is(err, errQuote):
			rej := in.reject(offset, number, "syntax", "%v: is a quotation mark missing?", err)
			rej.Raw = keep(raw)
			if !yield(nil, rej) {
				return
			}
			continue
		case err != nil:
			yield(nil, in.readError(offset, number, err))
			return
		case len(row) == 1 && row[0] == "":
			continue
		case len(row) != len(names):
			rej := in.reject(offset, number, "syntax", "%d fields, but the first row names %d", len(row), len(names))
			rej.Raw = keep(raw)
			if !yield(nil, rej) {
				return
			}
			continue
		}
		m := map[string]any{}
		for i, name := range names {
			if m[name] == nil {
				m[name] = string(in.utf8([]byte(row[i]), number))
			}
		}
		if !in.fromFields(m, tableOf(names, row), offset, number, yield) {
			return
		}
	}
}

// columns decodes the names of the columns and notes those that are not read.
func (in *Input) columns(names []string) {
	var unread []string
	for i, name := range names {
		names[i] = strings.TrimSpace(string(in.utf8([]byte(name), 0)))
		mapped := false
		for _, own := range in.reader.opts.Fields {
			mapped = mapped || plainName(own) == plainName(name)
		}
		if names[i] != "" && !mapped && in.reader.names.field(names[i]) == "" {
			unread = append(unread, names[i])
		}
	}
	if len(unread) > 0 {
		in.note(0, "columns not read: %s", strings.Join(unread, ", "))
	}
}

// separator finds the separator that the first line has most often outside of
// quotation marks, or the one that it declares.
func separator(head []byte) byte {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	if line = bytes.TrimSpace(line); len(line) == 5 && declaresSeparator([]string{string(line)}) {
		return line[4]
	}
	var counts [256]int
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[c]++
		}
	}
	best := byte(',')
	for _, s := range []byte(";\t|") {
		if counts[s] > counts[best] {
			best = s
		}
	}
	return best
}

// declaresSeparator recognises the line sep=; that spreadsheets write before the
// names. Cut at its separator it is two fields.
func declaresSeparator(row []string) bool {
	return strings.HasPrefix(row[0], "sep=") && (len(row) == 1 && len(row[0]) == 5 || len(row) == 2 && row[0] == "sep=" && row[1] == "")
}

// tableOf writes one row as a table of its own, for the rejects file.
func tableOf(names, row []string) []byte {
	var b bytes.Buffer
	for _, line := range [][]string{names, row} {
		for i, s := range line {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// errQuote is the error of a row whose quotation marks are wrong.
var errQuote = errors.New("text behind a closed quotation mark")

// rowReader reads rows as RFC 4180 has them, with any separator and with line
// breaks inside quotation marks. It holds one row at a time.
type rowReader struct {
	r         *bufio.Reader
	limit     int
	separator byte
	offset    int64
}

// next returns the fields of the next row and its bytes. After errQuote and
// errLongRecord the next row can be read.
func (t *rowReader) next() (fields []string, raw []byte, err error) {
	var field []byte
	quoted, closed, begun, wrong, long := false, false, false, false, false
	end := func() { fields, field, closed, begun = append(fields, string(field)), nil, false, false }
	for {
		c, err := t.r.ReadByte()
		if err == io.EOF && t.offset > 0 && len(raw) > 0 && !quoted {
			c, err = '\n', nil
		}
		if err == io.EOF && quoted {
			return nil, raw, errQuote
		}
		if err != nil {
			return nil, raw, err
		}
		t.offset++
		if long = long || len(raw) >= t.limit; !long {
			raw = append(raw, c)
		}
		switch {
		case quoted && c == '"':
			quoted, closed = false, true
		case quoted:
			field = appendTo(field, c, long)
		case c == '"' && closed: // a doubled mark inside
			field, quoted, closed = append(field, '"'), true, false
		case c == '"' && !begun:
			quoted, begun = true, true
		case c == t.separator:
			end()
		case c == '\n', c == '\r' && !t.before('\n'): // old Macs end a row by \r alone
			end()
			switch {
			case long:
				return nil, nil, errLongRecord
			case wrong:
				return nil, raw, errQuote
			}
			return fields, raw, nil
		case c == '\r':
		default:
			wrong = wrong || closed
			begun = true
			field = appendTo(field, c, long)
		}
	}
}

// before reports whether a byte comes next.
func (t *rowReader) before(c byte) bool {
	next, err := t.r.Peek(1)
	return err == nil && next[0] == c
}

// appendTo appends a byte unless the row is given up already.
func appendTo(field []byte, c byte, long bool) []byte {
	if long {
		return nil
	}
	return append(field, c)
}
