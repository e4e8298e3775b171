package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// quotes numbers the quotations of an article: 0 stands for outside. A
// quotation ends at its closing mark or with its paragraph, unless the next
// paragraph begins with an opening mark, as printers do with long ones.
func quotes(a *extract.Article) []int {
	in := make([]int, len(a.Tokens))
	n, open := 0, false
	for i := range a.Tokens {
		t := &a.Tokens[i]
		s := a.Text[t.Start:t.End]
		if t.Space() {
			if strings.Contains(s, "\n") {
				open = false
			}
			continue
		}
		switch s {
		case "“", "„", "«":
			open = true
			n++
			in[i] = n
			continue
		case "”", "»":
			open = false
		case "\"", "``", "''":
			if !open {
				open = true
				n++
			} else {
				in[i] = n
				open = false
				continue
			}
		}
		if open {
			in[i] = n
		}
	}
	return in
}
