// Two leaders of one body at the same time, in the same post
// @name    rival-leaders
// @param   limit  int = 50    rows at most
// @mode    read
// @returns organisation, one, other, one_from, other_from, one_articles, other_articles
MATCH (p:__Entity__)-[r:LEADS]->(o:__Entity__)<-[s:LEADS]-(q:__Entity__)
WHERE p.id < q.id AND r.status = 'asserted' AND s.status = 'asserted'
  AND NOT coalesce(r.former, false) AND NOT coalesce(s.former, false)
  AND coalesce(r.valid_from <= s.valid_to, true) AND coalesce(s.valid_from <= r.valid_to, true)
  AND coalesce(toLower(r.role) = toLower(s.role), true)
WITH p, q, r, s, o, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS one_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = s.key AND c.valid_from = s.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS other_prec
RETURN o.name AS organisation, p.name AS one, q.name AS other,
       CASE one_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE r.valid_from END AS one_from,
       CASE other_prec WHEN 'year' THEN toString(s.valid_from.year) WHEN 'quarter' THEN toString(s.valid_from.year) + '-Q' + toString(s.valid_from.quarter) WHEN 'month' THEN left(toString(s.valid_from), 7)
         WHEN 'week' THEN toString(s.valid_from.weekYear) + '-W' + right('0' + toString(s.valid_from.week), 2) ELSE s.valid_from END AS other_from,
       r.articles AS one_articles, s.articles AS other_articles
ORDER BY o.name, o.id, r.key, s.key
LIMIT $limit
