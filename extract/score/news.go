package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// NewsGold is one passage with the relations that stand in it: what it states,
// what must not be read out of it and what is left open. Offsets are Unicode code
// points into Text, end exclusive.
type NewsGold struct {
	ID          string         `json:"id"`
	Text        string         `json:"text"`
	SelectedBy  string         `json:"selected_by"`
	Entities    []GoldEntity   `json:"entities"`
	Relations   []GoldRelation `json:"relations"`
	MustNot     []Tempting     `json:"must_not"`    // wrong as a plain fact
	Neutral     []Tempting     `json:"neutral_rel"` // neither right nor wrong
	Boilerplate [][2]int       `json:"boilerplate"` // text that is no part of the article
	Inventory   []string       `json:"inventory"`   // the relations that are scored
}

// GoldEntity is an argument. The mentions of a CLAIM are what is said or denied.
type GoldEntity struct {
	ID       int      `json:"id"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Mentions [][2]int `json:"mentions"`
}

// GoldRelation is one relation that a passage states.
type GoldRelation struct {
	S           int      `json:"s"`
	O           int      `json:"o"`
	Type        string   `json:"type"`
	Accept      []string `json:"accept"` // other types that are as good
	Sym         bool     `json:"sym"`
	Polarity    string   `json:"polarity"` // pos, neg
	Modality    []string `json:"modality"` // those that are right
	Status      []string `json:"status"`   // likewise; none: current
	Attribution *int     `json:"attribution"`
	Role        string   `json:"role"`
	Time        string   `json:"time"`
}

// Tempting is a relation that a passage suggests. Its ends are ids of entities,
// texts to be found in a name, or "*" for anything.
type Tempting struct {
	S    any    `json:"s"`
	O    any    `json:"o"`
	Type string `json:"type"`
	sym  bool   // either way round, besides the symmetric relations of the news gold
}

// ReadLines reads passages or texts with their gold, one JSON object a line.
func ReadLines[G NewsGold | GraphGold](name string, r io.Reader) ([]G, error) {
	var all []G
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var g G
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("read %s:%d: %w", name, n, err)
		}
		all = append(all, g)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return all, nil
}

// nonfact reports whether the passage does not state the relation as a fact.
func (q *GoldRelation) nonfact() bool {
	return q.Polarity == "neg" || !slices.Contains(q.Modality, "actual")
}

// answers reports whether the relation or one that is as good is among the types.
func (q *GoldRelation) answers(types ...string) bool {
	return slices.ContainsFunc(types, func(t string) bool { return q.Type == t || slices.Contains(q.Accept, t) })
}

// status returns the states of affairs that are right.
func (q *GoldRelation) status() []string {
	if q.Status == nil {
		return []string{"current"}
	}
	return q.Status
}
