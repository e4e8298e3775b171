// The articles that an edge is from (newest first)
// All of them, where the edge's own list article_ids holds 20 at most; article is the
// node, to click on in Neo4j Browser. Copies of one text come together, the first
// published before them; copy_of is its address.
// @name    articles-of-edge
// @param   key    string          the edge's key (f_…, column edge or key of the other queries) or a claim's id
// @param   limit  int     = 100   rows at most
// @param   known_by date? = null    only what articles published by that day say; null = all
// @mode    read
// @returns published, source, title, url, claims, denied, copy_of, article
CALL () {
  MATCH (c:Claim)
  WHERE c.key = $key
  RETURN c
  UNION
  MATCH (c:Claim)
  WHERE c.id = $key
  RETURN c
}
MATCH (c)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH a, count(c) AS claims, count(CASE WHEN c.negated THEN 1 END) AS denied
ORDER BY a.published_at, a.id
WITH coalesce(a.story, a.id) AS story, max(a.published_at) AS latest, collect({article: a, claims: claims, denied: denied}) AS told
UNWIND told AS t
WITH story, latest, told[0].article AS first, t.article AS a, t.claims AS claims, t.denied AS denied
RETURN a.published_at AS published, a.source AS source, a.title AS title, a.url AS url, claims, denied,
       CASE WHEN a.id <> first.id THEN coalesce(first.url, first.title, first.id) END AS copy_of, a AS article
ORDER BY latest IS NULL, latest DESC, story, a.published_at IS NULL, a.published_at, a.id
LIMIT $limit
