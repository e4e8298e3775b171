package storage

import "math"

// interner shares equal short strings and equal numbers among property values:
// they then take their room once, and who reads one after the other finds it in
// the processor's cache. It is itself a cache of fixed size, so that it can never
// grow with the graph.
type interner struct {
	texts  [4096]any
	wholes [4096]any
	reals  [1024]any
}

// value returns v or an equal value of the same type.
func (in *interner) value(v any) any {
	switch v := v.(type) {
	case string:
		return in.text(v)
	case int64:
		return in.whole(v)
	case float64:
		return in.real(v)
	}
	return v
}

func (in *interner) text(s string) any {
	if len(s) > 40 {
		return s
	}
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	slot := &in.texts[h%uint32(len(in.texts))]
	if old, ok := (*slot).(string); ok && old == s {
		return *slot
	}
	*slot = s
	return *slot
}

func (in *interner) whole(i int64) any {
	slot := &in.wholes[uint64(i)%uint64(len(in.wholes))]
	if old, ok := (*slot).(int64); ok && old == i {
		return *slot
	}
	*slot = i
	return *slot
}

func (in *interner) real(f float64) any {
	bits := math.Float64bits(f) // -0.0 and NaN stay what they are
	slot := &in.reals[bits*0x9E3779B97F4A7C15>>54]
	if old, ok := (*slot).(float64); ok && math.Float64bits(old) == bits {
		return *slot
	}
	*slot = f
	return *slot
}
