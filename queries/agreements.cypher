// Who agreed with whom, and about what (newest first)
// The date is the agreement's own, else the first on which a text says that it holds.
// A pair that is party to a named agreement of the same article is not listed again.
// @name    agreements
// @param   party  entity? = null    one of the parties, id or name; null = all
// @param   with   entity? = null    another of them, id or name; null = any
// @param   limit  int     = 50      rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    what did {party} agree [to|on|about]
// @asks    what did {party} (agree|sign) with {with} [on|about]
// @asks    what did {party} and {with} (agree|sign) [on|to|about]
// @asks    what was agreed (between|by) {party} and {with}
// @asks    what did {party} sign
// @asks    who did {party} (agree|sign) with
// @asks    who agreed with {party}
// @asks    which agreements did {party} (sign|reach|make|conclude) [with {with}]
// @asks    did {party} (sign|reach|make|conclude) agreement with {with}
// @asks    did {party} and {with} (agree|sign|reach|make) [agreement]
// @asks    [which] agreements (of|with|by|involving) {party} [(and|with) {with}]
// @asks    [which] agreements between {party} and {with}
// @asks    who agreed with who
// @asks    [which] agreements (are|were) (signed|reached|made|concluded)
// @asks    [which] agreements are there
// @mode    read
// @returns agreement, date, parties, topics, articles, status, id, edges
CALL () {
  WITH $party AS name
  WHERE name IS NULL
  MATCH (x:__Entity__)-[:AGREED_TO|AGREED_WITH]-(:__Entity__)
  RETURN DISTINCT x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id = $party
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($party)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($party, ''), '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN $party IS NULL THEN 0
  WHEN x.id = $party THEN 0
  WHEN x.name_norm = toLower($party) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($party)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($party) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND EXISTS { MATCH (x)-[:AGREED_TO|AGREED_WITH]-(:__Entity__) }
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
WITH [f IN found WHERE f.fit = best | f.x] AS meant
CALL (meant) {
  UNWIND meant AS e
  MATCH (e)-[:AGREED_TO]->(g:__Entity__)
  WITH DISTINCT g
  MATCH (g)<-[r:AGREED_TO]-(p:__Entity__)
  WITH g, p, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
    // What the edge would be if nothing had been published since, as it is computed.
    MATCH (c:Claim)<-[:STATES]-(a:Article)
    WHERE c.key = r.key AND date(a.published_at) <= date($known_by)
    WITH c, a, EXISTS { (c)-[:ATTRIBUTED_TO]->() } OR coalesce(c.reported, false) AS reported,
         CASE c.modality WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END AS rank
    ORDER BY c.negated, reported, rank, coalesce(c.entailed, false), c.confidence DESC, a.published_at, c.id
    WITH count(c) AS evidence, count(DISTINCT a) AS articles, count(DISTINCT coalesce(a.story, a.id)) AS stories, collect(DISTINCT a.id)[..20] AS article_ids,
         count(CASE WHEN c.negated THEN 1 END) AS against, count(CASE WHEN NOT c.negated AND NOT reported AND rank = 0 THEN 1 END) AS asserted,
         min(CASE WHEN NOT c.negated THEN rank END) AS strongest, min(a.published_at) AS first_seen, max(a.published_at) AS last_seen,
         min(c.event_date) AS event_date, min(c.valid_from) AS valid_from, max(c.valid_to) AS valid_to, collect(c)[0] AS prime, collect(a)[0] AS paper,
         max(CASE WHEN NOT c.negated AND rank = 0 THEN a.published_at END) AS latest,
         collect(CASE WHEN NOT c.negated AND rank = 0 THEN {at: a.published_at, former: c.former} END) AS states
    WHERE evidence > 0
    RETURN {key: r.key, edge: r, evidence: evidence, articles: articles, stories: stories, article_ids: article_ids, against: against, first_seen: first_seen, last_seen: last_seen,
            event_date: event_date, event_prec: prime.event_prec, valid_from: valid_from, valid_to: valid_to,
            role: prime.role, role_norm: prime.role_norm, topic: prime.topic, quote: prime.quote, url: paper.url,
            former: CASE WHEN size(states) = 0 THEN prime.former ELSE any(said IN states WHERE said.former AND said.at = latest) END,
            modality: CASE strongest WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'possible' ELSE prime.modality END,
            status: CASE WHEN against > 0 AND asserted > 0 THEN 'disputed' WHEN against > 0 THEN 'denied' WHEN asserted > 0 THEN 'asserted' ELSE 'alleged' END} AS known
  }[0] END AS f
  WITH g, p, f AS t
  WHERE t.status <> 'denied' AND ($as_of IS NULL OR t.modality = 'actual' AND coalesce(coalesce(g.date, t.event_date, t.valid_from) <= date($as_of), true) AND coalesce(t.valid_to >= date($as_of), NOT coalesce(t.former, false)))
  WITH g, p, t
  ORDER BY p.name, p.id
  WITH g, collect(p) AS ends, collect(t.article_ids) AS lists, collect(t.status) AS states, collect(DISTINCT t.topic) AS said, min(coalesce(t.event_date, t.valid_from)) AS first, collect(t) AS edges
  RETURN g.name AS agreement, coalesce(g.date, first) AS day,
         CASE WHEN g.date IS NULL THEN [x IN edges WHERE x.event_date = first | x.event_prec][0] ELSE g.date_prec END AS prec, ends, g.id AS id,
         COLLECT { MATCH (g)-[b:ABOUT]->(x:__Entity__) WHERE b.status <> 'denied' RETURN x.name ORDER BY x.name, x.id } + said AS topics,
         CASE WHEN $known_by IS NULL THEN COUNT { (g)<-[:MENTIONS]-() } ELSE COUNT { MATCH (g)<-[:MENTIONS]-(a:Article) WHERE date(a.published_at) <= date($known_by) } END AS articles,
         CASE WHEN 'asserted' IN states THEN 'asserted' WHEN 'disputed' IN states THEN 'disputed' ELSE 'alleged' END AS status, [x IN edges | x.key] AS keys
  UNION
  UNWIND meant AS e
  MATCH (e)-[r:AGREED_WITH]-(:__Entity__)
  WITH DISTINCT r, startNode(r) AS p, endNode(r) AS q
  WITH p, q, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
    // What the edge would be if nothing had been published since, as it is computed.
    MATCH (c:Claim)<-[:STATES]-(a:Article)
    WHERE c.key = r.key AND date(a.published_at) <= date($known_by)
    WITH c, a, EXISTS { (c)-[:ATTRIBUTED_TO]->() } OR coalesce(c.reported, false) AS reported,
         CASE c.modality WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END AS rank
    ORDER BY c.negated, reported, rank, coalesce(c.entailed, false), c.confidence DESC, a.published_at, c.id
    WITH count(c) AS evidence, count(DISTINCT a) AS articles, count(DISTINCT coalesce(a.story, a.id)) AS stories, collect(DISTINCT a.id)[..20] AS article_ids,
         count(CASE WHEN c.negated THEN 1 END) AS against, count(CASE WHEN NOT c.negated AND NOT reported AND rank = 0 THEN 1 END) AS asserted,
         min(CASE WHEN NOT c.negated THEN rank END) AS strongest, min(a.published_at) AS first_seen, max(a.published_at) AS last_seen,
         min(c.event_date) AS event_date, min(c.valid_from) AS valid_from, max(c.valid_to) AS valid_to, collect(c)[0] AS prime, collect(a)[0] AS paper,
         max(CASE WHEN NOT c.negated AND rank = 0 THEN a.published_at END) AS latest,
         collect(CASE WHEN NOT c.negated AND rank = 0 THEN {at: a.published_at, former: c.former} END) AS states
    WHERE evidence > 0
    RETURN {key: r.key, edge: r, evidence: evidence, articles: articles, stories: stories, article_ids: article_ids, against: against, first_seen: first_seen, last_seen: last_seen,
            event_date: event_date, event_prec: prime.event_prec, valid_from: valid_from, valid_to: valid_to,
            role: prime.role, role_norm: prime.role_norm, topic: prime.topic, quote: prime.quote, url: paper.url,
            former: CASE WHEN size(states) = 0 THEN prime.former ELSE any(said IN states WHERE said.former AND said.at = latest) END,
            modality: CASE strongest WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'possible' ELSE prime.modality END,
            status: CASE WHEN against > 0 AND asserted > 0 THEN 'disputed' WHEN against > 0 THEN 'denied' WHEN asserted > 0 THEN 'asserted' ELSE 'alleged' END} AS known
  }[0] END AS f
  WITH p, q, f AS r
  WHERE r.status <> 'denied' AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
  WITH p, q, r
  WHERE NOT EXISTS {
    MATCH (p)-[t:AGREED_TO]->(:__Entity__)<-[:AGREED_TO]-(q)
    WHERE any(a IN t.article_ids WHERE a IN r.article_ids)
  }
  RETURN null AS agreement, coalesce(r.event_date, r.valid_from) AS day,
         coalesce(r.event_prec, COLLECT {
           MATCH (c:Claim)
           WHERE c.key = r.key AND c.valid_from = r.valid_from
           RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
         }[0]) AS prec, CASE WHEN p.name <= q.name THEN [p, q] ELSE [q, p] END AS ends, r.key AS id,
         [x IN [r.topic] WHERE x IS NOT NULL] AS topics, r.articles AS articles, r.status AS status, [r.key] AS keys
}
WITH agreement, day, prec, ends, topics, articles, status, id, keys
WHERE $with IS NULL OR any(e IN ends WHERE e.id = $with OR e.name_norm = toLower($with) OR any(form IN coalesce(e.aliases, []) WHERE toLower(form) = toLower($with)) OR ' ' + e.name_norm + ' ' CONTAINS ' ' + toLower($with) + ' ')
RETURN agreement, CASE prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       [e IN ends | e.name] AS parties, topics, articles, status, id, keys AS edges
ORDER BY day IS NULL, day DESC, articles DESC, id
LIMIT $limit
