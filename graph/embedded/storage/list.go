package storage

import "slices"

// list holds elements in ascending order of ID. What leaves it stays as a
// tombstone until half of the list is dead, so that taking all edges from a hub
// one by one costs no more than reading them. An element is alive when the
// owner of the list says so.
type list[T interface{ ID() ID }] struct {
	items []T
	dead  int
}

func (l *list[T]) count() int { return len(l.items) - l.dead }

func (l *list[T]) find(id ID) (int, bool) {
	if n := len(l.items); n == 0 || l.items[n-1].ID() < id {
		return n, false
	}
	return slices.BinarySearchFunc(l.items, id, func(x T, id ID) int {
		switch d := x.ID() - id; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
}

// add puts x in, or revives its tombstone.
func (l *list[T]) add(x T) {
	if n := len(l.items); n == 0 || l.items[n-1].ID() < x.ID() {
		l.items = append(l.items, x)
		return
	}
	i, found := l.find(x.ID())
	if found {
		l.dead--
		return
	}
	l.items = slices.Insert(l.items, i, x)
}

// drop counts one element as dead, and sweeps the dead when they are many.
// The element is no longer alive when drop is called.
func (l *list[T]) drop(alive func(T) bool) {
	l.dead++
	if l.dead > 16 && l.dead > len(l.items)/2 {
		l.items = slices.DeleteFunc(l.items, func(x T) bool { return !alive(x) })
		l.items = slices.Clip(l.items)
		l.dead = 0
	}
}

// remove takes x out without a tombstone: the undo of a creation, after which
// the same ID is given again.
func (l *list[T]) remove(x T) {
	if i, found := l.find(x.ID()); found {
		l.items = slices.Delete(l.items, i, i+1)
	}
}
