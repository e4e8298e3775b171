package extract

import (
	"encoding/json"
	"testing"
)

func TestSealTellsWhatIsEdited(t *testing.T) {
	read := func() *Article {
		return &Article{Text: "Ada met Bo.", Mentions: []Mention{{Span: Span{0, 1}, Kind: Person}},
			Entities: []Entity{{Name: "Ada", Kind: Person, Mentions: []int{0}}, {Name: "Bo", Kind: Person}},
			Claims:   []Claim{{Relation: "MET_WITH", Object: 1, Confidence: .5}}}
	}
	whole := read().Seal()
	text, err := json.Marshal(read())
	if err != nil {
		t.Fatal(err)
	}
	var again Article
	if err := json.Unmarshal(text, &again); err != nil || again.Seal() != whole {
		t.Errorf("written and read the seal is another: %v", err)
	}
	for name, edit := range map[string]func(*Article){
		"name":    func(a *Article) { a.Entities[0].Name = "Ida" },
		"alias":   func(a *Article) { a.Entities[0].Aliases = []string{"Ida"} },
		"kind":    func(a *Article) { a.Entities[1].Kind = Organization },
		"merged":  func(a *Article) { a.Entities[0].Mentions = nil },
		"removed": func(a *Article) { a.Entities = a.Entities[:1] },
		"mention": func(a *Article) { a.Mentions[0].Entity = 1 },
		"claim":   func(a *Article) { a.Claims[0].Negated = true },
		"ends":    func(a *Article) { a.Claims[0].Subject, a.Claims[0].Object = 1, 0 },
		"no more": func(a *Article) { a.Claims = nil },
	} {
		a := read()
		if edit(a); a.Seal() == whole {
			t.Errorf("%s: the same seal", name)
		}
	}
	a := read()
	if a.Text = "Ada met Bo!"; a.Seal() != whole {
		t.Error("the text is read again, and needs no seal")
	}
}
