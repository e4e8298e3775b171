// Command vectors writes what the rescorer learns from: the passages of a corpus without its
// untouched part, as the model rules reads them, with the vectors of their tokens.
//
//	vectors OUT FILE...
//
// OUT.jsonl has a line a passage: its text, tokens, sentences, mentions and the claims
// that the rules make of it before any is left out. OUT.f32 has for every token of them,
// in this order, its vectors of the syntax network and of the names network, as
// little-endian float32.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/rescore"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: vectors OUT FILE...")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}

// run writes the two files.
func run(out string, files []string) (err error) {
	relations, err := relation.Types()
	if err != nil {
		return err
	}
	w := &watch{}
	p, err := english.New(english.Options{Relations: relations, Model: english.Rules, Doubter: w})
	if err != nil {
		return err
	}
	lines, err := os.Create(out + ".jsonl")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lines.Close()) }()
	numbers, err := os.Create(out + ".f32")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, numbers.Close()) }()
	w.lines, w.numbers = bufio.NewWriter(lines), bufio.NewWriter(numbers)
	for _, file := range files {
		if err := w.read(p, file); err != nil {
			return err
		}
	}
	return errors.Join(w.lines.Flush(), w.numbers.Flush())
}

// watch is a doubter that doubts nothing and remembers what it was asked.
type watch struct {
	lines, numbers *bufio.Writer
	found          []extract.Claim
	vectors        rescore.Vectors
}

// Doubts implements relation.Doubter.
func (w *watch) Doubts(a *extract.Article, found []extract.Claim) []bool {
	w.found = append([]extract.Claim(nil), found...)
	w.vectors, _ = a.Kept().(rescore.Vectors)
	return make([]bool, len(found))
}

// read writes what is read of the records of a file.
func (w *watch) read(p extract.Pipeline, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	records, problems, err := corpus.Read(file, f)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return problems[0]
	}
	for i := range records {
		if records[i].Untouched() {
			continue
		}
		a := &extract.Article{ID: records[i].ID(), Text: records[i].Text}
		w.found, w.vectors = nil, nil
		if err := p.Article(context.Background(), a); err != nil {
			return err
		}
		if w.vectors == nil {
			continue // nothing in it has a name
		}
		a.Claims, a.Pruned, a.Times, a.Statements = w.found, nil, nil, nil
		if err := w.write(a); err != nil {
			return err
		}
	}
	return nil
}

// write writes an article and its tokens' vectors.
func (w *watch) write(a *extract.Article) error {
	if err := json.NewEncoder(w.lines).Encode(a); err != nil {
		return err
	}
	for i := range a.Tokens {
		syntax, names := w.vectors.Rows(extract.Span{Start: i, End: i + 1})
		if err := errors.Join(binary.Write(w.numbers, binary.LittleEndian, syntax), binary.Write(w.numbers, binary.LittleEndian, names)); err != nil {
			return err
		}
	}
	return nil
}
