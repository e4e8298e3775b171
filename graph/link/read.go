package link

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TableError says where a table cannot be read, and why.
type TableError struct {
	Path         string
	Line, Column int // from 1; 0: of the whole file
	Message      string
}

func (e *TableError) Error() string {
	switch {
	case e.Line == 0:
		return e.Path + ": " + e.Message
	case e.Column == 0:
		return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Message)
}

// ReadFile reads the entries of a file, whose ids are of the source; empty: called like
// the file.
func ReadFile(path, source string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if source == "" {
			source = SourceOf(path)
		}
		if !sourceForm.MatchString(source) {
			yield(Entry{}, &TableError{Path: path, Message: fmt.Sprintf("the ids of %q cannot be told by that name: letters, digits, _, . and - are; --source gives another", source)})
			return
		}
		f, err := os.Open(path)
		if err != nil {
			yield(Entry{}, fmt.Errorf("read the table: %w", err))
			return
		}
		defer f.Close()
		Read(f, path, source)(yield)
	}
}

// SourceOf is what a table is called in ids: the name of its file without its endings.
func SourceOf(path string) string {
	name := filepath.Base(path)
	if base, _, ok := strings.Cut(name, "."); ok && base != "" {
		return base
	}
	return name
}

var (
	sourceForm   = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]{0,63}$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
)

// Read reads the entries of a table: FollowTheMoney entities, one JSON object a line, or
// a table with a head, its columns parted by tabs, commas or semicolons. Which one it
// is, the first character and the head say. The first error ends it.
func Read(r io.Reader, path, source string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
			in.Discard(3)
		}
		first, err := in.Peek(1)
		switch {
		case errors.Is(err, io.EOF):
			yield(Entry{}, &TableError{Path: path, Message: "it is empty: want FollowTheMoney entities, or a table with the columns id, name, aliases, kind, country"})
		case err != nil:
			yield(Entry{}, fmt.Errorf("read %s: %w", path, err))
		case first[0] == '{':
			readEntities(in, path, source, yield)
		default:
			readTable(in, path, source, yield)
		}
	}
}

// longestLine is how many bytes a line of JSON may have.
const longestLine = 64 << 20

// line reads a line without its end; io.EOF only where nothing is left.
func line(in *bufio.Reader) ([]byte, error) {
	var whole []byte
	for {
		part, err := in.ReadSlice('\n')
		whole = append(whole, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(whole) <= longestLine:
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("a line of more than %d bytes", longestLine)
		case errors.Is(err, io.EOF) && len(whole) > 0, err == nil:
			return bytes.TrimRight(whole, "\r\n"), nil
		default:
			return nil, err
		}
	}
}

// checked is an entry that can be used, or what is wrong with which field of it.
func checked(e Entry) (field string, err error) {
	odd := func(s string) bool {
		return !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) || len(s) > 500
	}
	switch {
	case e.Wikidata != "" && !wikidataForm.MatchString(e.Wikidata):
		return "wikidata", fmt.Errorf("wikidata %q: want Q and a number", e.Wikidata)
	case e.ID == "" && e.Wikidata == "":
		return "id", errors.New("no id")
	case odd(e.ID):
		return "id", errors.New("the id is no text, or longer than 500 bytes")
	case len(e.Names) == 0:
		return "name", errors.New("no name")
	case slices.ContainsFunc(e.Names, odd):
		return "name", errors.New("a name is no UTF-8 text, or longer than 500 bytes")
	}
	return "", nil
}
