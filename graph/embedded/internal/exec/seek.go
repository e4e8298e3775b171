package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// inOrder walks along the index of a move until found returns false. Between bounds
// that are texts, the walk finds just what the conditions do that say them.
func (s *search) inOrder(a *Access, found func(storage.ID) bool) error {
	span, some, err := a.span(s.x, s.row)
	if err != nil || !some {
		return err
	}
	s.within = isText(span.Low.Value) && isText(span.High.Value) && (!a.Prefix || span.Prefix != "")
	a.Index.Walk(span, a.Descending, found)
	return nil
}

// isText reports whether a bound is a text, or none.
func isText(bound any) bool {
	_, text := bound.(string)
	return text || bound == nil
}

// span is the part of the index to walk along; some is false if nothing can be in it.
func (a *Access) span(x *Run, row []any) (span storage.Span, some bool, err error) {
	for _, h := range a.Hints {
		v, err := h.Value(x, row)
		if err != nil {
			return span, false, err
		}
		span.Equal = append(span.Equal, v)
	}
	for i, h := range []*Probe{a.Hint, a.High} {
		if h == nil {
			continue
		}
		v, err := h.Value(x, row)
		switch {
		case err != nil || v == nil:
			return span, false, err // nothing is above or below null
		case a.Prefix:
			text, ok := v.(string)
			if !ok {
				return span, false, nil
			}
			span.Prefix = text
		case i == 0:
			span.Low = storage.Bound{Value: v, Inclusive: h.Inclusive}
		default:
			span.High = storage.Bound{Value: v, Inclusive: h.Inclusive}
		}
	}
	return span, true, nil
}

// idOf reads an id or element id; -1 if it is none.
func idOf(prefix string, v any) storage.ID {
	switch v := v.(type) {
	case int64:
		return v
	case string:
		if id, ok := value.ElementNumber(prefix, v); ok {
			return id
		}
	}
	return -1
}

// seek asks an index; ok is false if it cannot tell.
func (a *Access) seek(x *Run, row []any) (ids []storage.ID, ok bool, err error) {
	switch a.Kind {
	case AccessEqual:
		if len(a.Hints) == 1 {
			v, err := a.Hints[0].Value(x, row)
			if err != nil {
				return nil, false, err
			}
			return a.Index.Find(v), true, nil
		}
		values := make([]any, len(a.Hints))
		for i, h := range a.Hints {
			if values[i], err = h.Value(x, row); err != nil {
				return nil, false, err
			}
		}
		return a.Index.Find(values...), true, nil
	case AccessIn:
		return a.seekIn(x, row)
	case AccessPrefix:
		v, err := a.Hint.Value(x, row)
		if prefix, text := v.(string); text && err == nil {
			ids := a.Index.Prefix(prefix)
			return ids, true, x.Do(len(ids))
		}
		return nil, true, err
	}
	return a.seekRange(x, row)
}

func (a *Access) seekIn(x *Run, row []any) ([]storage.ID, bool, error) {
	v, err := a.Hint.Value(x, row)
	if err != nil {
		return nil, false, err
	}
	list, ok := v.([]any)
	if !ok {
		return nil, false, nil
	}
	var ids []storage.ID
	for _, v := range list {
		found := a.Index.Find(v)
		if err := x.Do(1 + len(found)); err != nil {
			return nil, false, err
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), true, nil
}

func (a *Access) seekRange(x *Run, row []any) ([]storage.ID, bool, error) {
	var bounds [2]storage.Bound
	for i, h := range []*Probe{a.Hint, a.High} {
		if h == nil {
			continue
		}
		v, err := h.Value(x, row)
		if err != nil || v == nil {
			return nil, true, err
		}
		bounds[i] = storage.Bound{Value: v, Inclusive: h.Inclusive}
	}
	ids, ok := a.Index.Between(bounds[0], bounds[1])
	return ids, ok, x.Do(len(ids))
}
