// Who attended or hosted an event
// @name    event-attendees
// @param   event  entity:Event? = null    event, id or name; null = all
// @param   limit  int     = 50      rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who (attended|joined|visited) {event}
// @asks    who was (at|in) {event}
// @asks    who (took part|participated) in {event}
// @asks    who (spoke|appeared) at {event}
// @asks    who came to {event}
// @asks    (attendees|delegation) (of|at|to) {event}
// @mode    read
// @returns event, date, place, attendee, role, status, articles, edge
CALL () {
  WITH $event AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[:ATTENDED|PARTICIPATED_IN|HOSTED]->(x:__Entity__)
  RETURN DISTINCT x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id = $event
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($event)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($event, ''), '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN $event IS NULL THEN 0
  WHEN x.id = $event THEN 0
  WHEN x.name_norm = toLower($event) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($event)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($event) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND EXISTS { MATCH (:__Entity__)-[r:ATTENDED|PARTICIPATED_IN|HOSTED]->(x) WHERE $known_by IS NOT NULL OR r.status <> 'denied' }
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS v
MATCH (p:__Entity__)-[r:ATTENDED|PARTICIPATED_IN|HOSTED]->(v)
WITH p, v, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WITH p, v, r AS edge, f AS r
WHERE r.status <> 'denied' AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(v.date, r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
WITH p, r, edge, v, coalesce(v.date, r.event_date) AS day, CASE WHEN v.date IS NULL THEN r.event_prec ELSE v.date_prec END AS prec
ORDER BY day IS NULL, day DESC, v.name, p.name, r.key
LIMIT $limit
WITH p, r, edge, v, day, prec, COLLECT {
  MATCH (v)-[l:LOCATED_IN]->(w:__Entity__)
  WHERE l.status <> 'denied'
  RETURN w.name ORDER BY l.articles DESC, l.key
} AS places
RETURN v.name AS event, CASE prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       places[0] AS place, p.name AS attendee,
       coalesce(r.role, CASE type(edge) WHEN 'HOSTED' THEN 'host' ELSE 'attendee' END) AS role,
       r.status AS status, r.articles AS articles, edge
ORDER BY day IS NULL, day DESC, v.name, p.name, r.key
LIMIT $limit
