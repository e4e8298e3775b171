package identity

import "testing"

// A full name and the form of it that the news use have one block.
func TestBlockOfPeople(t *testing.T) {
	for _, c := range []struct {
		block   string
		full    []string
		partial []string
	}{
		{"obrand", []string{"Marten Obrand", "Marten K. Obrand Jr.", "Marten Obrand III"}, []string{"Obrand"}},
		{"bellen", []string{"Udo van der Bellen"}, []string{"Van der Bellen"}},
		{"nasri", []string{"Karim al-Nasri", "Karim Al Nasri"}, []string{"Nasri", "al-Nasri", "El-Nasri"}},
		{"salem", []string{"Karim bin Salem"}, []string{"bin Salem", "Salem"}},
		{"gomez", []string{"Pedro Gómez", "Pedro Gomez Tirado"}, []string{"Gómez Tirado", "Gómez"}},
		{"wen", []string{"Wen Daolin", "Wen Dao-lin"}, []string{"Wen"}},
		{"kang", []string{"Kang Min-jun", "Kang Min Jun"}, []string{"Kang"}},
		{"porter", []string{"Li Porter", "Kim Lane Porter"}, []string{"Porter"}},
		{"zoe", []string{"Brandt Zoë"}, nil},
	} {
		for _, name := range c.full {
			if p := readPerson(name); p.surname != c.block || p.single || p.pair {
				t.Errorf("%s: %+v, want block %q and a whole name", name, p, c.block)
			}
		}
		for _, name := range c.partial {
			if p := readPerson(name); p.surname != c.block || !p.single && !p.pair {
				t.Errorf("%s: %+v, want block %q and a part of a name", name, p, c.block)
			}
		}
	}
}

// A common first name alone is nobody's surname, unless a title says so.
func TestBlockOfFirstNames(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Amanda=Person sang/VBD", "Amanda", ""},
		{"Mr. Paul=Person sang/VBD", "Paul", "paul"},
		{"Prince Paul=Person sang/VBD", "Paul", ""},
		{"King Paul=Person sang/VBD", "Paul", "king paul"},
		{"Obrand=Person sang/VBD", "Obrand", "obrand"},
	} {
		got := scopeOf(t, read(t, sentence(c.text)), c.name)
		if got.Block != c.want || !got.Partial {
			t.Errorf("%s: block %q, partial %t, want %q and partial", c.text, got.Block, got.Partial, c.want)
		}
	}
}

func TestBlockOfBodies(t *testing.T) {
	for _, c := range []struct {
		text, name, block, initials string
		partial                     bool
	}{
		{"Harbour=Organization:2 Broadcasting grew/VBD", "Harbour Broadcasting", "harbour", "hb", false},
		{"the/DT Society=Organization:5 of/IN Tessera and/CC Marble", "Society of Tessera and Marble", "tessera", "stm", false},
		{"Tessera=Organization:2 Inc. grew/VBD", "Tessera Inc.", "tessera", "", true},
		{"the/DT HB=Organization grew/VBD", "HB", "", "hb", true},
		{"Tessera=Organization grew/VBD", "Tessera", "tessera", "", true},
		{"the/DT Supreme=Organization:2 Court", "Supreme Court", "", "sc", false},
	} {
		got := scopeOf(t, read(t, sentence(c.text)), c.name)
		if got.Block != c.block || got.Initials != c.initials || got.Partial != c.partial {
			t.Errorf("%s: %+v, want block %q, initials %q, partial %t", c.text, got, c.block, c.initials, c.partial)
		}
	}
}

// The acronym that the article has for a body goes before one built of its words.
func TestInitialsOfTheArticle(t *testing.T) {
	for acronym, want := range map[string]bool{"hbc": true, "habro": true, "bhc": false, "hbz": false} {
		if got := fits(acronym, significant("Harbour Broadcasting Company")); got != want {
			t.Errorf("%s: %t", acronym, got)
		}
	}
}
