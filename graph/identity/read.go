package identity

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// ReadJudgements reads JSON lines, as WriteJudgements writes them, or a table in CSV
// whose first row names the columns (see columns); which of the two the first byte
// tells. file is how errors call it. All lines are read before anything is said, and
// up to ten faults are told at once, each with its line and field. The same judgement
// twice counts once; same and different of the same two is a fault.
func ReadJudgements(r io.Reader, file string) ([]Judgement, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	in := reading{file: file, first: map[string]int{}, at: map[string]int{}}
	switch trimmed := bytes.TrimSpace(text); {
	case len(trimmed) == 0:
	case !utf8.Valid(text):
		in.fault(1+bytes.Count(text[:invalid(text)], []byte("\n")), errors.New("is not UTF-8; save the file as UTF-8"))
	case trimmed[0] == '[':
		in.fault(1, errors.New("begins a list; write one judgement a line, without [ and ]"))
	case trimmed[0] == '{':
		in.lines(text)
	default:
		in.table(text)
	}
	return in.list, in.err()
}

// invalid is where text stops being UTF-8.
func invalid(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// reading is the state of reading one file.
type reading struct {
	file   string
	list   []Judgement
	first  map[string]int // key of a judgement -> its line
	at     map[string]int // pair -> index in list of what is said of it, but unsure
	where  []int          // the line of each of list
	faults []error
	more   int // faults beyond those told
}

func (in *reading) fault(line int, err error) {
	if len(in.faults) == 10 {
		in.more++
		return
	}
	in.faults = append(in.faults, fmt.Errorf("%s:%d: %w", in.file, line, err))
}

func (in *reading) err() error {
	if in.more > 0 {
		return errors.Join(append(in.faults, fmt.Errorf("%s: and %d more", in.file, in.more))...)
	}
	return errors.Join(in.faults...)
}

// add takes what a line says, if it can stand.
func (in *reading) add(line int, j Judgement) {
	if err := j.Check(); err != nil {
		in.fault(line, err)
		return
	}
	if _, twice := in.first[j.Key()]; twice {
		return
	}
	if j.Verdict != Unsure {
		if i, ok := in.at[j.pair()]; ok {
			in.fault(line, fmt.Errorf("verdict: says %s of %s and %s, line %d says %s; keep one of the two",
				j.Verdict, j.A, j.B, in.where[i], in.list[i].Verdict))
			return
		}
		in.at[j.pair()] = len(in.list)
	}
	in.first[j.Key()] = line
	in.list, in.where = append(in.list, j), append(in.where, line)
}

// proposed is a line as `newsgraph identity propose` writes it: what it adds is for
// people and says nothing to the graph.
type proposed struct {
	Judgement
	Gain   json.RawMessage `json:"gain"`
	Weight json.RawMessage `json:"weight"`
}

func (in *reading) lines(text []byte) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var p proposed
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		err := d.Decode(&p)
		if err == nil && d.InputOffset() < int64(len(line)) {
			err = errors.New("more stands behind the judgement; write one a line")
		}
		if err != nil {
			in.fault(i+1, inJSON(err))
			continue
		}
		in.add(i+1, trimmed(p.Judgement))
	}
}

// inJSON says what is wrong with a line in words of the format.
func inJSON(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		field := strings.TrimPrefix(wrong.Field, "Judgement.")
		if field == "a" || field == "b" {
			return fmt.Errorf(`%s: is a %s; write {"id":"e_…"} or {"kind":"Person","name":"…"}`, field, wrong.Value)
		}
		return fmt.Errorf("%s: is a %s; write a text in quotes", field, wrong.Value)
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the line ends inside the judgement; write each on one line")
	}
	return fmt.Errorf("%s; write {\"verdict\":\"same\",\"a\":{…},\"b\":{…}}, if you like with reason, by and at", strings.TrimPrefix(err.Error(), "json: "))
}

// trimmed has no blanks around what is compared.
func trimmed(j Judgement) Judgement {
	j.Verdict = Verdict(strings.ToLower(strings.TrimSpace(string(j.Verdict))))
	for _, s := range []*string{&j.A.ID, &j.A.Kind, &j.A.Name, &j.A.Article, &j.B.ID, &j.B.Kind, &j.B.Name, &j.B.Article, &j.At} {
		*s = strings.TrimSpace(*s)
	}
	return j
}

// columns are the columns of a table, each optional but verdict. a and b are the short
// forms of ParseRef, kind goes with both.
func columns() []string {
	return []string{"verdict", "kind", "a", "a_id", "a_kind", "a_name", "a_article",
		"b", "b_id", "b_kind", "b_name", "b_article", "reason", "by", "at", "gain", "weight"}
}

func (in *reading) table(text []byte) {
	head, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	rows := csv.NewReader(bytes.NewReader(text))
	rows.Comma = separator(string(head))
	names, err := rows.Read()
	for i := range names {
		names[i] = strings.ToLower(strings.TrimSpace(names[i]))
		if err == nil && !slices.Contains(columns(), names[i]) {
			err = fmt.Errorf("column %d: %q is none of %s", i+1, names[i], strings.Join(columns(), ", "))
		}
		if err == nil && slices.Contains(names[:i], names[i]) {
			err = fmt.Errorf("column %d: %s is there twice", i+1, names[i])
		}
	}
	if err == nil && !slices.Contains(names, "verdict") {
		err = errors.New("no column is called verdict; the first row names the columns")
	}
	if err != nil {
		line, _ := position(rows, err)
		in.fault(line, inCSV(err))
		return
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return
		}
		line, fatal := position(rows, err)
		if err != nil {
			if in.fault(line, inCSV(err)); fatal {
				return
			}
			continue
		}
		in.add(line, rowJudgement(names, row))
	}
}

// position is the line of the row just read, and whether nothing can be read after it.
func position(rows *csv.Reader, err error) (line int, fatal bool) {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return bad.StartLine, !errors.Is(err, csv.ErrFieldCount)
	}
	line, _ = rows.FieldPos(0)
	return line, err != nil
}

func inCSV(err error) error {
	var bad *csv.ParseError
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		return errors.New("has more or fewer fields than the first row; put what contains the separator in double quotes")
	case errors.As(err, &bad):
		return fmt.Errorf("column %d: %w; put such text in double quotes and double those inside", bad.Column, bad.Err)
	}
	return err
}

// separator is the one between the names of the columns.
func separator(head string) rune {
	best := ','
	for _, r := range ";\t" {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

// rowJudgement makes a judgement of a row.
func rowJudgement(names, row []string) Judgement {
	field := map[string]string{}
	for i, name := range names {
		field[name] = row[i]
	}
	ref := func(side string) Ref {
		r := ParseRef(field[side], "")
		for column, to := range map[string]*string{"_id": &r.ID, "_kind": &r.Kind, "_name": &r.Name, "_article": &r.Article} {
			if v := field[side+column]; v != "" {
				*to = v
			}
		}
		if r.Kind == "" && r.Name != "" {
			r.Kind = field["kind"]
		}
		return r
	}
	return trimmed(Judgement{Verdict: Verdict(field["verdict"]), A: ref("a"), B: ref("b"),
		Reason: field["reason"], By: field["by"], At: field["at"]})
}
