// Both sides of a dispute between two, by date
// Who leads a side, represents it or holds an office in it speaks for it. what is
// "accuses", "demands" and so on by the relation, "denies" where the claim is
// denied, "says" where one side is quoted on the other, else "is told" of both. A sentence that
// copies of one text have is one row.
// @name    both-sides
// @param   a      entity          one side, id or name
// @param   b      entity          the other, id or name
// @param   limit  int     = 100   rows at most
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    both sides of [the] (dispute|quarrel|conflict|row) (between|of) {a} and {b}
// @asks    [the] (dispute|quarrel|conflict|row) between {a} and {b}
// @asks    what do {a} and {b} say (of|about|against) each other
// @asks    what (divides|separates) {a} and {b}
// @mode    read
// @returns date, side, who, what, subject, relation, object, topic, status, quote, source, title, url, copies, key, claim
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $a
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($a)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($a, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $a THEN 0
  WHEN x.name_norm = toLower($a) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($a)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($a) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
WITH [f IN found WHERE f.fit = best | f.x] AS these
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $b
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($b)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($b, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH these, x, CASE
  WHEN x.id = $b THEN 0
  WHEN x.name_norm = toLower($b) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($b)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($b) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH these, min(fit) AS best, collect({x: x, fit: fit}) AS found
WITH these, [f IN found WHERE f.fit = best | f.x] AS those
CALL (these, those) {
  UNWIND these + those AS e
  RETURN e AS p, e
  UNION
  UNWIND these + those AS e
  MATCH (p:__Entity__)-[r:LEADS|HOLDS_OFFICE_IN|REPRESENTS]->(e)
  WHERE r.status <> 'denied' AND r.modality = 'actual' AND NOT coalesce(r.former, false)
  RETURN p, e
}
WITH these, those, p, e
ORDER BY e.name, e.id
WITH these, those, collect(DISTINCT CASE WHEN e IN these THEN p END) AS ours, collect(DISTINCT CASE WHEN e IN those THEN p END) AS theirs
CALL (ours, theirs) {
  UNWIND ours AS p
  MATCH (p)-[r]-(q:__Entity__)
  WHERE q IN theirs AND r.against > 0
  WITH DISTINCT r
  MATCH (c:Claim)
  WHERE c.key = r.key
  RETURN c
  UNION
  UNWIND ours AS p
  MATCH (p)-[r:ACCUSED|CRITICISED|OPPOSED|REJECTED|THREATENED|DEMANDED_OF|SANCTIONED|PROTESTED_AGAINST|INVESTIGATED|ARRESTED|COERCED|ATTACKED|FOUGHT]-(q:__Entity__)
  WHERE q IN theirs
  WITH DISTINCT r
  MATCH (c:Claim)
  WHERE c.key = r.key
  RETURN c
  UNION
  UNWIND ours AS p
  MATCH (p)<-[:ATTRIBUTED_TO]-(c:Claim)-[:SUBJECT|OBJECT]->(q:__Entity__)
  WHERE q IN theirs
  RETURN c
  UNION
  UNWIND theirs AS p
  MATCH (p)<-[:ATTRIBUTED_TO]-(c:Claim)-[:SUBJECT|OBJECT]->(q:__Entity__)
  WHERE q IN ours
  RETURN c
}
WITH ours, theirs, collect(DISTINCT c.key) AS said
CALL (said) {
  UNWIND said AS key
  MATCH (c:Claim)
  WHERE c.key = key
  RETURN c
}
MATCH (c)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
WITH ours, theirs, c, a, s, o, w, coalesce(w, CASE WHEN c.relation IN ['ACCUSED', 'CRITICISED', 'OPPOSED', 'REJECTED', 'THREATENED', 'DEMANDED_OF', 'SANCTIONED', 'PROTESTED_AGAINST', 'INVESTIGATED', 'ARRESTED', 'COERCED', 'ATTACKED', 'FOUGHT'] AND NOT c.negated AND NOT coalesce(c.reported, false) THEN s END) AS who
ORDER BY a.published_at, a.id, c.sentence_no, c.id
WITH ours, theirs, s, o, w, who, c.key AS key, c.quote AS quote, c.negated AS negated, coalesce(a.story, a.id) AS story, collect(c)[0] AS c, collect(a) AS articles
WITH ours, theirs, s, o, w, who, key, quote, negated, c, articles, articles[0] AS a, coalesce(c.event_date, date(articles[0].published_at)) AS day
OPTIONAL MATCH (s)-[r]-(o)
WHERE r.key = key
RETURN CASE CASE WHEN c.event_date IS NULL THEN a.published_prec ELSE c.event_prec END WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       CASE WHEN who IN ours AND who IN theirs THEN 'both' WHEN who IN ours THEN 'a' WHEN who IN theirs THEN 'b' END AS side, coalesce(who.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS who,
       CASE WHEN negated THEN 'denies' WHEN w IS NOT NULL AND w <> s THEN 'says'
         WHEN c.relation IN ['ACCUSED', 'CRITICISED', 'OPPOSED', 'REJECTED', 'THREATENED', 'DEMANDED_OF', 'SANCTIONED', 'PROTESTED_AGAINST', 'INVESTIGATED', 'ARRESTED', 'COERCED', 'ATTACKED', 'FOUGHT'] THEN CASE c.relation WHEN 'ACCUSED' THEN 'accuses' WHEN 'CRITICISED' THEN 'criticises' WHEN 'OPPOSED' THEN 'opposes' WHEN 'REJECTED' THEN 'rejects' WHEN 'THREATENED' THEN 'threatens'
           WHEN 'DEMANDED_OF' THEN 'demands' WHEN 'SANCTIONED' THEN 'sanctions' WHEN 'PROTESTED_AGAINST' THEN 'protests' WHEN 'INVESTIGATED' THEN 'investigates' WHEN 'ARRESTED' THEN 'arrests' WHEN 'COERCED' THEN 'coerces'
           WHEN 'ATTACKED' THEN 'attacks' ELSE 'fights' END
         WHEN w IS NOT NULL THEN 'says' ELSE 'is told' END AS what,
       s.name AS subject, c.relation AS relation, coalesce(o.name, c.value) AS object, c.topic AS topic, r.status AS status, quote, a.source AS source, a.title AS title, a.url AS url,
       [x IN articles WHERE x.id <> a.id | coalesce(x.url, x.title, x.id)] AS copies, key, c.id AS claim
ORDER BY day IS NULL, day, a.published_at, a.id, c.sentence_no, c.id
LIMIT $limit
