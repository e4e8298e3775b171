package value

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

func not(a any) any {
	if b, ok := a.(bool); ok {
		return !b
	}
	return nil
}

// And is the AND of Cypher: false if either is false, else nil if either is nil.
func And(a, b any) any {
	switch {
	case a == false || b == false:
		return false
	case a == nil || b == nil:
		return nil
	}
	return true
}

// Or is the OR of Cypher: true if either is true, else nil if either is nil.
func Or(a, b any) any {
	switch {
	case a == true || b == true:
		return true
	case a == nil || b == nil:
		return nil
	}
	return false
}

// Xor is the XOR of Cypher: nil if either is nil.
func Xor(a, b any) any {
	if a == nil || b == nil {
		return nil
	}
	return a != b
}

// Quantified decides by how many elements fulfil a condition, may, or do not.
func Quantified(kind syntax.QuantifierKind, yes, unknown, no int) any {
	switch kind {
	case syntax.All:
		return verdict(no > 0, unknown > 0, false)
	case syntax.Any:
		return verdict(yes > 0, unknown > 0, true)
	case syntax.None:
		return verdict(yes > 0, unknown > 0, false)
	}
	if yes > 1 {
		return false
	}
	return verdict(unknown > 0, unknown > 0, nil, yes == 1)
}

// verdict is result if decided, else null if unknown, else the opposite of
// result or what is given for it.
func verdict(decided, unknown bool, result any, otherwise ...any) any {
	switch {
	case decided:
		return result
	case unknown:
		return nil
	case len(otherwise) > 0:
		return otherwise[0]
	}
	return not(result)
}
