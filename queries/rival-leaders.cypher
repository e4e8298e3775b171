// Two who are named to one office at the same time
// The office is one that one person holds at a time. Who is named only before the
// other is, as far as articles and the days in them tell, is no rival but comes before.
// @name    rival-leaders
// @param   limit  int = 50    rows at most
// @asks    who claims same (office|post)
// @asks    who are rival leaders
// @asks    [which] rival leaders [are there]
// @asks    which (offices|posts) are (contested|disputed)
// @asks    who [else] claims to lead what
// @mode    read
// @returns organisation, role, one, other, one_from, other_from, one_articles, other_articles, one_edge, other_edge
MATCH (p:__Entity__)-[r:LEADS]->(o:__Entity__)
WHERE r.status = 'asserted' AND NOT coalesce(r.former, false)
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.key = r.key AND c.sole AND NOT c.negated AND NOT c.former AND c.modality = 'actual' AND NOT coalesce(c.reported, false)
  AND NOT EXISTS { (c)-[:ATTRIBUTED_TO]->() }
WITH o, p, r, c, CASE WHEN a.published_prec IN ['year', 'month', 'week'] THEN null ELSE date(a.published_at) END AS day
WITH o, p, r, c.role_norm AS role, count(CASE WHEN day IS NULL THEN 1 END) AS undated, min(day) AS named, max(day) AS last, min(c.valid_from) AS began
WITH o, role, collect({p: p, r: r, last: CASE undated WHEN 0 THEN last END,
  first: CASE WHEN undated > 0 THEN null WHEN began < named THEN began ELSE named END}) AS holders
UNWIND holders AS h
UNWIND holders AS i
WITH o, role, h, i, h.p AS p, i.p AS q, h.r AS r, i.r AS s
WHERE p.id < q.id AND NOT coalesce(h.first > i.last, false) AND NOT coalesce(i.first > h.last, false)
  AND coalesce(r.valid_from <= s.valid_to, true) AND coalesce(s.valid_from <= r.valid_to, true)
WITH p, q, r, s, o, role, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS one_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = s.key AND c.valid_from = s.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS other_prec
RETURN o.name AS organisation, role, p.name AS one, q.name AS other,
       CASE one_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE r.valid_from END AS one_from,
       CASE other_prec WHEN 'year' THEN toString(s.valid_from.year) WHEN 'quarter' THEN toString(s.valid_from.year) + '-Q' + toString(s.valid_from.quarter) WHEN 'month' THEN left(toString(s.valid_from), 7)
         WHEN 'week' THEN toString(s.valid_from.weekYear) + '-W' + right('0' + toString(s.valid_from.week), 2) ELSE s.valid_from END AS other_from,
       r.articles AS one_articles, s.articles AS other_articles, r.key AS one_edge, s.key AS other_edge
ORDER BY o.name, o.id, role, r.key, s.key
LIMIT $limit
