package syntax

// Name returns the keyword of a clause, for messages.
func Name(c Clause) string {
	switch c := c.(type) {
	case *Match:
		if c.Optional {
			return "OPTIONAL MATCH"
		}
		return "MATCH"
	case *Unwind:
		return "UNWIND"
	case *With:
		return withName(c.Projection)
	case *Return:
		return "RETURN"
	case *Finish:
		return "FINISH"
	case *Create:
		return "CREATE"
	case *Merge:
		return "MERGE"
	case *Set:
		return "SET"
	case *Remove:
		return "REMOVE"
	case *Delete:
		return "DELETE"
	case *Foreach:
		return "FOREACH"
	case *CallSubquery, *CallProcedure:
		return "CALL"
	case *Show:
		return "SHOW"
	}
	panic("internal error: clause without a name")
}

// withName is the first keyword of a WITH, or of what is short for one.
func withName(p *Projection) string {
	switch {
	case p.Form == AsFilter:
		return "FILTER"
	case p.Form == AsLet:
		return "LET"
	case p.Form == AsClause:
		return "WITH"
	case p.OrderBy != nil:
		return "ORDER BY"
	case p.Skip != nil:
		return "SKIP"
	}
	return "LIMIT"
}
