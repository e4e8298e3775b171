// Who attended the same events as somebody
// One row for each of the others; events are those of both, linked says whether an edge
// joins the two. Where one of the two is only alleged to have been there, the row is
// alleged.
// @name    same-events
// @param   person  entity          person, body or place, id or name
// @param   limit   int     = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    who attended the same events as {person}
// @asks    who [else] was at the [same] events of {person}
// @asks    (same|common|shared) events of {person}
// @mode    read
// @returns other, kind, shared, events, last, status, linked, other_id
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $person
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($person)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($person, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $person THEN 0
  WHEN x.name_norm = toLower($person) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($person)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($person) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH (e)-[r:ATTENDED|PARTICIPATED_IN|HOSTED]->(v:__Entity__)
WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(v.date, r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
MATCH (o:__Entity__)-[s:ATTENDED|PARTICIPATED_IN|HOSTED]->(v)
WHERE s.status <> 'denied' AND o <> e AND ($known_by IS NULL OR date(s.first_seen) <= date($known_by)) AND ($as_of IS NULL OR s.modality = 'actual' AND coalesce(coalesce(v.date, s.event_date, s.valid_from) <= date($as_of), true) AND coalesce(s.valid_to >= date($as_of), NOT coalesce(s.former, false)))
WITH e, o, v, coalesce(v.date, r.event_date, s.event_date) AS day, CASE WHEN v.date IS NULL THEN coalesce(r.event_prec, s.event_prec) ELSE v.date_prec END AS prec, CASE r.status WHEN 'asserted' THEN s.status ELSE r.status END AS status
ORDER BY day IS NULL, day DESC, v.name, v.id
WITH e, o, collect(DISTINCT v.name) AS events, count(DISTINCT v) AS shared, collect(day)[0] AS day, collect(prec)[0] AS prec, collect(status) AS states
RETURN o.name AS other, o.kind AS kind, shared, events, CASE prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS last,
       CASE WHEN 'asserted' IN states THEN 'asserted' WHEN 'disputed' IN states THEN 'disputed' ELSE 'alleged' END AS status,
       EXISTS { MATCH (e)-[l]-(o) WHERE l.status <> 'denied' } AS linked, o.id AS other_id
ORDER BY shared DESC, day IS NULL, day DESC, o.name, o.id, e.id
LIMIT $limit
