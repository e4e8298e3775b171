// The articles that an edge is from (newest first)
// All of them, where the edge's own list article_ids holds 20 at most; article is the
// node, to click on in Neo4j Browser.
// @name    articles-of-edge
// @param   key    string          the edge's key (f_…, column edge or key of the other queries) or a claim's id
// @param   limit  int     = 100   rows at most
// @mode    read
// @returns published, source, title, url, claims, denied, article
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.key = $key OR c.id = $key
WITH a, count(c) AS claims, count(CASE WHEN c.negated THEN 1 END) AS denied
RETURN a.published_at AS published, a.source AS source, a.title AS title, a.url AS url, claims, denied, a AS article
ORDER BY a.published_at IS NULL, a.published_at DESC, a.id
LIMIT $limit
