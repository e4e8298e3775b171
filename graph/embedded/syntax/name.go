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
		return "WITH"
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
