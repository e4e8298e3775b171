package exec

import "slices"

// SortKey is one expression of ORDER BY.
type SortKey struct {
	Value Expr
	Desc  bool
}

// sorted is a row with the values of its sort keys.
type sorted struct {
	row  []any
	keys []any
	held int64 // bytes
	seq  int   // order of arrival: ties stay as they came
}

// sortedBytes is what a place in the list of sorted rows takes, as in rowBytes.
const sortedBytes = 130

// sorting is ORDER BY, with LIMIT as a heap of the best rows. If the rows come sorted
// by some of the keys, it holds those that are equal in them only, and wants no more
// when it has enough.
type sorting struct {
	*Project
	x    *Run
	next stage
	window
	base []any
	rows []sorted
	keys []any // for the next row, until it is kept
	seq  int
	lead int   // how many keys the rows come sorted by
	last []any // those of the row before
}

// Sorted is how many keys the rows come sorted by.
func (p *Project) Sorted(x *Run) int {
	if p.From == nil || x.orders[p.From] == nil {
		return 0
	}
	return x.orders[p.From].Sorted
}

func newSorting(p *Project, x *Run, next stage) stage {
	return &sorting{Project: p, x: x, next: next, base: x.base}
}

func (s *sorting) compare(a, b sorted) int {
	s.x.Must(1)
	for i, k := range s.Sort {
		if c := s.x.Order(a.keys[i], b.keys[i]); c != 0 {
			if k.Desc {
				return -c
			}
			return c
		}
	}
	return a.seq - b.seq
}

func (s *sorting) row(row []any) error {
	if s.keys == nil {
		s.keys = make([]any, len(s.Sort))
	}
	if !s.known {
		if err := s.find(s.Project, s.x, row); err != nil {
			return err
		}
		s.lead = s.Sorted(s.x)
	}
	if s.lead == len(s.Sort) {
		return s.give(s.next, row)
	}
	entry := sorted{seq: s.seq, keys: s.keys}
	s.seq++
	before := s.x.made
	for i, k := range s.Sort {
		var err error
		if entry.keys[i], err = k.Value(s.x, row); err != nil {
			return err
		}
	}
	entry.held = s.x.made - before + int64(sortedBytes+24*len(entry.keys))
	s.x.made = before
	if s.lead > 0 {
		if err := s.advance(entry.keys[:s.lead]); err != nil {
			return err
		}
	}
	return s.take(entry, row)
}

// advance hands on what is held if the leading keys change.
func (s *sorting) advance(keys []any) error {
	if s.last != nil && slices.EqualFunc(s.last, keys, func(a, b any) bool { return s.x.Order(a, b) == 0 }) {
		return nil
	}
	s.last = append(s.last[:0], keys...)
	return s.flush()
}

// take holds a row, if it may be among those that are wanted.
func (s *sorting) take(entry sorted, row []any) error {
	if most := s.window.skip + s.window.limit; s.window.limit >= 0 && int64(len(s.rows)) >= most {
		if most == 0 || s.compare(entry, s.rows[0]) >= 0 {
			return nil
		}
		copy(s.rows[0].row, row)
		entry.row = s.rows[0].row
		s.keys = s.rows[0].keys // those of the row that leaves
		entry.held += rowBytes(row) + s.x.take()
		s.x.drop(s.rows[0].held - entry.held)
		s.rows[0] = entry
		s.sink(0)
		return s.x.check()
	}
	kept, held, err := s.x.keep(row)
	if err != nil {
		return err
	}
	entry.row = kept
	s.x.held += entry.held
	entry.held += held
	s.rows, s.keys = append(s.rows, entry), nil
	if s.window.limit >= 0 {
		s.rise(len(s.rows) - 1)
	}
	return nil
}

func (s *sorting) rise(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if s.compare(s.rows[i], s.rows[parent]) <= 0 {
			return
		}
		s.rows[i], s.rows[parent] = s.rows[parent], s.rows[i]
		i = parent
	}
}

func (s *sorting) sink(i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(s.rows); child++ {
			if s.compare(s.rows[child], s.rows[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		s.rows[i], s.rows[worst] = s.rows[worst], s.rows[i]
		i = worst
	}
}

// end finds the window even if no row came, so that a wrong LIMIT is an error.
func (s *sorting) end() error {
	if err := s.find(s.Project, s.x, s.base); err != nil {
		return err
	}
	if err := s.flush(); err != nil && err != errStop {
		return err
	}
	return s.next.end()
}

// flush hands on the rows that are held, sorted.
func (s *sorting) flush() error {
	slices.SortFunc(s.rows, s.compare)
	var err error
	for _, r := range s.rows {
		s.x.Must(1)
		if err = s.give(s.next, r.row); err != nil {
			break
		}
	}
	for _, r := range s.rows {
		s.x.drop(r.held)
	}
	clear(s.rows)
	s.rows = s.rows[:0]
	return err
}
