// Package tck reads the openCypher Technology Compatibility Kit: its scenarios,
// with backgrounds and outlines filled in, and the notation of its values. It
// runs nothing; tests do. The kit is not part of this repository.
package tck

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Scenario is one test of the kit.
type Scenario struct {
	Feature string // path below features/, with slashes
	Name    string // title, and #n for the nth example of an outline
	Tags    []string
	Steps   []Step
}

// ID names the scenario within the kit.
func (s Scenario) ID() string { return s.Feature + ": " + s.Name }

// Step is one line of a scenario without its Given, When or Then.
type Step struct {
	Text  string
	Doc   string     // the text between triple quotes under it
	Table [][]string // the table under it, head first
}

// Read returns the scenarios of the kit in a directory that holds features/, in
// the order of file names.
func Read(dir string) ([]Scenario, error) {
	var all []Scenario
	root := filepath.Join(dir, "features")
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".feature") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		r := &reader{feature: filepath.ToSlash(name), lines: strings.Split(string(data), "\n")}
		if err := r.read(); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		all = append(all, r.scenarios...)
		return nil
	})
	return all, err
}

// reader reads one feature file.
type reader struct {
	feature    string
	lines      []string
	at         int
	scenarios  []Scenario
	background []Step

	tags     []string
	current  *Scenario // nil before the first scenario: steps go to the background
	examples [][][]string
	inTable  bool // rows belong to examples
}

func (r *reader) read() error {
	for ; r.at < len(r.lines); r.at++ {
		if err := r.line(strings.TrimSpace(r.lines[r.at])); err != nil {
			return fmt.Errorf("line %d: %w", r.at+1, err)
		}
	}
	r.flush()
	return nil
}

// line reads the line at hand, and what belongs to it on the next.
func (r *reader) line(l string) error {
	switch {
	case l == "", strings.HasPrefix(l, "#"), strings.HasPrefix(l, "Feature:"), strings.HasPrefix(l, "Background:"):
	case strings.HasPrefix(l, "@"):
		r.tags = append(r.tags, strings.Fields(l)...)
	case strings.HasPrefix(l, "Scenario"):
		r.flush()
		_, title, _ := strings.Cut(l, ":")
		r.current = &Scenario{Feature: r.feature, Name: strings.TrimSpace(title), Tags: r.tags}
		r.current.Steps = append(r.current.Steps, r.background...)
		r.tags = nil
	case strings.HasPrefix(l, "Examples:"):
		r.examples = append(r.examples, nil)
		r.inTable = true
	case strings.HasPrefix(l, "|"):
		r.row(cells(l))
	case strings.HasPrefix(l, `"""`):
		r.doc()
	default:
		word, text, ok := strings.Cut(l, " ")
		if !ok || !strings.Contains(" Given When Then And But ", " "+word+" ") {
			if r.current == nil {
				return nil // prose under the feature's title
			}
			return fmt.Errorf("unknown line %q", l)
		}
		*r.steps() = append(*r.steps(), Step{Text: strings.TrimSpace(text)})
	}
	return nil
}

// steps is where the next step goes.
func (r *reader) steps() *[]Step {
	if r.current == nil {
		return &r.background
	}
	return &r.current.Steps
}

func (r *reader) row(row []string) {
	if r.inTable {
		last := len(r.examples) - 1
		r.examples[last] = append(r.examples[last], row)
		return
	}
	steps := *r.steps()
	s := &steps[len(steps)-1]
	s.Table = append(s.Table, row)
}

func (r *reader) doc() {
	var lines []string
	for r.at++; r.at < len(r.lines) && !strings.HasPrefix(strings.TrimSpace(r.lines[r.at]), `"""`); r.at++ {
		lines = append(lines, r.lines[r.at])
	}
	steps := *r.steps()
	steps[len(steps)-1].Doc = strings.Join(lines, "\n")
}

// flush ends the scenario at hand: an outline becomes one scenario per example.
func (r *reader) flush() {
	if r.current == nil {
		return
	}
	if r.examples == nil {
		r.scenarios = append(r.scenarios, *r.current)
	}
	n := 0
	for _, table := range r.examples {
		for _, row := range table[1:] {
			n++
			r.scenarios = append(r.scenarios, r.current.filled(n, table[0], row))
		}
	}
	r.current, r.examples, r.inTable = nil, nil, false
}

// filled is the nth example of an outline.
func (s Scenario) filled(n int, head, row []string) Scenario {
	fill := func(text string) string {
		for i, h := range head {
			text = strings.ReplaceAll(text, "<"+h+">", row[i])
		}
		return text
	}
	out := Scenario{Feature: s.Feature, Name: fmt.Sprintf("%s #%d", s.Name, n), Tags: s.Tags}
	for _, step := range s.Steps {
		f := Step{Text: fill(step.Text), Doc: fill(step.Doc)}
		for _, r := range step.Table {
			var cells []string
			for _, c := range r {
				cells = append(cells, fill(c))
			}
			f.Table = append(f.Table, cells)
		}
		out.Steps = append(out.Steps, f)
	}
	return out
}

// cells cuts a table row; \| stands for a bar within a cell.
func cells(line string) []string {
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	var row []string
	var cell strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && (line[i+1] == '|' || line[i+1] == '\\'):
			i++
			cell.WriteByte(line[i])
		case line[i] == '|':
			row = append(row, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(line[i])
		}
	}
	return row
}

// Expect is the error a scenario wants.
type Expect struct {
	Type   string // e.g. SyntaxError
	Phase  string // "compile time", "runtime" or "any time"
	Detail string // e.g. UndefinedVariable; * is any
}

// ErrorOf reads a step "a SyntaxError should be raised at compile time: X".
func ErrorOf(text string) (Expect, bool) {
	before, after, ok := strings.Cut(text, " should be raised at ")
	if !ok {
		return Expect{}, false
	}
	phase, detail, _ := strings.Cut(after, ": ")
	return Expect{Type: before[strings.IndexByte(before, ' ')+1:], Phase: phase, Detail: detail}, true
}
