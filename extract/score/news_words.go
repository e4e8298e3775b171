package score

import "strings"

// canonical gives a relation the name under which the news gold has it.
func canonical(relation string) string {
	switch r := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToUpper(relation)); r {
	case "EMPLOYED_BY", "HOLDS_OFFICE_IN", "REPRESENTS":
		return "WORKS_FOR"
	case "HEADQUARTERED_IN":
		return "BASED_IN"
	case "PARTICIPATED_IN":
		return "ATTENDED"
	case "OWNED_BY":
		return "SUBSIDIARY_OF"
	default:
		return r
	}
}

// symmetricNews reports whether a relation of the news gold is symmetric. It is the
// reference scorer's list: the gold has no other symmetric ones.
func symmetricNews(relation string) bool { return relation == "MET_WITH" || relation == "AGREED_WITH" }

// office reports whether a relation may be former.
func office(relation string) bool {
	return relation == "LEADS" || relation == "WORKS_FOR" || relation == "MEMBER_OF"
}

// alike returns the relations that count as one in the lenient reading.
func alike(relation string) []string {
	if relation == "WORKS_FOR" || relation == "MEMBER_OF" {
		return []string{"WORKS_FOR", "MEMBER_OF"}
	}
	return []string{relation}
}

// stronger returns the relations beside which a prediction with the same ends is
// not counted: they say as much and more.
func stronger(relation string) []string {
	switch relation {
	case "WORKS_FOR":
		return []string{"LEADS"}
	case "MEMBER_OF":
		return []string{"LEADS", "WORKS_FOR"}
	case "MET_WITH":
		return []string{"AGREED_WITH"}
	case "LOCATED_IN":
		return []string{"BASED_IN"}
	case "BASED_IN":
		return []string{"LOCATED_IN"}
	case "SAID":
		return []string{"DENIED", "SAID"}
	}
	return nil
}

func polarity(s string) string {
	if s == "neg" {
		return s
	}
	return "pos"
}

func modality(s string) string {
	if s == "planned" || s == "possible" {
		return s
	}
	return "actual"
}

func status(s string) string {
	if s == "former" {
		return s
	}
	return "current"
}
