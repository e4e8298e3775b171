package value

import (
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// TemporalField is a component of a temporal value (date.year, duration.days, …);
// ok is false if v is none or has no such component.
func TemporalField(v any, key string) (any, bool) {
	if rank(v) < rank(time.Time{}) || rank(v) > rank(graph.Duration{}) {
		return nil, false
	}
	return temporal.Component(v, key)
}

// TemporalText is toString of a temporal value: as the package temporal writes it,
// but always with seconds, as Neo4j does.
func TemporalText(v any) (string, bool) {
	text, ok := temporal.Format(v)
	if _, day := v.(graph.Date); day || !ok || !isTemporal(v) {
		return text, ok
	}
	at := strings.IndexByte(text, ':') + 3
	if at < len(text) && text[at] == ':' {
		return text, ok
	}
	return text[:at] + ":00" + text[at:], ok
}
