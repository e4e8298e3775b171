package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
)

// jsonFormat reads an object, an array of objects, or an object that holds an
// array of them, as the answers of news services do.
func jsonFormat() Format {
	return Format{
		Name: "json", Doc: "JSON: one article, an array of them, or an answer of a service or a database that holds them at any place",
		Suffixes: []string{".json"},
		Match: func(name string, head []byte) bool {
			return hasSuffix(name, []string{".json"}) || looksLikeJSON(head)
		},
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.json(yield) }
		},
	}
}

// looksLikeJSON reports whether head begins as an object or an array of objects.
func looksLikeJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) < 2 || head[0] != '{' && head[0] != '[' {
		return false
	}
	next := bytes.TrimLeft(head[1:], " \t\r\n")
	if len(next) == 0 {
		return false
	}
	return head[0] == '{' && (next[0] == '"' || next[0] == '}') || head[0] == '[' && (next[0] == '{' || next[0] == '[' || next[0] == ']')
}

func (in *Input) json(yield yields) {
	s := &splitter{r: in.Body, limit: in.reader.opts.MaxRecord}
	if head, _ := in.Body.Peek(3); string(head) == "\ufeff" {
		s.discard(3)
	}
	for number := 1; ; number++ {
		raw, offset, err := s.next()
		switch {
		case err == io.EOF:
			return
		case err != nil:
			if !yield(nil, in.splitError(offset, number, err)) || !errors.Is(err, errLongRecord) && !errors.Is(err, errDeep) {
				return
			}
			continue
		}
		if !in.jsonRecord(raw, offset, number, yield) {
			return
		}
	}
}

func (in *Input) splitError(offset int64, number int, err error) *extract.Reject {
	switch {
	case errors.Is(err, errLongRecord):
		return in.reject(offset, number, "too-long", "a record of more than %d bytes: write one article a line (JSON lines)", in.reader.opts.MaxRecord)
	case errors.Is(err, errDeep):
		return in.reject(offset, number, "too-deep", "nested deeper than %d levels: not an article", maxDepth)
	case errors.Is(err, errSyntax), errors.Is(err, io.ErrUnexpectedEOF):
		return in.reject(offset, number, "syntax", "not valid JSON from byte %d on: %v", offset, err)
	}
	return in.readError(offset, number, err)
}

// The errors of a splitter.
var (
	errLongRecord = errors.New("record too long")
	errDeep       = errors.New("nested too deep")
	errSyntax     = errors.New("expected a value, a comma or the end of the array")
)

// splitter cuts a stream into the elements of its outermost array, or into its
// values if there is none. It holds one element at a time and only counts
// brackets: whether an element is valid JSON is seen when it is decoded.
type splitter struct {
	r       *bufio.Reader
	limit   int
	offset  int64 // of the next byte
	inArray bool
	begun   bool
}

func (s *splitter) discard(n int) {
	d, _ := s.r.Discard(n)
	s.offset += int64(d)
}

// read returns the next byte.
func (s *splitter) read() (byte, error) {
	c, err := s.r.ReadByte()
	if err == nil {
		s.offset++
	}
	return c, err
}

func (s *splitter) unread() {
	_ = s.r.UnreadByte() // directly behind a ReadByte it cannot fail
	s.offset--
}

// solid returns the next byte that is not white space.
func (s *splitter) solid() (byte, error) {
	for {
		c, err := s.read()
		if err != nil || c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, err
		}
	}
}

// next returns the next element and the byte where it begins; io.EOF at the end.
// After errLongRecord and errDeep the next one can be read.
func (s *splitter) next() (raw []byte, offset int64, err error) {
	c, err := s.solid()
	if err == nil && !s.begun {
		s.begun = true
		if c == '[' {
			s.inArray = true
			c, err = s.solid()
		}
	} else if err == nil && s.inArray && c == ',' {
		c, err = s.solid()
	} else if err == nil && s.inArray && c != ']' {
		return nil, s.offset - 1, errSyntax
	}
	switch {
	case err == io.EOF && s.inArray:
		return nil, s.offset, io.ErrUnexpectedEOF
	case err != nil:
		return nil, s.offset, err
	case s.inArray && c == ']':
		s.inArray = false
		return s.next()
	}
	offset = s.offset - 1
	s.unread()
	raw, err = s.value()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return raw, offset, err
}

// value reads one value to its end.
func (s *splitter) value() ([]byte, error) {
	var raw []byte
	var state nested
	long, deep := false, false
	for {
		c, err := s.read()
		if err == io.EOF && state.scalar && len(raw) > 0 {
			return raw, nil
		}
		if err != nil {
			return nil, err
		}
		if state.scalar && state.depth == 0 && bytes.IndexByte([]byte(",]} \t\r\n"), c) >= 0 && len(raw) > 0 {
			s.unread()
			return raw, nil
		}
		done := state.step(c)
		if long = long || len(raw) >= s.limit; long {
			raw = raw[:0]
		} else {
			raw = append(raw, c)
		}
		deep = deep || state.depth > maxDepth
		switch {
		case !done:
		case deep:
			return nil, errDeep
		case long:
			return nil, errLongRecord
		default:
			return raw, nil
		}
	}
}

// nested follows brackets and strings.
type nested struct {
	depth   int
	quoted  bool
	escaped bool
	scalar  bool // the value is neither object nor array nor string
	begun   bool
}

// step takes one byte and reports whether the value ends with it.
func (n *nested) step(c byte) bool {
	first := !n.begun
	n.begun = true
	switch {
	case n.escaped:
		n.escaped = false
	case n.quoted && c == '\\':
		n.escaped = true
	case c == '"':
		n.quoted = !n.quoted
		return !n.quoted && n.depth == 0 && !n.scalar
	case n.quoted:
	case c == '{' || c == '[':
		n.depth++
	case c == '}' || c == ']':
		n.depth--
		return n.depth <= 0
	case first:
		n.scalar = true
	}
	return false
}
