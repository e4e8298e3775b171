// Who took, left or was given which post (newest first)
// before and after are who is named to the post next before and next after, where one
// person holds it at a time. date is as the texts have it, else "by" the first article
// that knows of it: that a later article names another, or that somebody who was named
// before is so no more. change is "took", "left", "appointed" (organisation is who did
// it) or "planned".
// @name    posts
// @param   entity  entity? = null    of this person or body, id or name; null = all
// @param   from    date?   = null    first day
// @param   to      date?   = null    last day
// @param   limit   int     = 50      rows at most
// @param   change  string? = null    took, left, appointed or planned; null = all
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @param   at      entity? = null    only posts at this body, id or name; null = any
// @asks    when did {entity} (leave|step down from|resign from) {at} {change=left}
// @asks    when did {entity} (join|take over|start at) {at} {change=took}
// @asks    [who] changed posts [(at|in|of) {entity}] [since {from}] [until {to}]
// @asks    [which] changes of posts [(at|in|of) {entity}] [since {from}] [until {to}]
// @asks    who was appointed [(at|in|by) {entity}] [since {from}] [until {to}]
// @asks    who (resigned|stepped down|left) [(at|from|in) {entity}] [since {from}] [until {to}] {change=left}
// @asks    who took (office|over) [(at|in) {entity}] [since {from}] [until {to}] {change=took}
// @mode    read
// @returns date, change, person, organisation, role, before, after, status, articles, quote, url, key
CALL () {
  WITH $entity AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(x:__Entity__)
  RETURN DISTINCT x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id = $entity
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($entity)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($entity, ''), '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN $entity IS NULL THEN 0
  WHEN x.id = $entity THEN 0
  WHEN x.name_norm = toLower($entity) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($entity)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($entity) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
WITH [f IN found WHERE f.fit = best | f.x] AS meant
CALL (meant) {
  UNWIND meant AS e
  CALL (e) {
    RETURN e AS o, null AS holder
    UNION
    MATCH (e)-[:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(o:__Entity__)
    WHERE $entity IS NOT NULL
    RETURN o, e AS holder
  }
  WITH o, collect(holder) AS only, count(*) > count(holder) AS every
  MATCH (p:__Entity__)-[r:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(o)
  WHERE r.status <> 'denied'
  // A change is told of, or one of several follows another.
  WITH o, only, every, collect({p: p, r: r, told: r.valid_from IS NOT NULL OR r.valid_to IS NOT NULL OR coalesce(r.former, false) OR r.modality <> 'actual', office: type(r) IN ['LEADS', 'HOLDS_OFFICE_IN', 'REPRESENTS']}) AS posts
  WITH o, only, every, posts, size([x IN posts WHERE x.office | 1]) > 1 AS several
  UNWIND [x IN posts WHERE x.told OR x.office AND several] AS x
  WITH o, only, every, x.p AS p, x.r AS r
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = r.key AND NOT c.negated AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
  WITH o, only, every, p, r, c, CASE WHEN a.published_prec IN ['year', 'month', 'week'] THEN null ELSE date(a.published_at) END AS told
  WITH o, only, every, p, r, c.role_norm AS role, min(CASE WHEN c.modality = 'actual' THEN toString(c.valid_from) + coalesce(c.valid_from_prec, '') END) AS began,
       max(toString(c.valid_to) + coalesce(c.valid_to_prec, '')) AS ended, min(CASE WHEN c.modality = 'actual' AND NOT coalesce(c.former, false) THEN told END) AS named,
       min(CASE WHEN c.former THEN told END) AS over, min(CASE WHEN c.modality = 'planned' THEN coalesce(c.valid_from, told) END) AS planned, count(CASE WHEN c.sole THEN 1 END) > 0 AS sole
  WITH o, only, every, role, {p: p, r: r, began: date(left(began, 10)), from: substring(began, 10), named: named, ended: date(left(ended, 10)), to: substring(ended, 10), over: over, planned: planned, sole: sole,
    turn: coalesce(left(began, 10), toString(named), left(ended, 10), toString(over)) + CASE WHEN began IS NULL AND named IS NULL THEN '-' ELSE '=' END} AS h
  ORDER BY h.turn, h.r.key
  WITH o, only, every, role, collect(h) AS holders
  UNWIND holders AS h
  WITH o, only, every, role, h, CASE WHEN h.sole AND size(holders) > 1 THEN holders ELSE [] END AS holders
  WHERE every OR h.p IN only
  WITH o, role, h, [q IN holders WHERE q.sole AND q.p <> h.p AND q.turn < h.turn | q.p.name] AS sooner, [q IN holders WHERE q.sole AND q.p <> h.p AND q.turn > h.turn | q.p.name] AS later
  UNWIND [
    CASE WHEN h.began IS NOT NULL THEN {change: 'took', day: h.began, prec: h.from} END,
    CASE WHEN h.began IS NULL AND size(sooner) > 0 AND h.named IS NOT NULL THEN {change: 'took', day: h.named, prec: 'by'} END,
    CASE WHEN h.ended IS NOT NULL THEN {change: 'left', day: h.ended, prec: h.to} END,
    CASE WHEN h.ended IS NULL AND (h.over > h.named OR size(later) > 0) AND h.over IS NOT NULL THEN {change: 'left', day: h.over, prec: 'by'} END,
    CASE WHEN h.began IS NULL AND h.named IS NULL AND h.planned IS NOT NULL THEN {change: 'planned', day: h.planned, prec: 'by'} END] AS x
  WITH o, role, h, sooner, later, x
  WHERE x IS NOT NULL
  RETURN x.day AS day, x.prec AS prec, x.change AS change, h.p AS p, o, role, sooner[size(sooner) - 1] AS before, later[0] AS after, h.r AS r
  UNION
  UNWIND meant AS e
  MATCH (e)-[r:APPOINTED]-(:__Entity__)
  WHERE $entity IS NOT NULL AND r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by))
  WITH DISTINCT r
  RETURN coalesce(r.event_date, date(r.first_seen)) AS day, CASE WHEN r.event_date IS NULL THEN 'by' ELSE r.event_prec END AS prec, 'appointed' AS change,
         endNode(r) AS p, startNode(r) AS o, r.role_norm AS role, null AS before, null AS after, r
  UNION
  WITH $entity AS name
  WHERE name IS NULL
  MATCH (o:__Entity__)-[r:APPOINTED]->(p:__Entity__)
  WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by))
  RETURN coalesce(r.event_date, date(r.first_seen)) AS day, CASE WHEN r.event_date IS NULL THEN 'by' ELSE r.event_prec END AS prec, 'appointed' AS change,
         p, o, r.role_norm AS role, null AS before, null AS after, r
}
WITH day, prec, change, p, o, role, before, after, r
WHERE ($change IS NULL OR change = $change) AND ($from IS NULL OR day >= date($from)) AND ($to IS NULL OR day <= date($to))
  AND ($at IS NULL OR o.id = $at OR o.name_norm = toLower($at) OR any(form IN coalesce(o.aliases, []) WHERE toLower(form) = toLower($at)) OR ' ' + o.name_norm + ' ' CONTAINS ' ' + toLower($at) + ' ')
RETURN CASE prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE CASE prec WHEN 'by' THEN 'by ' + toString(day) ELSE day END END AS date,
       change, p.name AS person, o.name AS organisation, role, before, after, r.status AS status, r.articles AS articles, r.quote AS quote, r.url AS url, r.key AS key
ORDER BY day IS NULL, day DESC, p.name, change, role, r.key
LIMIT $limit
