// Package lexicon holds every word that the rules of extraction turn on: word
// lists, triggers, names and titles, as data with a reason, read once. The other
// packages of extract ask for a list by its name and hold no English themselves.
//
// A list of words (word/*.txt) is a set that a rule asks, "is this one of the verbs
// of saying?". A table (table/*.txt) has fields: countries with their adjectives and
// capitals. The words of grammar, which a rule may name one by one, are constants
// (grammar.go).
//
// Lists are named by literals and bound at package level, so that a name that no
// file has stops every program and every test at its start.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed word/*.txt table/*.txt
var files embed.FS

// lists are the lists of all files by name.
var lists = must(readWords(files))

func must[T any](x T, err error) T {
	if err != nil {
		panic("internal error: extract/lexicon: " + err.Error())
	}
	return x
}

// Set is a list of words as rules ask it. The zero Set is empty.
type Set struct {
	words map[string]bool
	list  []string
}

// Has reports whether the set has a word, as it is spelled there.
func (s Set) Has(word string) bool { return s.words[word] }

// List returns the words of the set in the order of its files; the slice is shared and
// must not be changed.
func (s Set) List() []string { return s.list[:len(s.list):len(s.list)] }

// Words returns the words of lists as one set; of "word=value" it is the word.
func Words(names ...string) Set {
	s := Set{words: map[string]bool{}}
	for _, name := range names {
		for _, entry := range List(name) {
			word, _, _ := strings.Cut(entry, "=")
			if !s.words[word] {
				s.words[word] = true
				s.list = append(s.list, word)
			}
		}
	}
	return s
}

// List returns the words of a list in the order of its file.
func List(list string) []string {
	words, ok := lists[list]
	if !ok {
		panic(fmt.Sprintf("internal error: extract/lexicon: no file of words has a list %q", list))
	}
	return append([]string(nil), words...)
}

// Values returns a list whose entries are "word=value", by word.
func Values(list string) map[string]string {
	values := map[string]string{}
	for _, entry := range List(list) {
		word, value, ok := strings.Cut(entry, "=")
		if !ok {
			panic(fmt.Sprintf("internal error: extract/lexicon: list %q, entry %q: want word=value", list, entry))
		}
		values[word] = value
	}
	return values
}

// Numbers returns a list whose entries are "word=integer", by word.
func Numbers(list string) map[string]int {
	numbers := map[string]int{}
	for word, value := range Values(list) {
		numbers[word] = must(strconv.Atoi(value))
	}
	return numbers
}

// readWords reads all lists of a tree; a name stands in one file only.
func readWords(tree fs.FS) (map[string][]string, error) {
	names, err := fs.Glob(tree, "word/*.txt")
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		if err := parseWords(string(text), all); err != nil {
			return nil, fmt.Errorf("%s%w", name, err)
		}
	}
	return all, nil
}

// parseWords adds the lists of a file to those known. A list is a line
// "name: word word"; lines that begin with white space go on with it; in a word "_"
// stands for a space. The comment right above, lines with "#", says what the list is
// for; every list needs one. Errors begin with the line's number.
func parseWords(text string, lists map[string][]string) error {
	name, reason, n := "", false, 0
	for line := range strings.Lines(text) {
		n++
		rest := strings.TrimSpace(line)
		switch {
		case rest == "":
			name, reason = "", false
		case line[0] == '#':
			name, reason = "", true
		case line[0] == ' ' || line[0] == '\t':
			if name == "" {
				return fmt.Errorf(":%d: a list goes on that has not begun", n)
			}
			lists[name] = append(lists[name], words(rest)...)
		default:
			head, list, ok := strings.Cut(rest, ":")
			if _, twice := lists[head]; !ok || twice {
				return fmt.Errorf(":%d: want \"name: words\", each name once, got %q", n, rest)
			}
			if !reason {
				return fmt.Errorf(":%d: no comment above list %q says what it is for", n, head)
			}
			name, reason = head, false
			lists[name] = words(list)
		}
	}
	return nil
}

func words(line string) []string {
	list := strings.Fields(line)
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], "_", " ")
	}
	return list
}
