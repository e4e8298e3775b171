// Package source turns files, directories and standard input into articles.
//
// Open reads what the paths name and yields one article a record, in the order
// of the paths (a directory's files in the order of their names). Whatever
// cannot be used is an *extract.Reject that says where, why and what to do; the
// reading goes on behind it. Nothing is cut silently: what was dropped from the
// ends of a text, replaced or skipped stands in the Report.
//
// The text of an article is the text as a reader sees it: without markup and
// invisible characters, and without the boilerplate at its two ends. It is what the
// graph keeps and what offsets point into.
package source

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"sync/atomic"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// Format is one input format.
type Format struct {
	Name     string
	Doc      string
	Suffixes []string // of file names, without .gz or .bz2; a directory's other files are skipped
	Prose    bool     // what looks like code, a log or a table of settings is not in this format
	// Sure, if not nil, reports whether what begins with head is in this format
	// whatever its name.
	Sure func(head []byte) bool
	// Match reports whether a file of that name that begins with head is likely
	// to be. If no format is sure, the first of Formats that says yes reads it.
	Match func(name string, head []byte) bool
	// Read yields the articles of one input; every error is an *extract.Reject.
	Read func(*Input) iter.Seq2[*extract.Article, error]
}

// Formats returns the formats in the order in which they are tried.
func Formats() []Format {
	return []Format{linesFormat(), jsonFormat(), csvFormat(), warcFormat(), xmlFormat(), mailFormat(), htmlFormat(), markdownFormat(), textFormat()}
}

// Options are the settings of Open. The zero value has the defaults.
type Options struct {
	Stdin     io.Reader // what the path "-" reads
	Format    string    // name of the format of all inputs; empty: decided by content, then by suffix
	MaxRecord int       // bytes of one record or page, 16 MiB
	MaxText   int       // bytes of one article's text, 1,000,000
	MinWords  int       // words that an article must have, 40; negative: any
	// Speaks tells whether a text is in the language that is read, English; nil:
	// every text is taken to be. AnyLanguage takes others too, and records that
	// say they are in another language.
	Speaks      func(text string) bool
	AnyLanguage bool
	// Now is the time of the run: a publication date more than a day after it
	// is not believed. Zero: no such check.
	Now time.Time
	// Fields names the record field to use for text, title, published and so
	// on, before the known aliases.
	Fields map[string]string
	// Skip names files that a directory's reading passes by: those that the run
	// itself writes.
	Skip []string
	// Meter, if not nil, grows by the bytes of the files and streams as they are
	// read, up to what Size says; it may be looked at meanwhile.
	Meter *atomic.Int64
	// Report, if not nil, is filled while the articles are read.
	Report *Report
}

// Report tells what became of the input. Records = Articles + Rejected.
type Report struct {
	Files       int // files and streams that were read
	Records     int
	Articles    int
	Rejected    int
	NotArticles int            // files of a directory or archive in no known format, and records of a web archive that are no pages; not in Records
	NotRead     map[string]int `json:",omitempty"` // NotArticles by kind: the ending of a file, the type of a record
	Skipped     []Skipped      `json:",omitempty"` // each of them, the first 100,000 files and 1,000 records
	Replaced    int            // characters U+FFFD in the texts: bytes that could not be decoded
	Characters  int            // characters brought to their plain form: references, soft hyphens, blanks that do not break and the like
	Lines       int            // boilerplate lines that were taken off; Dropped has the first of them
	Noted       int            // notes; Notes has the first of them
	Dropped     []Dropped
	Notes       []Note
	Mapped      map[string]int `json:",omitempty"` // records that have the field that Options.Fields names, by our name for it
	Undated     int            // articles without a date of publication
	BadDates    int            // dates of publication that could not be used
	BadDate     string         `json:",omitempty"` // the first of them, where it stands, and why
	DateLike    map[string]int `json:",omitempty"` // articles without a date, by the field that looks like one and is not read
	TextLike    map[string]int `json:",omitempty"` // articles, by the field that looks like a longer text and is not read
}

// listed is how many dropped lines and how many notes a Report lists: it must not
// grow with the number of articles.
const listed = 1000

// String tells in one line what was not taken as it stands, empty if all was. What
// was not read at all is told by Unread.
func (r *Report) String() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{r.Lines, "boilerplate line left out", "boilerplate lines left out"},
		{r.Replaced, "character that could not be decoded", "characters that could not be decoded"},
		{r.Characters, "character brought to its plain form", "characters brought to their plain form"},
		{r.Noted, "note", "notes"},
	} {
		switch {
		case p.n == 1:
			parts = append(parts, "1 "+p.one)
		case p.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.many))
		}
	}
	return strings.Join(parts, ", ")
}

// Dropped is a line that was taken from the start or the end of a text.
type Dropped struct {
	Source string `json:"source"`
	Record int    `json:"record,omitempty"`
	Rule   string `json:"rule"`
	Line   string `json:"line"`
}

// Note is something that the reader of a report should know, but that keeps no
// article out.
type Note struct {
	Source string `json:"source"`
	Record int    `json:"record,omitempty"`
	Text   string `json:"text"`
}

// Open yields the articles of the paths. Every error it yields is an
// *extract.Reject; the articles behind it are still read.
func Open(paths []string, opts Options) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		r := newReader(opts)
		count := func(a *extract.Article, err error) bool {
			r.report.Records++
			if err != nil {
				r.report.Rejected++
			} else {
				r.report.Articles++
			}
			return yield(a, err)
		}
		for _, path := range paths {
			if !r.path(path, count) {
				return
			}
		}
	}
}

// reader holds what all inputs of one Open share.
type reader struct {
	unread int64 // bytes of the file that is read, that the meter has not yet
	opts   Options
	report *Report
	edges  edges
	names  *fieldNames
	kinds  kinds
}

func newReader(opts Options) *reader {
	if opts.MaxRecord == 0 {
		opts.MaxRecord = 16 << 20
	}
	if opts.MaxText == 0 {
		opts.MaxText = 1_000_000
	}
	if opts.MinWords == 0 {
		opts.MinWords = 40
	}
	r := &reader{opts: opts, report: opts.Report, edges: newEdges(), names: newFieldNames()}
	if r.report == nil {
		r.report = &Report{}
	}
	var err error
	if r.kinds, err = builtinKinds(); err != nil {
		panic(err) // a part of the program; TestKinds reads it
	}
	return r
}

// yields is the consumer's side of a sequence: false means stop.
type yields = func(*extract.Article, error) bool
