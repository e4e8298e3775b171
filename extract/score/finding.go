package score

import (
	"fmt"
	"strings"
)

// around is how many characters of the text a finding shows on either side.
const around = 120

// find notes an error about a prediction.
func (s *newsScore) find(kind string, p *prediction, detail string) {
	f := Finding{Kind: kind, Passage: s.passage.gold.ID, Relation: p.kind, Subject: s.label(&p.S), Object: s.label(p.O), Detail: detail}
	var spans [][2]int
	if p.Ev != nil {
		spans = p.Ev[:]
	}
	if p.Claim != nil {
		f.Object = s.cut(*p.Claim)
		spans = append(spans, *p.Claim)
	}
	f.Context = s.context(spans)
	s.Findings = append(s.Findings, f)
}

// missed notes a gold relation that nothing answers.
func (s *newsScore) missed(q *GoldRelation) {
	f := Finding{Kind: "missed", Passage: s.passage.gold.ID, Relation: q.Type}
	var spans [][2]int
	for i := range s.passage.gold.Entities {
		e := &s.passage.gold.Entities[i]
		switch e.ID {
		case q.S:
			f.Subject = e.Name
		case q.O:
			f.Object = e.Name
		default:
			continue
		}
		if len(e.Mentions) > 0 {
			spans = append(spans, e.Mentions[0])
		}
	}
	f.Context = s.context(spans)
	s.Findings = append(s.Findings, f)
}

// label returns the first form of a found entity.
func (p *passage) label(id *int) string {
	if forms := p.forms(id); len(forms) > 0 {
		return forms[0]
	}
	return "?"
}

// context returns the text from the first to the last of the spans, in one line,
// with what stands around it.
func (p *passage) context(spans [][2]int) string {
	if len(spans) == 0 {
		return ""
	}
	start, end := spans[0][0], spans[0][1]
	for _, s := range spans {
		start, end = min(start, s[0]), max(end, s[1])
	}
	start, end = max(0, start-around), min(len(p.text), end+around)
	line := strings.Join(strings.Fields(p.cut([2]int{start, end})), " ")
	if start > 0 {
		line = "…" + line
	}
	if end < len(p.text) {
		line += "…"
	}
	return line
}

// String writes a finding on one line.
func (f Finding) String() string {
	line := fmt.Sprintf("%s: %s: %s | %s | %s", f.Passage, f.Kind, f.Subject, f.Relation, f.Object)
	if f.Detail != "" {
		line += " (" + f.Detail + ")"
	}
	return line
}
