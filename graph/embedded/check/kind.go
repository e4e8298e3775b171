package check

import "strings"

// Kind is the set of the kinds a value may be of, as far as they are known before
// the statement runs. No kind at all means that nothing is known, like Any.
type Kind uint

// The kinds.
const (
	Node Kind = 1 << iota
	Edge
	Path
	Boolean
	Integer
	Float
	String
	List
	Map
	Temporal // a date, a time or both
	Duration

	Any    Kind = 1<<iota - 1
	Number      = Integer | Float
)

// String names the kinds, with "or" between.
func (k Kind) String() string {
	if k == 0 || k == Any {
		return "Any"
	}
	var names []string
	for i, n := range [...]string{"Node", "Edge", "Path", "Boolean", "Integer", "Float", "String", "List", "Map", "Temporal", "Duration"} {
		if k&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, " or ")
}

// can reports whether a value of kind k may be of kind want.
func (k Kind) can(want Kind) bool { return k == 0 || want == 0 || k&want != 0 }

// known is k with Any for nothing.
func (k Kind) known() Kind {
	if k == 0 {
		return Any
	}
	return k
}

// value is what is known of an expression.
type value struct {
	kind Kind
	elem Kind // of the elements, if it is a list
}

// anything is a value of which nothing is known.
func anything() value { return value{kind: Any, elem: Any} }

// one is a value of a kind with nothing known of elements.
func one(k Kind) value { return value{kind: k.known(), elem: Any} }

// listOf is a list of elements of a kind.
func listOf(elem Kind) value { return value{kind: List, elem: elem.known()} }
