// Which posts a person has held, and what else is known of his or her way (latest first)
// state is "former" where the newest article says so, else "planned", "possible" or
// "present"; who-leads also looks at who came after. since and until are as texts have
// them, else "seen" the day of the first article.
// @name    career
// @param   person  entity:Person         id or name
// @param   limit   int           = 50    rows at most
// @asks    (career|posts|offices|jobs|background) of {person}
// @asks    which (posts|offices|jobs) (has|did) {person} (held|hold|have|had)
// @asks    what does {person} do
// @mode    read
// @returns relation, role, organisation, state, since, until, status, articles, stories, quote, url, key
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
MATCH (e)-[r:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF|EDUCATED_AT|FOUNDED|BORN_IN|CITIZEN_OF|LIVES_IN]->(o:__Entity__)
WHERE r.status <> 'denied'
WITH e, r, o, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS from_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_to = r.valid_to
  RETURN c.valid_to_prec AS prec ORDER BY prec LIMIT 1
}[0] AS to_prec
RETURN type(r) AS relation, r.role AS role, o.name AS organisation,
       CASE WHEN coalesce(r.former, false) THEN 'former' WHEN r.modality <> 'actual' THEN r.modality ELSE 'present' END AS state,
       CASE from_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE coalesce(r.valid_from, r.event_date, 'seen ' + toString(date(r.first_seen))) END AS since,
       CASE to_prec WHEN 'year' THEN toString(r.valid_to.year) WHEN 'quarter' THEN toString(r.valid_to.year) + '-Q' + toString(r.valid_to.quarter) WHEN 'month' THEN left(toString(r.valid_to), 7)
         WHEN 'week' THEN toString(r.valid_to.weekYear) + '-W' + right('0' + toString(r.valid_to.week), 2) ELSE r.valid_to END AS until,
       r.status AS status, r.articles AS articles, coalesce(r.stories, r.articles) AS stories, r.quote AS quote, r.url AS url, r.key AS key
ORDER BY coalesce(r.former, false), r.valid_from IS NULL, r.valid_from DESC, r.last_seen DESC, r.key, e.id
LIMIT $limit
