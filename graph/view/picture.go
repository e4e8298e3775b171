package view

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/newsgraph/newsgraph/graph"
)

// Bounds of a picture, in edges.
const (
	pictureEdges = 300
	pictureMost  = 20_000
)

// dot is a node of a picture.
type dot struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind"`
}

// line is an edge of a picture.
type line struct {
	Key      string `json:"key"`
	From     string `json:"from"`
	To       string `json:"to"`
	Relation string `json:"relation"`
	Status   string `json:"status"`
	Former   bool   `json:"former,omitempty"`
	Stories  int64  `json:"stories"`
	First    string `json:"first,omitempty"` // day of the first article
	Last     string `json:"last,omitempty"`
}

// drawing is what a picture shows, in an order that depends on the graph alone.
type drawing struct {
	Dots  []dot  `json:"nodes"`
	Lines []line `json:"edges"`
	More  bool   `json:"more"` // there are edges beyond the limit
}

const edgesOf = `
RETURN r, a, b
ORDER BY coalesce(r.stories, r.articles) DESC, r.evidence DESC, r.key
LIMIT $limit`

// draw takes the strongest edges of the graph, or those at an entity and between its
// neighbours.
func (s *Site) draw(r *http.Request, entity string, limit int64) (d drawing, err error) {
	d = drawing{Dots: []dot{}, Lines: []line{}}
	seen := map[string]bool{}
	params := map[string]any{"id": entity, "limit": limit + 1}
	if entity == "" {
		rows, err := s.rows(r.Context(), `MATCH (a:__Entity__)-[r]->(b:__Entity__)
WHERE r.key IS NOT NULL`+edgesOf, params)
		if err != nil {
			return d, err
		}
		d.add(rows, seen, limit)
		return d, nil
	}
	rows, err := s.rows(r.Context(), `MATCH (x:__Entity__ {id: $id})-[r]-(y:__Entity__)
WHERE r.key IS NOT NULL
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b`+edgesOf, params)
	if err != nil {
		return d, err
	}
	d.add(rows, seen, limit)
	ids := make([]any, len(d.Dots))
	for i, n := range d.Dots {
		ids[i] = n.ID
	}
	params["ids"] = ids
	between, err := s.rows(r.Context(), `UNWIND $ids AS id
MATCH (a:__Entity__ {id: id})-[r]->(b:__Entity__)
WHERE r.key IS NOT NULL AND a.id <> $id AND b.id <> $id AND b.id IN $ids`+edgesOf, params)
	if err != nil {
		return d, err
	}
	d.add(between, seen, limit)
	return d, nil
}

// add takes up edges and their ends.
func (d *drawing) add(rows []graph.Row, seen map[string]bool, limit int64) {
	for i, row := range rows {
		if int64(i) == limit {
			d.More = true
			return
		}
		r, _ := row.Get("r").(graph.Edge)
		a, _ := row.Get("a").(graph.Node)
		b, _ := row.Get("b").(graph.Node)
		key, _ := r.Props["key"].(string)
		if seen[key] {
			continue
		}
		seen[key] = true
		for _, n := range []graph.Node{a, b} {
			if id := nodeID(n); !seen[id] {
				seen[id] = true
				d.Dots = append(d.Dots, dot{ID: id, Name: nodeName(n), Kind: plain(n.Props["kind"])})
			}
		}
		stories, ok := r.Props["stories"].(int64)
		if !ok {
			stories, _ = r.Props["articles"].(int64)
		}
		former, _ := r.Props["former"].(bool)
		d.Lines = append(d.Lines, line{Key: key, From: nodeID(a), To: nodeID(b), Relation: r.Type, Status: plain(r.Props["status"]), Former: former,
			Stories: stories, First: day(r.Props["first_seen"]), Last: day(r.Props["last_seen"])})
	}
}

// bounded reads how many edges are asked for.
func bounded(r *http.Request) (int64, error) {
	text := r.URL.Query().Get("limit")
	if text == "" {
		return pictureEdges, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || n > pictureMost {
		return 0, wrong{fmt.Errorf("limit %q: want a number of edges from 1 to %d", text, pictureMost)}
	}
	return n, nil
}

// picture is the page with the picture, and the table of the same.
func (s *Site) picture(r *http.Request) (reply, error) {
	limit, err := bounded(r)
	if err != nil {
		return reply{}, err
	}
	entity, title := r.URL.Query().Get("entity"), "The strongest connections"
	d, err := s.draw(r, entity, limit)
	if err != nil {
		return reply{}, err
	}
	names := map[string]string{}
	for _, n := range d.Dots {
		names[n.ID] = n.Name
	}
	if entity != "" {
		title = "Around " + names[entity]
		if names[entity] == "" {
			return reply{}, missing{"no connection is known of " + entity}
		}
	}
	shown := d.Lines[:min(len(d.Lines), pictureEdges)]
	return reply{page: "picture", title: title, data: map[string]any{"Entity": entity, "Limit": limit, "Lines": shown, "Names": names, "All": len(d.Lines), "More": d.More}}, nil
}

// pictureEdges are the nodes and edges of a picture, as JSON.
func (s *Site) pictureEdges(r *http.Request) (reply, error) {
	limit, err := bounded(r)
	if err != nil {
		return reply{}, err
	}
	d, err := s.draw(r, r.URL.Query().Get("entity"), limit)
	if err != nil {
		return reply{}, err
	}
	body, err := json.Marshal(d)
	return reply{kind: "application/json", body: body}, err
}
