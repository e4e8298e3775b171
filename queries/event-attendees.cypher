// Who attended or hosted an event
// @name    event-attendees
// @param   event  entity:Event? = null    event, id or name; null = all
// @param   limit  int     = 50      rows at most
// @asks    who (attended|joined|visited) {event}
// @asks    who was (at|in) {event}
// @asks    who (took part|participated) in {event}
// @asks    who (spoke|appeared) at {event}
// @asks    who (hosted|held) {event}
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
WHERE fit IS NOT NULL AND EXISTS { MATCH (:__Entity__)-[r:ATTENDED|PARTICIPATED_IN|HOSTED]->(x) WHERE r.status <> 'denied' }
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS v
MATCH (p:__Entity__)-[r:ATTENDED|PARTICIPATED_IN|HOSTED]->(v)
WHERE r.status <> 'denied'
WITH p, r, v, coalesce(v.date, r.event_date) AS day, CASE WHEN v.date IS NULL THEN r.event_prec ELSE v.date_prec END AS prec, COLLECT {
  MATCH (v)-[l:LOCATED_IN]->(w:__Entity__)
  WHERE l.status <> 'denied'
  RETURN w.name ORDER BY l.articles DESC, l.key
} AS places
RETURN v.name AS event, CASE prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       places[0] AS place, p.name AS attendee,
       coalesce(r.role, CASE type(r) WHEN 'HOSTED' THEN 'host' ELSE 'attendee' END) AS role,
       r.status AS status, r.articles AS articles, r AS edge
ORDER BY day IS NULL, day DESC, v.name, p.name, r.key
LIMIT $limit
