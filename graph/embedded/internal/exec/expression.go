package exec

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Expr is a compiled expression.
type Expr func(x *Run, row []any) (any, error)

// Constant is a value that is written out.
func Constant(v any) Expr { return func(*Run, []any) (any, error) { return v, nil } }

// InSlot reads a value that stands in a slot of the row.
func InSlot(slot int) Expr {
	return func(_ *Run, row []any) (any, error) { return row[slot], nil }
}

// Parameter reads a parameter of the statement.
func Parameter(name string) Expr {
	return func(x *Run, _ []any) (any, error) { return x.params[name], nil }
}

// Property is of.key; read numbers this place among those that read a property.
func Property(at Place, of Expr, key string, read int) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case *storage.Node:
			if v.Deleted() {
				return nil, at.fail("EntityNotFound", "property ."+key+" of a node that has been deleted")
			}
			return v.Find(key, &x.found[read]), nil
		case *storage.Edge:
			if v.Deleted() {
				return nil, at.fail("EntityNotFound", "property ."+key+" of an edge that has been deleted")
			}
			return v.Find(key, &x.found[read]), nil
		case map[string]any:
			return v[key], nil
		case nil:
			return nil, nil
		}
		if field, ok := value.TemporalField(v, key); ok {
			return field, nil
		}
		return nil, at.typeError("%s has no property .%s", value.KindName(v), key)
	}
}

// Index is of[key].
func Index(at Place, of, key Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil {
			return nil, err
		}
		k, err := key(x, row)
		if err != nil || v == nil || k == nil {
			return nil, err
		}
		v, err = value.Element(v, k)
		return v, at.mend(err)
	}
}

// Slice is of[from..to]; from and to may be absent (nil).
func Slice(at Place, of, from, to Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		list, ok := v.([]any)
		if !ok {
			return nil, at.typeError("%s cannot be sliced", value.KindName(v))
		}
		low, okLow, err := bound(at, x, row, from, 0, len(list))
		if err != nil {
			return nil, err
		}
		high, okHigh, err := bound(at, x, row, to, len(list), len(list))
		if err != nil || !okLow || !okHigh {
			return nil, err
		}
		if low >= high {
			return []any{}, nil
		}
		return list[low:high:high], nil
	}
}

// bound evaluates one end of a slice; known is false for null.
func bound(at Place, x *Run, row []any, end Expr, absent, length int) (n int, known bool, err error) {
	if end == nil {
		return absent, true, nil
	}
	v, err := end(x, row)
	if err != nil || v == nil {
		return 0, false, err
	}
	i, ok := v.(int64)
	if !ok {
		return 0, false, at.typeError("the bounds of a slice must be integers, not %s", value.KindName(v))
	}
	if i < 0 {
		i += int64(length)
	}
	return int(max(0, min(int64(length), i))), true, nil
}

// List is [elems…].
func List(elems []Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		if err := x.grow(listBytes(len(elems)), len(elems)); err != nil {
			return nil, err
		}
		list := make([]any, len(elems))
		for i, f := range elems {
			var err error
			if list[i], err = f(x, row); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
}

// Map is {keys: values}.
func Map(keys []string, values []Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		if err := x.grow(mapBytes(len(keys)), len(keys)); err != nil {
			return nil, err
		}
		m := make(map[string]any, len(keys))
		for i, f := range values {
			v, err := f(x, row)
			if err != nil {
				return nil, err
			}
			m[keys[i]] = v
		}
		return m, nil
	}
}

// MapItem is an item of a map projection: .* (all), .key (property), or key: value.
type MapItem struct {
	All, Property bool
	Key           string
	Value         Expr
}

// MapProjection is of {items…}.
func MapProjection(at Place, of Expr, items []MapItem) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		props, ok := value.PropertiesOf(v)
		if !ok {
			return nil, at.typeError("%s cannot be projected to a map", value.KindName(v))
		}
		if err := x.grow(mapBytes(len(props)+len(items)), 2*len(props)+len(items)); err != nil {
			return nil, err
		}
		m := map[string]any{}
		for _, item := range items {
			switch {
			case item.All:
				for k, p := range props {
					m[k] = p
				}
			case item.Property:
				m[item.Key] = props[item.Key]
			default:
				if m[item.Key], err = item.Value(x, row); err != nil {
					return nil, err
				}
			}
		}
		return m, nil
	}
}

// Case is CASE test WHEN conds THEN values ELSE otherwise END; test and otherwise may
// be absent (nil).
func Case(test, otherwise Expr, conds, values []Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		var subject any
		var err error
		if test != nil {
			if subject, err = test(x, row); err != nil {
				return nil, err
			}
		}
		for i, cond := range conds {
			v, err := cond(x, row)
			if err != nil {
				return nil, err
			}
			if test != nil && x.Equal(subject, v) == true || test == nil && v == true {
				return values[i](x, row)
			}
		}
		if otherwise == nil {
			return nil, nil
		}
		return otherwise(x, row)
	}
}
