// Who agreed with whom, and about what (newest first)
// The date is the agreement's own, else the first on which a text says that it holds.
// A pair that is party to a named agreement of the same article is not listed again.
// @name    agreements
// @param   party  string? = null    one of the parties, id or name; null = all
// @param   limit  int     = 50      rows at most
// @mode    read
// @returns agreement, date, parties, topics, articles, status, id
CALL () {
  MATCH (g:__Entity__)<-[t:AGREED_TO]-(p:__Entity__)
  WHERE t.status <> 'denied'
  WITH g, p, t
  ORDER BY p.name, p.id
  WITH g, collect(p) AS ends, collect(t.article_ids) AS lists, collect(t.status) AS states, collect(DISTINCT t.topic) AS said, min(coalesce(t.event_date, t.valid_from)) AS day
  RETURN g.name AS agreement, coalesce(g.date, day) AS date, ends, g.id AS id,
         COLLECT { MATCH (g)-[b:ABOUT]->(x:__Entity__) WHERE b.status <> 'denied' RETURN x.name ORDER BY x.name, x.id } + said AS topics,
         COUNT { (g)<-[:MENTIONS]-() } AS articles,
         CASE WHEN 'asserted' IN states THEN 'asserted' WHEN 'disputed' IN states THEN 'disputed' ELSE 'alleged' END AS status
  UNION
  MATCH (p:__Entity__)-[r:AGREED_WITH]->(q:__Entity__)
  WHERE r.status <> 'denied' AND NOT EXISTS {
    MATCH (p)-[t:AGREED_TO]->(:__Entity__)<-[:AGREED_TO]-(q)
    WHERE any(a IN t.article_ids WHERE a IN r.article_ids)
  }
  RETURN null AS agreement, coalesce(r.event_date, r.valid_from) AS date, CASE WHEN p.name <= q.name THEN [p, q] ELSE [q, p] END AS ends, r.key AS id,
         [x IN [r.topic] WHERE x IS NOT NULL] AS topics, r.articles AS articles, r.status AS status
}
WITH agreement, date, ends, topics, articles, status, id
WHERE $party IS NULL OR any(e IN ends WHERE e.id = $party OR e.name_norm = toLower($party)
  OR any(form IN coalesce(e.aliases, []) WHERE toLower(form) = toLower($party))
  OR ' ' + e.name_norm + ' ' CONTAINS ' ' + toLower($party) + ' ')
RETURN agreement, date, [e IN ends | e.name] AS parties, topics, articles, status, id
ORDER BY date IS NULL, date DESC, articles DESC, id
LIMIT $limit
