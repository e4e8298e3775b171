// One entity's edges, strongest first
// direction = -> where the edge begins at the entity, <- where it ends there;
// former: it held once, and no longer does; stories: articles without copies of one text.
// @name    neighbourhood
// @param   entity  entity          id or name
// @param   limit   int     = 50    edges at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who is connected (with|to) {entity}
// @asks    what is connected (with|to) {entity}
// @asks    (connections|contacts|neighbours|neighbourhood) of {entity}
// @asks    {entity} 's (connections|contacts|neighbours)
// @asks    who does {entity} know
// @asks    who is {entity}
// @asks    what is {entity}
// @asks    who is around {entity}
// @mode    read
// @returns e, relation, direction, other, status, former, articles, stories, quote, edge
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $entity
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($entity)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($entity, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $entity THEN 0
  WHEN x.name_norm = toLower($entity) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($entity)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($entity) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH (e)-[r]-(other:__Entity__)
WITH e, other, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WHERE f.status <> 'denied' AND ($as_of IS NULL OR f.modality = 'actual' AND coalesce(coalesce(f.event_date, f.valid_from) <= date($as_of), true) AND coalesce(f.valid_to >= date($as_of), NOT coalesce(f.former, false)))
WITH e, other, f, coalesce(f.edge, f) AS edge
RETURN e, type(edge) AS relation, CASE WHEN startNode(edge) = e THEN '->' ELSE '<-' END AS direction, other,
       f.status AS status, coalesce(f.former, false) AS former, f.articles AS articles, coalesce(f.stories, f.articles) AS stories, f.quote AS quote, edge
ORDER BY stories DESC, f.articles DESC, f.evidence DESC, f.key, e.id
LIMIT $limit
