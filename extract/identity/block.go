package identity

import "github.com/newsgraph/newsgraph/extract"

// block finds by what a shorter form may mean the entity, and whether it is one.
func block(_ *extract.Article, e *extract.Entity) { e.Identity.Block = "" }
