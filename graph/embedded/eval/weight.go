package eval

// weight is about how many bytes a value holds outside of the cell that it stands
// in. What is shared counts each time; counting ends beyond a limit.
func weight(v any, limit float64) float64 {
	switch v := v.(type) {
	case string:
		return 16 + float64(len(v))
	case []any:
		sum := 24 + 16*float64(len(v))
		for i := 0; i < len(v) && sum <= limit; i++ {
			sum += weight(v[i], limit-sum)
		}
		return sum
	case map[string]any:
		sum := 48 + 40*float64(len(v))
		for _, e := range v {
			if sum > limit {
				break
			}
			sum += weight(e, limit-sum)
		}
		return sum
	case *path:
		return 80 + 8*float64(len(v.nodes)+len(v.edges))
	case nil, bool:
		return 0
	}
	return 8
}

// growing is a list under construction: it may not outgrow what a statement may
// hold.
type growing struct {
	x     *exec
	list  []any
	bytes float64
}

func (g *growing) add(v any) error {
	g.list = append(g.list, v)
	g.bytes += 16 + weight(v, g.x.most()-g.bytes)
	return g.x.fits(g.bytes)
}
