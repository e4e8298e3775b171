package storetest

import "testing"

func TestOrdered(t *testing.T) {
	for text, want := range map[string]bool{
		"MATCH (n) RETURN n.id":                                                             false,
		"MATCH (n) RETURN n.id ORDER BY n.id":                                               true,
		"MATCH (n) WITH n ORDER BY n.id RETURN n.id":                                        false,
		"MATCH (a) RETURN a.id, COLLECT { MATCH (a)-->(b) RETURN b.id ORDER BY b.id } AS l": false,
		"MATCH (a {k: 1}) CALL (a) { RETURN 1 AS x ORDER BY x } RETURN x ORDER BY x":        true,
		"MATCH (n) DELETE n":                                                                false,
	} {
		if got := Ordered(text); got != want {
			t.Errorf("%s: ordered %t, want %t", text, got, want)
		}
	}
}
