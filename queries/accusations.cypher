// Who accuses whom of what, and the answers
// Also what an accuser says of those it accuses, where somebody denies it; who only reports accuses nobody.
// @name    accusations
// @param   accuser  entity? = null   who accuses, id or name; null = all
// @param   accused  entity? = null   who is accused, id or name; null = all
// @param   limit    int     = 50     rows at most
// @param   as_of    date? = null    only what was said by that day, as far as a text dates it; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who accused who [of what]
// @asks    who accused {accused} [of what]
// @asks    who did {accuser} accuse [of what]
// @asks    who was accused by {accuser} [of what]
// @asks    what did {accuser} accuse {accused} of
// @asks    did {accuser} accuse {accused}
// @asks    what is {accused} accused of
// @asks    [which] accusations against {accused}
// @asks    [which] accusations (by|of) {accuser}
// @asks    [which] accusations [are there]
// @mode    read
// @returns accuser, accused, what, answers, published, title, key
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $accuser
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($accuser)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($accuser, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $accuser THEN 0
    WHEN x.name_norm = toLower($accuser) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($accuser)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($accuser) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS accusers
}
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $accused
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($accused)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($accused, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $accused THEN 0
    WHEN x.name_norm = toLower($accused) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($accused)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($accused) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS charged
}
CALL (accusers, charged) {
  UNWIND CASE WHEN $accuser IS NULL THEN charged ELSE accusers END AS x
  RETURN x
  UNION
  WITH coalesce($accuser, $accused) AS name
  WHERE name IS NULL
  MATCH (x:__Entity__)-[:ACCUSED]->(:__Entity__)
  RETURN DISTINCT x
}
CALL (x) {
  MATCH (x)-[r:ACCUSED]-(:__Entity__)
  WITH x, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
  WITH x, f AS r
  WHERE r.evidence > r.against AND coalesce(r.event_date <= date($as_of), true)
  RETURN startNode(coalesce(r.edge, r)) AS accuser, endNode(coalesce(r.edge, r)) AS accused, coalesce(r.topic, r.quote) AS what, r.key AS key, r.article_ids AS ids, r.key AS id
  UNION
  MATCH (x)<-[:ATTRIBUTED_TO|SUBJECT]-(c:Claim {negated: false})
  MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
  MATCH (c)-[:SUBJECT]->(s:__Entity__)
  MATCH (c)-[:OBJECT]->(o:__Entity__)
  MATCH (a:Article)-[:STATES]->(c)
  WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by)) AND coalesce(c.event_date <= date($as_of), true) AND w <> s AND w <> o AND c.relation <> 'ACCUSED'
    AND EXISTS { MATCH (w)-[r:ACCUSED]->(y) WHERE (y = s OR y = o) AND r.evidence > r.against }
    AND EXISTS { MATCH (n:Claim) WHERE n.key = c.key AND n.negated }
  RETURN w AS accuser, s AS accused, c.quote AS what, c.key AS key, [a.id] AS ids, c.id AS id
}
WITH DISTINCT accusers, charged, accuser, accused, what, key, ids, id
WHERE ($accuser IS NULL OR accuser IN accusers) AND ($accused IS NULL OR accused IN charged)
MATCH (a:Article)
WHERE a.id IN ids AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH accuser, accused, what, key, id, a
ORDER BY a.published_at, a.id
WITH accuser, accused, what, key, id, collect(a)[0] AS first
WITH accuser, accused, what, key, id, first, COLLECT {
  MATCH (n:Claim)<-[:STATES]-(a:Article)
  WHERE n.key = key AND n.negated AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
  RETURN n.quote ORDER BY n.id
} AS answers
RETURN accuser.name AS accuser, accused.name AS accused, what, answers, CASE first.published_prec WHEN 'year' THEN toString(first.published_at.year) WHEN 'month' THEN left(toString(first.published_at), 7)
         WHEN 'week' THEN toString(first.published_at.weekYear) + '-W' + right('0' + toString(first.published_at.week), 2) WHEN 'day' THEN date(first.published_at) ELSE first.published_at END AS published,
       first.title AS title, key
ORDER BY first.published_at IS NULL, first.published_at DESC, id
LIMIT $limit
