package check

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// variable is a name in a scope.
type variable struct {
	name  string
	slot  int
	value value
}

// scope is the variables that can be seen. WITH replaces the innermost one; what
// the outer ones hold stays visible whatever WITH projects.
type scope struct {
	outer *scope
	names map[string]*variable
}

func newScope(outer *scope) *scope { return &scope{outer, map[string]*variable{}} }

// find looks a name up, from the inside out; nil if there is none.
func (s *scope) find(name string) *variable {
	for ; s != nil; s = s.outer {
		if v := s.names[name]; v != nil {
			return v
		}
	}
	return nil
}

// sorted returns the variables of the innermost scope by name, as * lists them.
func (s *scope) sorted() []*variable {
	var vars []*variable
	for _, name := range sortedKeys(s.names) {
		vars = append(vars, s.names[name])
	}
	return vars
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// visible returns all names that can be seen, for suggestions.
func (s *scope) visible() []string {
	all := map[string]bool{}
	for ; s != nil; s = s.outer {
		for name := range s.names {
			all[name] = true
		}
	}
	return sortedKeys(all)
}

// inside runs f in a new scope within the one at hand.
func (r *run) inside(f func()) {
	outer := r.scope
	r.scope = newScope(outer)
	f()
	r.scope = outer
}

// declare binds a new variable in the innermost scope.
func (r *run) declare(v *syntax.Variable, val value) *variable {
	nv := &variable{v.Name, r.slot(), val}
	r.scope.names[v.Name] = nv
	r.info.slots[v] = nv.slot
	return nv
}

// declareNew is declare for a name that must not be taken.
func (r *run) declareNew(v *syntax.Variable, val value) *variable {
	if r.scope.find(v.Name) != nil {
		r.fail(v, "VariableAlreadyBound", "variable %s is already defined", v.Name)
	}
	return r.declare(v, val)
}

// use resolves a variable that must be there.
func (r *run) use(v *syntax.Variable) *variable {
	found := r.scope.find(v.Name)
	if found == nil {
		r.fail(v, "UndefinedVariable", "variable %s is not defined%s", v.Name, syntax.Suggest(v.Name, r.scope.visible()))
	}
	r.info.slots[v] = found.slot
	return found
}
