package identity

import "github.com/newsgraph/newsgraph/extract"

// scope finds what tells the bearers of one name apart.
func scope(_ *extract.Article, e *extract.Entity) {
	if e.Identity.Scope != "" {
		return // the name itself tells it: form
	}
}
