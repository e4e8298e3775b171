package review

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Bearer is a name that articles have, and the node that it is or was joined to.
type Bearer struct {
	ID, Node string
	Kind     string
	Name     string // as it is shown
	Article  string // the one in which it is meant, if only that
	Articles int    // how many have it
	norm     string
	scope    string
}

// Ref means a bearer in a judgement.
func (b Bearer) Ref() identity.Ref {
	name := b.Name
	if load.Norm(name) != b.norm { // the name of a node may be one of its other spellings
		name = b.norm
	}
	return identity.Ref{ID: b.ID, Kind: b.Kind, Name: name, Article: b.Article}
}

// String tells a bearer from those of the same name.
func (b Bearer) String() string {
	in := b.scope
	if b.Article != "" {
		in = "only as " + b.Article + " has it"
	}
	if in != "" {
		in = ", " + in
	}
	return fmt.Sprintf("%s (%s %s%s)", b.Name, b.Kind, b.ID, in)
}

// What a name may be asked for by: its id or the beginning, its form for all articles, a
// spelling, whole words of it. Best first.
const (
	bornByNodes = `MATCH (x:__Entity__)
WITH x, CASE
  WHEN x.id = $name OR x.id STARTS WITH $short THEN 0
  WHEN x.name_norm = $norm OR toLower(x.name) = toLower($name) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($name)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + $norm + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND ($kind IS NULL OR x.kind = $kind)
RETURN fit, x.id AS id, x.id AS node, x.kind AS kind, x.name AS name, x.name_norm AS norm, x.scope AS scope, x.of AS of,
       COUNT { (x)<-[:MENTIONS]-(:Article) } AS articles,
       COLLECT { MATCH (x)<-[:MENTIONS]-(a:Article) RETURN a.id ORDER BY a.id LIMIT 1 } AS only
ORDER BY fit, name, id`
	bornByNames = `MATCH (x:__Name)
WITH x, CASE
  WHEN x.id = $name OR x.id STARTS WITH $short THEN 0
  WHEN x.name_norm = $norm THEN 1 END AS fit
WHERE fit IS NOT NULL AND ($kind IS NULL OR x.kind = $kind)
MATCH (e:__Entity__ {id: x.root})<-[m:MENTIONS {name_id: x.id}]-(a:Article)
WITH x, fit, m.name AS name, a.id AS article
ORDER BY article
WITH x, fit, collect(name) AS names, collect(article) AS articles
RETURN fit, x.id AS id, x.root AS node, x.kind AS kind, names[0] AS name, x.name_norm AS norm, x.scope AS scope, x.of AS of,
       size(articles) AS articles, articles[0..1] AS only
ORDER BY fit, name, id`
	bornByArticle = `MATCH (a:Article)
WHERE a.id STARTS WITH $article OR a.url = $article
MATCH (a)-[m:MENTIONS]->(e:__Entity__)
WITH a, m, e, coalesce(m.name_id, e.id) AS id
WHERE (id = $name OR id STARTS WITH $short OR any(form IN m.forms + [m.name, e.name] WHERE toLower(form) = toLower($name)))
  AND ($kind IS NULL OR e.kind = $kind)
OPTIONAL MATCH (n:__Name {id: m.name_id})
RETURN 0 AS fit, id, e.id AS node, e.kind AS kind, m.name AS name, coalesce(n.name_norm, e.name_norm) AS norm,
       coalesce(n.scope, CASE WHEN n IS NULL THEN e.scope END) AS scope, coalesce(n.of, e.of) AS of, 1 AS articles, [a.id] AS only
ORDER BY name, id`
)

// begun is the beginning of an id.
var begun = regexp.MustCompile(`^e_[0-9a-f]{6,23}$`)

// articleForm is what stands behind @: an article's id, its beginning, or its address.
var articleForm = regexp.MustCompile(`^(a_[0-9a-f]{6,24}|https?://.*)$`)

// Find returns whom a text means: an id or its beginning, a name or a spelling of it, or
// NAME@ARTICLE for whom one article calls so. Of several ways to be meant the best
// counts; a kind narrows it down.
func Find(ctx context.Context, store graph.Store, text, kind string) ([]Bearer, error) {
	params := map[string]any{"kind": nil, "short": nil}
	if kind != "" {
		params["kind"] = kind
	}
	statements := []string{bornByNodes, bornByNames}
	if at := strings.LastIndex(text, "@"); at > 0 && articleForm.MatchString(text[at+1:]) {
		params["article"], text = text[at+1:], text[:at]
		statements = []string{bornByArticle}
	}
	params["name"], params["norm"] = text, load.Norm(text)
	if begun.MatchString(text) {
		params["short"] = text
	}
	var found []Bearer
	fit := 4
	for _, statement := range statements {
		rows, err := ask(ctx, store, statement, params)
		if err != nil {
			return nil, fmt.Errorf("look for %s: %w", text, err)
		}
		for _, r := range rows {
			if n := r.number("fit"); n < fit {
				fit, found = n, nil
			} else if n > fit {
				continue
			}
			found = append(found, bearerOf(r, params["article"] != nil))
		}
	}
	slices.SortFunc(found, func(a, b Bearer) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
	return found, nil
}

// bearerOf reads a row of the statements.
func bearerOf(r row, oneArticle bool) Bearer {
	b := Bearer{ID: r.text("id"), Node: r.text("node"), Kind: r.text("kind"), Name: r.text("name"), Articles: r.number("articles"), norm: r.text("norm"), scope: r.text("scope")}
	own := b.scope == "article" || r.text("of") != ""
	if only := r.texts("only"); (oneArticle || own) && len(only) > 0 {
		b.Article = only[0]
	}
	if own {
		b.scope = ""
	}
	return b
}
