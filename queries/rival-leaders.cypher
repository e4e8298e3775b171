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
RETURN o.name AS organisation, p.name AS one, q.name AS other, r.valid_from AS one_from, s.valid_from AS other_from,
       r.articles AS one_articles, s.articles AS other_articles
ORDER BY o.name, o.id, r.key, s.key
LIMIT $limit
