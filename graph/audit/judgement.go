package audit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/identity"
)

// Verdict is what somebody says of a claim.
type Verdict string

// The verdicts. Right: the sentence says what the claim says, with its marks (denied,
// planned, possible, former, said by whom).
const (
	Right  Verdict = "right"
	Wrong  Verdict = "wrong"
	Unsure Verdict = "unsure"
)

// Why is what is wrong with a wrong claim.
type Why string

// What may be wrong: an end is somebody or something else, or cut short; the relation is
// another or none; a mark is missing or one too many.
const (
	End      Why = "end"
	Relation Why = "relation"
	Status   Why = "status"
	Other    Why = "other"
)

// Whys lists them.
func Whys() []Why { return []Why{End, Relation, Status, Other} }

// Judgement is what somebody says of one claim, a line of the file that keeps them.
type Judgement struct {
	Claim      string  `json:"claim"` // its id, c_…
	Key        string  `json:"key"`   // of the edge that it supports, f_…
	Relation   string  `json:"relation"`
	Verdict    Verdict `json:"verdict"` // empty where nobody has judged yet
	Why        Why     `json:"why,omitempty"`
	By         string  `json:"by,omitempty"`
	At         string  `json:"at,omitempty"` // a date of RFC 3339, with or without the time
	Confidence float64 `json:"confidence"`   // in the claim, when it was drawn
	Of         int     `json:"of"`           // claims of the relation that it was drawn from
	QuoteHash  string  `json:"quote_hash"`   // of the sentence that was judged
}

// The form of ids, as graph/load makes them, and of Hash.
var (
	claimID = regexp.MustCompile(`^c_[0-9a-f]{24}$`)
	hashed  = regexp.MustCompile(`^[0-9a-f]{24}$`)
)

// Check says which field is not as it must be, and what to write. No verdict is no fault.
func (j Judgement) Check() error {
	switch j.Verdict {
	case Right, Wrong, Unsure, "":
	default:
		return fmt.Errorf("verdict: %q is none; write right, wrong or unsure, or nothing", string(j.Verdict))
	}
	switch {
	case !claimID.MatchString(j.Claim):
		return fmt.Errorf("claim: %q is no id of a claim; take the lines that newsgraph audit --list writes", j.Claim)
	case j.Relation == "":
		return errors.New("relation: is missing; take the lines that newsgraph audit --list writes")
	case j.Why != "" && !slices.Contains(Whys(), j.Why):
		return fmt.Errorf("why: %q is none; write end, relation, status or other, or nothing", string(j.Why))
	case j.Why != "" && j.Verdict != Wrong:
		return fmt.Errorf("why: %q goes with the verdict wrong only", string(j.Why))
	case j.Of < 1:
		return fmt.Errorf("of: %d; must be how many claims of the relation there are, as newsgraph audit --list writes it", j.Of)
	case !(j.Confidence >= 0 && j.Confidence <= 1): // also of what is no number
		return fmt.Errorf("confidence: %v is no share from 0 to 1", j.Confidence)
	case !hashed.MatchString(j.QuoteHash):
		return fmt.Errorf("quote_hash: %q is none; take the lines that newsgraph audit --list writes", j.QuoteHash)
	}
	return identity.CheckDate(j.At)
}

// Line is the judgement as a line of its file.
func (j Judgement) Line() ([]byte, error) {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	lines.SetEscapeHTML(false)
	err := lines.Encode(j)
	return b.Bytes(), err
}

// Read reads judgements, in the order of the file: JSON lines, or a table in CSV whose
// first row names the columns, which of the two the first byte tells. Other fields than
// those of a Judgement are passed over, so that the lines of a list can be filled in.
// unjudged counts the lines without a verdict. file is how errors call it; all faults up
// to the tenth are told at once, each with its line.
func Read(r io.Reader, file string) (list []Judgement, unjudged int, err error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, 0, fmt.Errorf("read %s: %w", file, err)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if !utf8.Valid(text) {
		return nil, 0, fmt.Errorf("%s: is not UTF-8; save the file as UTF-8", file)
	}
	var faults []error
	add := func(line int, j Judgement, err error) {
		if err == nil {
			err = j.Check()
		}
		switch {
		case err != nil && len(faults) < 10:
			faults = append(faults, fmt.Errorf("%s:%d: %w", file, line, err))
		case err != nil:
		case j.Verdict == "":
			unjudged++
		default:
			list = append(list, j)
		}
	}
	if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && trimmed[0] == '{' {
		readLines(text, add)
	} else if len(trimmed) > 0 {
		readTable(text, add)
	}
	return list, unjudged, errors.Join(faults...)
}

// adding takes what a line says, or what is wrong with it.
type adding func(line int, j Judgement, err error)

func readLines(text []byte, add adding) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var all struct {
			Judgement
			Quote *string `json:"quote"`
		}
		err := json.Unmarshal(line, &all)
		if err == nil && all.Quote != nil {
			err = unchanged(*all.Quote, all.QuoteHash)
		}
		add(n, all.Judgement, err)
	}
}

// unchanged is an error if the sentence of a line is not the one that was drawn.
func unchanged(quote, hash string) error {
	if Hash(quote) != hash {
		return errors.New("quote: is not the sentence that was drawn; leave it as it was")
	}
	return nil
}

// needed are the columns that a table must have.
func needed() []string { return []string{"claim", "relation", "verdict", "of", "quote_hash"} }

func readTable(text []byte, add adding) {
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
		add(wrong.Line, Judgement{}, wrong.Err)
		return
	}
	at := map[string]int{}
	for i, name := range head {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, name := range needed() {
		if _, there := at[name]; !there {
			add(1, Judgement{}, fmt.Errorf("no column %s; take the table that newsgraph audit --list --csv writes", name))
			return
		}
	}
	for {
		record, err := in.Read()
		if err == io.EOF {
			return
		}
		if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
			add(wrong.Line, Judgement{}, wrong.Err)
			return
		}
		line, _ := in.FieldPos(0)
		j, err := ofRecord(func(column string) string {
			if i, there := at[column]; there && i < len(record) {
				return strings.TrimSpace(record[i])
			}
			return ""
		})
		add(line, j, err)
	}
}

func ofRecord(cell func(string) string) (Judgement, error) {
	j := Judgement{Claim: cell("claim"), Key: cell("key"), Relation: cell("relation"), Verdict: Verdict(strings.ToLower(cell("verdict"))),
		Why: Why(strings.ToLower(cell("why"))), By: cell("by"), At: cell("at"), QuoteHash: cell("quote_hash")}
	var err error
	if j.Of, err = strconv.Atoi(cell("of")); err != nil {
		return j, fmt.Errorf("of: %q is no number; leave it as newsgraph audit --list writes it", cell("of"))
	}
	if s := cell("confidence"); s != "" {
		if j.Confidence, err = strconv.ParseFloat(s, 64); err != nil {
			return j, fmt.Errorf("confidence: %q is no number", s)
		}
	}
	return j, nil
}

// Last returns what holds of judgements in the order in which they were made: the last of
// each claim. changed counts those whose verdict took the place of another one.
func Last(list []Judgement) (last []Judgement, changed int) {
	at := map[string]int{}
	for _, j := range list {
		i, twice := at[j.Claim]
		if !twice {
			at[j.Claim] = len(last)
			last = append(last, j)
			continue
		}
		if last[i].Verdict != j.Verdict {
			changed++
		}
		last[i] = j
	}
	return last, changed
}
