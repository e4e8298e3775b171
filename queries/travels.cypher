// Where a person has been, and whom he or she met there (newest first)
// Visits, meetings, and events that the person attended or hosted. date is that of the
// event where the text states it, else "told" the day of the article. place is that of the visit,
// or where the event is said to be; a meeting has one only where the other is a
// place. A journey that copies of one text tell is one row; stories counts the texts.
// @name    travels
// @param   person  entity:Person|Group         id or name
// @param   from    date?               = null  first day
// @param   to      date?               = null  last day
// @param   limit   int                 = 100   rows at most
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    where (has|was) {person} [been] [since {from}] [until {to}]
// @asks    (travels|journeys|trips|visits) of {person} [since {from}] [until {to}]
// @asks    where did {person} (go|travel) [since {from}] [until {to}]
// @asks    which places did {person} visit
// @mode    read
// @returns date, how, place, other, modality, status, stories, quote, title, url, key
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
MATCH (e)-[r:VISITED|MET_WITH|ATTENDED|PARTICIPATED_IN|HOSTED]-(o:__Entity__)
WHERE r.status <> 'denied'
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.key = r.key AND NOT c.negated AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH e, r, o, c, a, coalesce(c.event_date, o.date, date(a.published_at)) AS day
WHERE ($from IS NULL OR day >= date($from)) AND ($to IS NULL OR day <= date($to))
WITH e, r, o, c, a, day
ORDER BY c.event_date IS NULL, a.published_at IS NULL, a.published_at, a.id, c.id
WITH e, r, o, c.modality AS modality, day, collect(c)[0] AS c, collect(a)[0] AS a, count(DISTINCT coalesce(a.story, a.id)) AS stories
RETURN CASE WHEN coalesce(c.event_date, o.date) IS NULL THEN 'told ' + toString(CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END)
         ELSE CASE CASE WHEN c.event_date IS NULL THEN o.date_prec ELSE c.event_prec END WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END END AS date,
       CASE type(r) WHEN 'VISITED' THEN CASE WHEN startNode(r) = e THEN 'visited' ELSE 'was visited by' END WHEN 'MET_WITH' THEN 'met' WHEN 'ATTENDED' THEN 'attended' WHEN 'HOSTED' THEN 'hosted' ELSE 'took part in' END AS how,
       CASE WHEN o.kind = 'Place' THEN o.name ELSE COLLECT {
         MATCH (o)-[l:LOCATED_IN|HOSTED|HEADQUARTERED_IN]-(place:__Entity__)
         WHERE l.status <> 'denied' AND place.kind = 'Place' AND (o.kind = 'Event' OR type(r) = 'VISITED') AND (type(l) = 'HOSTED' OR startNode(l) = o)
         RETURN place.name ORDER BY type(l) <> 'LOCATED_IN', l.articles DESC, l.key
       }[0] END AS place,
       CASE WHEN o.kind <> 'Place' THEN o.name END AS other, modality, r.status AS status, stories, c.quote AS quote, a.title AS title, a.url AS url, r.key AS key
ORDER BY day IS NULL, day DESC, r.key, modality, c.id
LIMIT $limit
