package identity

import "github.com/newsgraph/newsgraph/extract"

// form finds the one form of all spellings of a name.
func form(_ *extract.Article, e *extract.Entity) { e.Identity.Name = "" }
