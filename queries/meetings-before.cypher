// Who met whom in the days before an agreement or an event
// Meetings of its parties, or of those who lead, represent or hold an office in one of
// them, and not only with each other; one_for and other_for say for whom they stand.
// date is that of the meeting where the text states it, else that of the article; days is
// how many days before that was.
// @name    meetings-before
// @param   what   entity:Agreement|Event            id or name; or an id of the column id of agreements
// @param   days   int                    = 30       how many days before
// @param   limit  int                    = 50       rows at most
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    who met [whom] before {what}
// @asks    who met [whom] in the {days} days before {what}
// @asks    [which] meetings before {what}
// @mode    read
// @returns date, days, one, other, one_for, other_for, topic, status, said_by, quote, title, url, key
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $what
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($what)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($what, '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $what THEN 0
    WHEN x.name_norm = toLower($what) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($what)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($what) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL AND EXISTS { MATCH (x)<-[t:AGREED_TO|ATTENDED|PARTICIPATED_IN|HOSTED]-(:__Entity__) WHERE t.status <> 'denied' }
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  UNWIND [f IN found WHERE f.fit = best | f.x] AS x
  MATCH (x)<-[t:AGREED_TO|ATTENDED|PARTICIPATED_IN|HOSTED]-(p:__Entity__)
  WHERE t.status <> 'denied'
  WITH x, min(coalesce(t.event_date, t.valid_from)) AS stated, min(date(t.first_seen)) AS told, collect(DISTINCT p) AS parties
  RETURN coalesce(x.date, stated, told) AS end, parties
  UNION
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = $what AND c.relation = 'AGREED_WITH'
  MATCH (c)-[:SUBJECT|OBJECT]->(p:__Entity__)
  WITH min(coalesce(c.event_date, c.valid_from)) AS stated, min(date(a.published_at)) AS told, collect(DISTINCT p) AS parties
  RETURN coalesce(stated, told) AS end, parties
}
WITH end, parties
WHERE end IS NOT NULL AND size(parties) > 0
UNWIND parties AS party
CALL (party) {
  RETURN party AS p
  UNION
  MATCH (p:__Entity__)-[r:LEADS|HOLDS_OFFICE_IN|REPRESENTS]->(party)
  WHERE r.status <> 'denied' AND r.modality = 'actual' AND NOT coalesce(r.former, false)
  RETURN p
}
WITH end, p, party
ORDER BY party.name, party.id
WITH end, p, collect(DISTINCT party.name) AS stands
WITH end, collect({p: p, stands: stands}) AS sides
CALL (end, sides) {
  UNWIND sides AS side
  WITH end, side.p AS p
  MATCH (p)-[m:MET_WITH]-(:__Entity__)
  WHERE m.status <> 'denied'
  WITH DISTINCT end, m
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = m.key AND NOT c.negated AND c.modality = 'actual' AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
  WITH end, m, c, a, coalesce(c.event_date, date(a.published_at)) AS day
  WHERE day <= end AND day >= end - duration({days: $days})
  OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
  WITH end, m, c, a, day, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by
  ORDER BY c.event_date IS NULL, a.published_at, a.id, c.id
  WITH m, day, collect({c: c, a: a, said_by: said_by})[0] AS first
  RETURN m, day, first.c AS c, first.a AS a, first.said_by AS said_by
  ORDER BY day DESC, m.articles DESC, m.key
  LIMIT $limit
}
RETURN CASE CASE WHEN c.event_date IS NULL THEN a.published_prec ELSE c.event_prec END WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       duration.inDays(day, end).days AS days, startNode(m).name AS one, endNode(m).name AS other,
       [s IN sides WHERE s.p = startNode(m) | s.stands][0] AS one_for, [s IN sides WHERE s.p = endNode(m) | s.stands][0] AS other_for,
       c.topic AS topic, m.status AS status, said_by, c.quote AS quote, a.title AS title, a.url AS url, m.key AS key
ORDER BY day DESC, m.articles DESC, m.key
LIMIT $limit
