package exec

// Merge is MERGE: for each row every match of its path, or a new one.
type Merge struct {
	Pattern  *Match
	Create   Action
	OnCreate Action
	OnMatch  Action
	Nulls    []NullCheck
}

// NullCheck refuses null as a property of a pattern to merge: nothing would ever
// match it.
type NullCheck func(x *Run, row []any) error

func (m *Merge) start(x *Run, next stage) stage {
	s := &search{m: m.Pattern, x: x}
	return &collector{x: x, then: func(rows [][]any) error {
		var out [][]any
		for _, row := range rows {
			if err := x.Do(1); err != nil {
				return err
			}
			var err error
			before := x.made
			if out, err = m.row(x, s, row, out); err != nil {
				return err
			}
			x.made = before
		}
		return drain(out, next)
	}}
}

// row merges for one row and appends the rows that come of it.
func (m *Merge) row(x *Run, s *search, row []any, out [][]any) ([][]any, error) {
	for _, check := range m.Nulls {
		if err := check(x, row); err != nil {
			return nil, err
		}
	}
	first := len(out)
	s.emit = func() error {
		kept, _, err := x.keep(row)
		out = append(out, kept)
		return err
	}
	if err := s.run(row); err != nil {
		return nil, err
	}
	if len(out) > first {
		for _, found := range out[first:] {
			if err := m.OnMatch(x, found); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	if err := m.Create(x, row); err != nil {
		return nil, err
	}
	return append(out, row), m.OnCreate(x, row)
}

// NotNull refuses a map with a null in it.
func NotNull(at Place, f Expr) NullCheck {
	return func(x *Run, row []any) error {
		v, err := f(x, row)
		if err != nil {
			return err
		}
		m, _ := v.(map[string]any)
		for _, k := range x.SortedKeys(m) {
			if m[k] == nil {
				return at.fail("MergeReadOwnWrites", "MERGE cannot use null as property "+k)
			}
		}
		return nil
	}
}
