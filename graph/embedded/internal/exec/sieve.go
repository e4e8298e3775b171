package exec

import "github.com/newsgraph/newsgraph/graph/embedded/storage"

// wanted are the values of the sieves of move i, for the row as it stands. An error
// matters only if there is an element to be tested.
func (s *search) wanted(o *Move, i int) ([]any, error) {
	if len(o.Sieves) == 0 {
		return nil, nil
	}
	if s.sought == nil {
		s.sought = make([][]any, len(s.order.Moves))
	}
	values := s.sought[i][:0]
	for _, f := range o.Sieves {
		v, err := f.Value(s.x, s.row)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	s.sought[i] = values
	return values, nil
}

// passes reports whether a node has the wanted values.
func (s *search) passes(sieves []*Sieve, wanted []any, n *storage.Node) bool {
	for i, f := range sieves {
		v := n.Find(f.Key, &s.x.found[f.Read])
		switch w := wanted[i].(type) {
		case int64:
			if v, whole := v.(int64); whole {
				if v != w {
					return false
				}
				continue
			}
		case string:
			if v, text := v.(string); !text || v != w {
				return false
			}
			continue
		}
		if s.x.Equal(v, wanted[i]) != true {
			return false
		}
	}
	return true
}
