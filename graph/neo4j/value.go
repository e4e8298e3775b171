package neo4j

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"github.com/newsgraph/newsgraph/graph"
)

// outgoing turns the values of graph into those that the driver sends.
func outgoing(params map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(params))
	for k, v := range params {
		w, err := send(v)
		if err != nil {
			return nil, fmt.Errorf("send parameter %s: %w", k, err)
		}
		out[k] = w
	}
	return out, nil
}

func send(v any) (any, error) {
	switch v := v.(type) {
	case nil, bool, int, int64, float64:
		return v, nil
	case string:
		if !utf8.ValidString(v) {
			return strings.ToValidUTF8(v, "\uFFFD"), nil
		}
		return v, nil
	case []any:
		return sendList(v)
	case []map[string]any:
		return sendList(v)
	case []string:
		return sendList(v)
	case map[string]any:
		return outgoing(v)
	}
	return sendTemporal(v)
}

func sendList[T any](list []T) (any, error) {
	out := make([]any, len(list))
	for i, x := range list {
		w, err := send(x)
		if err != nil {
			return nil, err
		}
		out[i] = w
	}
	return out, nil
}

func sendTemporal(v any) (any, error) {
	switch v := v.(type) {
	case time.Time:
		// As an offset, not as a zone by name: "Z" and not "Z[UTC]".
		return v.In(time.FixedZone("Offset", 0)), nil
	case graph.Date:
		return dbtype.Date(time.Unix(int64(v)*86400, 0).UTC()), nil
	case graph.LocalTime:
		return dbtype.LocalTime(atClock(v, time.UTC)), nil
	case graph.Time:
		return dbtype.Time(atClock(v.Clock, time.FixedZone("Offset", v.Offset))), nil
	case graph.LocalDateTime:
		return dbtype.LocalDateTime(v.UTC.UTC()), nil
	case graph.Duration:
		return dbtype.Duration{Months: v.Months, Days: v.Days, Seconds: v.Seconds, Nanos: int(v.Nanos)}, nil
	}
	return nil, fmt.Errorf("internal error: a value of type %T cannot be sent", v)
}

func atClock(c graph.LocalTime, zone *time.Location) time.Time {
	return time.Date(0, 1, 1, 0, 0, 0, 0, zone).Add(time.Duration(c))
}

func clockOf(t time.Time) graph.LocalTime {
	return graph.LocalTime(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute +
		time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond()))
}

// ends are the application's ids of nodes, by the server's own: a row tells of the
// ends of an edge only the latter.
type ends map[string]string

// incoming turns a value of the driver into one of graph.
func (e ends) incoming(v any) (any, error) {
	switch v := v.(type) {
	case nil, bool, int64, float64, string:
		return v, nil
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			w, err := e.incoming(x)
			if err != nil {
				return nil, err
			}
			out[i] = w
		}
		return out, nil
	case map[string]any:
		return e.incomingMap(v)
	case dbtype.Node:
		return incomingNode(v)
	case dbtype.Relationship:
		return incomingEdge(v, e.id(v.StartElementId), e.id(v.EndElementId))
	case dbtype.Path:
		return incomingPath(v)
	}
	return incomingTemporal(v)
}

// id is the id of a node, "#" and the server's own where the application gave none.
func (e ends) id(element string) string {
	if id := e[element]; id != "" {
		return id
	}
	return "#" + element
}

func (e ends) incomingMap(m map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(m))
	for k, x := range m {
		w, err := e.incoming(x)
		if err != nil {
			return nil, err
		}
		out[k] = w
	}
	return out, nil
}

// learn notes the nodes in a value, and those that its edges lead to, by "" if their
// ids are not known yet.
func (e ends) learn(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			e.learn(x)
		}
	case map[string]any:
		for _, x := range v {
			e.learn(x)
		}
	case dbtype.Node:
		e[v.ElementId] = idOf(v.Props, "id", v.ElementId)
	case dbtype.Relationship:
		for _, element := range []string{v.StartElementId, v.EndElementId} {
			if _, known := e[element]; !known {
				e[element] = ""
			}
		}
	}
}

// unknown lists the nodes whose ids are not known.
func (e ends) unknown() (list []any) {
	for element, id := range e {
		if id == "" {
			list = append(list, element)
		}
	}
	return list
}

func incomingTemporal(v any) (any, error) {
	switch v := v.(type) {
	case dbtype.Date:
		return graph.Date(int64(math.Floor(float64(time.Time(v).Unix()) / 86400))), nil
	case dbtype.LocalTime:
		return clockOf(time.Time(v)), nil
	case dbtype.Time:
		_, offset := time.Time(v).Zone()
		return graph.Time{Clock: clockOf(time.Time(v)), Offset: offset}, nil
	case dbtype.LocalDateTime:
		t := time.Time(v)
		return graph.LocalDateTime{UTC: time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)}, nil
	case time.Time:
		return v.UTC(), nil
	case dbtype.Duration:
		return graph.Duration{Months: v.Months, Days: v.Days, Seconds: v.Seconds, Nanos: int64(v.Nanos)}, nil
	case *driver.InvalidValue:
		return nil, fmt.Errorf("the driver cannot read the value: %s", v.Message)
	}
	return nil, fmt.Errorf("values of type %T are not supported", v)
}

// idOf is the id that the application gave, or "#" and the server's own where
// it gave none.
func idOf(props map[string]any, key, element string) string {
	if id, ok := props[key].(string); ok {
		return id
	}
	return "#" + element
}

func incomingNode(n dbtype.Node) (graph.Node, error) {
	props, err := ends{}.incomingMap(n.Props)
	return graph.Node{ID: idOf(n.Props, "id", n.ElementId), Labels: n.Labels, Props: props}, err
}

func incomingEdge(r dbtype.Relationship, from, to string) (graph.Edge, error) {
	props, err := ends{}.incomingMap(r.Props)
	return graph.Edge{ID: idOf(r.Props, "key", r.ElementId), Type: r.Type, From: from, To: to, Props: props}, err
}

// incomingPath walks from the first node along the edges: the driver lists each
// node once, however often the path comes by.
func incomingPath(p dbtype.Path) (graph.Path, error) {
	out := graph.Path{}
	nodes := map[string]graph.Node{}
	for _, n := range p.Nodes {
		node, err := incomingNode(n)
		if err != nil {
			return out, err
		}
		nodes[n.ElementId] = node
	}
	if len(p.Nodes) == 0 {
		return out, nil
	}
	at := p.Nodes[0].ElementId
	out.Nodes = append(out.Nodes, nodes[at])
	for _, r := range p.Relationships {
		edge, err := incomingEdge(r, nodes[r.StartElementId].ID, nodes[r.EndElementId].ID)
		if err != nil {
			return out, err
		}
		if at == r.StartElementId {
			at = r.EndElementId
		} else {
			at = r.StartElementId
		}
		out.Edges = append(out.Edges, edge)
		out.Nodes = append(out.Nodes, nodes[at])
	}
	return out, nil
}
