package value

import "github.com/newsgraph/newsgraph/graph/embedded/storage"

// Element is v[k]: of a list, a map, or a property; neither v nor k is null.
func Element(v, k any) (any, error) {
	if list, ok := v.([]any); ok {
		i, ok := k.(int64)
		if !ok {
			return nil, TypeError("the index of a list must be an integer, not %s", KindName(k))
		}
		if i < 0 {
			i += int64(len(list))
		}
		if i < 0 || i >= int64(len(list)) {
			return nil, nil
		}
		return list[i], nil
	}
	name, ok := k.(string)
	if !ok {
		if _, isMap := v.(map[string]any); isMap {
			return nil, TypeError("the key of a map must be a string, not %s", KindName(k))
		}
		return nil, TypeError("%s cannot be indexed by %s", KindName(v), KindName(k))
	}
	switch v := v.(type) {
	case map[string]any:
		return v[name], nil
	case *storage.Node:
		return v.Get(name), nil
	case *storage.Edge:
		return v.Get(name), nil
	}
	if field, ok := TemporalField(v, name); ok {
		return field, nil
	}
	return nil, TypeError("%s cannot be indexed", KindName(v))
}

// PropertiesOf returns the properties of a node or edge, or a map itself.
func PropertiesOf(v any) (map[string]any, bool) {
	switch v := v.(type) {
	case map[string]any:
		return v, true
	case *storage.Node:
		return v.Map(), true
	case *storage.Edge:
		return v.Map(), true
	}
	return nil, false
}

// PropOf returns a property of a node or edge, nil of anything else.
func PropOf(v any, key string) any {
	switch v := v.(type) {
	case *storage.Node:
		return v.Get(key)
	case *storage.Edge:
		return v.Get(key)
	}
	return nil
}

// TextList is texts as a list of Cypher.
func TextList(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// EdgeList is edges as a list of Cypher.
func EdgeList(edges []*storage.Edge) []any {
	list := make([]any, len(edges))
	for k, e := range edges {
		list[k] = e
	}
	return list
}

// Homogeneous makes floats of all numbers in a list that has floats: a stored list
// is of one kind.
func Homogeneous(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	whole, real := false, false
	for _, e := range list {
		switch e.(type) {
		case int64:
			whole = true
		case float64:
			real = true
		}
	}
	if !whole || !real {
		return v
	}
	out := make([]any, len(list))
	for i, e := range list {
		f, _ := AsFloat(e)
		out[i] = f
	}
	return out
}
