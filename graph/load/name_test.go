package load

import "testing"

// A name in capitals is the name of a node only where there is no other, whatever most
// articles use and in whatever order they come.
func TestNameInCapitalsLoses(t *testing.T) {
	for _, c := range []struct {
		names []string // one an article
		want  string
	}{
		{[]string{"Mary Olson", "MARY OLSON"}, "Mary Olson"},
		{[]string{"MARY OLSON", "MARY OLSON", "Mary Olson"}, "Mary Olson"},
		{[]string{"EU", "EU", "EU", "European Union"}, "European Union"},
		{[]string{"U.S.", "U.S.", "United States"}, "United States"},
		{[]string{"EU", "E.U.", "EU"}, "EU"},
		{[]string{"MARY OLSON"}, "MARY OLSON"},
		{[]string{"Mary Olson", "Mary Ölson", "Mary Ölson"}, "Mary Ölson"},
		{[]string{"東京", "Tokyo"}, "Tokyo"},
		{[]string{"", "A"}, "A"},
	} {
		for range 2 {
			n := &naming{}
			for _, name := range c.names {
				n.add(row{"name": name, "forms": []any{}})
			}
			if got := n.name(); got != c.want {
				t.Errorf("%q: the name is %q, want %q", c.names, got, c.want)
			}
			for i, k := 0, len(c.names)-1; i < k; i, k = i+1, k-1 {
				c.names[i], c.names[k] = c.names[k], c.names[i]
			}
		}
	}
}
