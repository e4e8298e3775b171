package english

import (
	"strings"
	"testing"
)

// A date belongs to what it dates: not to what is reported behind it, not to all
// that a person did, and a decade is no day.
func TestDatesOfClaims(t *testing.T) {
	p, _ := readsAll(t)
	for text, want := range map[string]string{
		"Nordic Steel said in May 2019 it had acquired Baltic Iron.":  "ACQUIRED",
		"Norvane acquired Baltic Iron in May 2019.":                   "ACQUIRED 2019-05-01",
		"Bo Lin said he met Di Ray in May 2019.":                      "MET_WITH 2019-05-01",
		"Bo Lin (1929-2014) met Di Ray in Oslo.":                      "BORN_ON 1929-01-01, DIED_ON 2014-01-01, MET_WITH",
		"Robert Vance (1929-2014) was chairman of Nordic Steel.":      "BORN_ON 1929-01-01, DIED_ON 2014-01-01, LEADS former",
		"Robert Vance joined the Labour Party before 1990.":           "MEMBER_OF",
		"Bo Lin was born after 1950.":                                 "",
		"Robert Vance (born 1950s) met Anna Olsen.":                   "MET_WITH",
		"Bo Lin was born in the 1950s.":                               "",
		"Bo Lin was born in 1950.":                                    "BORN_ON 1950-01-01",
		"Robert Vance was chairman of Nordic Steel before 2019.":      "LEADS-2019-01-01 former",
		"Robert Vance has led Nordic Steel for the past ten minutes.": "LEADS",
	} {
		var got []string
		for _, c := range reads(t, p, text).Claims {
			s := strings.TrimSpace(c.Relation + " " + c.When.From.First)
			if !c.When.To.IsZero() {
				s += "-" + c.When.To.First
			}
			if c.Former {
				s += " former"
			}
			got = append(got, strings.TrimSpace(s))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}
