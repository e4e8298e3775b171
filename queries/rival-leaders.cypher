// Two who are named to one office at the same time
// The office is one that one person holds at a time. Who is named only before the
// other is, as far as articles and the days in them tell, is no rival but comes before.
// @name    rival-leaders
// @param   limit  int = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who claims same (office|post)
// @asks    who are rival leaders
// @asks    [which] rival leaders [are there]
// @asks    which (offices|posts) are (contested|disputed)
// @asks    who [else] claims to lead what
// @mode    read
// @returns organisation, role, one, other, one_from, other_from, one_articles, other_articles, one_edge, other_edge
MATCH (p:__Entity__)-[r:LEADS]->(o:__Entity__)
WITH p, o, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WITH p, o, f AS r
WHERE r.status = 'asserted' AND NOT coalesce(r.former, false) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by)) AND c.key = r.key AND c.sole AND NOT c.negated AND NOT c.former AND c.modality = 'actual' AND NOT coalesce(c.reported, false)
  AND NOT EXISTS { (c)-[:ATTRIBUTED_TO]->() }
WITH o, p, r, c, CASE WHEN a.published_prec IN ['year', 'month', 'week'] THEN null ELSE date(a.published_at) END AS day
WITH o, p, r, c.role_norm AS role, count(CASE WHEN day IS NULL THEN 1 END) AS undated, min(day) AS named, max(day) AS last, min(c.valid_from) AS began
WITH o, role, collect({p: p, r: r, last: CASE undated WHEN 0 THEN last END,
  first: CASE WHEN undated > 0 THEN null WHEN began < named THEN began ELSE named END}) AS holders
UNWIND holders AS h
UNWIND holders AS i
WITH o, role, h, i, h.p AS p, i.p AS q, h.r AS r, i.r AS s
WHERE p.id < q.id AND NOT coalesce(h.first > i.last, false) AND NOT coalesce(i.first > h.last, false)
  AND coalesce(r.valid_from <= s.valid_to, true) AND coalesce(s.valid_from <= r.valid_to, true)
WITH p, q, r, s, o, role, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS one_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = s.key AND c.valid_from = s.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS other_prec
RETURN o.name AS organisation, role, p.name AS one, q.name AS other,
       CASE one_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE r.valid_from END AS one_from,
       CASE other_prec WHEN 'year' THEN toString(s.valid_from.year) WHEN 'quarter' THEN toString(s.valid_from.year) + '-Q' + toString(s.valid_from.quarter) WHEN 'month' THEN left(toString(s.valid_from), 7)
         WHEN 'week' THEN toString(s.valid_from.weekYear) + '-W' + right('0' + toString(s.valid_from.week), 2) ELSE s.valid_from END AS other_from,
       r.articles AS one_articles, s.articles AS other_articles, r.key AS one_edge, s.key AS other_edge
ORDER BY o.name, o.id, role, r.key, s.key
LIMIT $limit
