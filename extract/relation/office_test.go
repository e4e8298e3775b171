package relation

import "testing"

// TestNormalRole holds that all spellings of a role have one form, and that other
// roles have another.
func TestNormalRole(t *testing.T) {
	for _, c := range []struct{ role, want string }{
		{"Secretary General", "secretary-general"},
		{"secretary-general", "secretary-general"},
		{"Secretaries General", "secretary-general"},
		{"CEO", "chief executive"},
		{"C.E.O.", "chief executive"},
		{"chief executive officer", "chief executive"},
		{"acting CEO", "chief executive"},
		{"co-CEOs", "co-chief executive"},
		{"deputy PM", "deputy prime minister"},
		{"Vice-Presidents", "vice president"},
		{"chairmen", "chairman"},
		{"Chairwoman", "chairman"},
		{"co-chairs", "co-chairman"},
		{"vice-chairwomen", "vice chairman"},
		{"deputies", "deputy"},
		{"coaches", "coach"},
		{"princesses", "princess"},
		{"boss", "boss"},
		{"attorneys general", "attorney general"},
		{"editor in chief", "editor-in-chief"},
		{"Editors-in-Chief", "editor-in-chief"},
		{"chiefs of staff", "chief of staff"},
		{"secretary of defence", "secretary of defense"},
		{"Defence Ministers", "defense minister"},
		{"chargé d’affaires", "chargé d'affaires"},
		{"president-elect", "president"},
		{"interim president", "president"},
		{"veteran", "veteran"},
		{"audit committee chair", "audit committee chairman"},
		{"", ""},
	} {
		if got := normalRole(c.role); got != c.want {
			t.Errorf("%q: %q, want %q", c.role, got, c.want)
		}
	}
}

// TestOffices holds that every form of the table is its own normal form, so that no
// role has two.
func TestOffices(t *testing.T) {
	for spelling, o := range offices {
		if got := normalRole(spelling); got != o.name {
			t.Errorf("%q: %q, want %q", spelling, got, o.name)
		}
		if got := normalRole(o.name); got != o.name {
			t.Errorf("%q: %q, want it unchanged", o.name, got)
		}
	}
}
