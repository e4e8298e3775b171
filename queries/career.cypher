// Which posts a person has held, and what else is known of his or her way (latest first)
// state is "former" where the newest article says so, else "planned", "possible" or
// "present"; who-leads also looks at who came after. since and until are as texts have
// them, else "seen" the day of the first article.
// @name    career
// @param   person  entity:Person         id or name
// @param   limit   int           = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    (career|posts|offices|jobs|background) of {person}
// @asks    which (posts|offices|jobs) (has|did) {person} (held|hold|have|had)
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
WITH e, o, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WITH e, o, f AS r
WHERE r.status <> 'denied' AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
WITH e, r, o, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS from_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_to = r.valid_to
  RETURN c.valid_to_prec AS prec ORDER BY prec LIMIT 1
}[0] AS to_prec
RETURN type(coalesce(r.edge, r)) AS relation, r.role AS role, o.name AS organisation,
       CASE WHEN coalesce(r.former, false) THEN 'former' WHEN r.modality <> 'actual' THEN r.modality ELSE 'present' END AS state,
       CASE from_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE coalesce(r.valid_from, CASE r.event_prec WHEN 'year' THEN toString(r.event_date.year) WHEN 'quarter' THEN toString(r.event_date.year) + '-Q' + toString(r.event_date.quarter) WHEN 'month' THEN left(toString(r.event_date), 7)
           WHEN 'week' THEN toString(r.event_date.weekYear) + '-W' + right('0' + toString(r.event_date.week), 2) ELSE r.event_date END, 'seen ' + toString(date(r.first_seen))) END AS since,
       CASE to_prec WHEN 'year' THEN toString(r.valid_to.year) WHEN 'quarter' THEN toString(r.valid_to.year) + '-Q' + toString(r.valid_to.quarter) WHEN 'month' THEN left(toString(r.valid_to), 7)
         WHEN 'week' THEN toString(r.valid_to.weekYear) + '-W' + right('0' + toString(r.valid_to.week), 2) ELSE r.valid_to END AS until,
       r.status AS status, r.articles AS articles, coalesce(r.stories, r.articles) AS stories, r.quote AS quote, r.url AS url, r.key AS key
ORDER BY coalesce(r.former, false), r.valid_from IS NULL, r.valid_from DESC, r.last_seen DESC, r.key, e.id
LIMIT $limit
