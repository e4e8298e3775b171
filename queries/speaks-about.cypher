// Who speaks about whom, and how
// What articles report a speaker to say of the two ends of a claim, and what somebody is
// said to accuse, criticise, oppose, reject, threaten, demand or support. stance is "for" or
// "against" where the relation says so and the speaker stands at its head, "denies" where
// the claim is denied, else "says". One row a fact, with the newest sentence; without
// both names only the newest sentences are looked at.
// @name    speaks-about
// @param   speaker  entity?  = null    who speaks, id or name; null = anybody
// @param   about    entity?  = null    of whom, id or name; null = anybody
// @param   limit    int      = 50      rows at most
// @param   topic    string? = null    words that the sentence has; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who (speaks|talks) about {about}
// @asks    what does {speaker} say (about|of) {about}
// @asks    what does {speaker} say (about|of|on) {topic}
// @asks    (about|of) whom does {speaker} speak
// @asks    what does {speaker} say
// @mode    read
// @returns speaker, stance, about, relation, subject, object, topic, claims, stories, published, quote, title, url, key
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $speaker
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($speaker)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($speaker, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $speaker THEN 0
    WHEN x.name_norm = toLower($speaker) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($speaker)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($speaker) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS speakers
}
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $about
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($about)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($about, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $about THEN 0
    WHEN x.name_norm = toLower($about) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($about)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($about) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS abouts
}
CALL (speakers, abouts) {
  UNWIND speakers AS w
  MATCH (w)<-[:ATTRIBUTED_TO]-(c:Claim)-[:SUBJECT|OBJECT]->(x:__Entity__)
  WHERE ($about IS NULL OR x IN abouts)
  RETURN w, c, x
  UNION
  UNWIND speakers AS w
  MATCH (w)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(x:__Entity__)
  WHERE NOT c.negated AND ($about IS NULL OR x IN abouts) AND (c.relation IN ['ACCUSED', 'CRITICISED', 'OPPOSED', 'REJECTED', 'THREATENED', 'DEMANDED_OF', 'PROTESTED_AGAINST'] OR c.relation IN ['SUPPORTED', 'AIDED', 'CONCEDED_TO', 'COOPERATED_WITH'])
  RETURN w, c, x
  UNION
  UNWIND abouts AS x
  MATCH (x)<-[:SUBJECT|OBJECT]-(c:Claim)-[:ATTRIBUTED_TO]->(w:__Entity__)
  WHERE $speaker IS NULL
  RETURN w, c, x
  UNION
  UNWIND abouts AS x
  MATCH (x)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(w:__Entity__)
  WHERE $speaker IS NULL AND NOT c.negated AND (c.relation IN ['ACCUSED', 'CRITICISED', 'OPPOSED', 'REJECTED', 'THREATENED', 'DEMANDED_OF', 'PROTESTED_AGAINST'] OR c.relation IN ['SUPPORTED', 'AIDED', 'CONCEDED_TO', 'COOPERATED_WITH'])
  RETURN w, c, x
  UNION
  WITH coalesce($speaker, $about) AS name
  WHERE name IS NULL
  MATCH (w:__Entity__)<-[:ATTRIBUTED_TO]-(c:Claim)<-[:STATES]-(a:Article)
  WHERE ($topic IS NULL OR toLower(c.quote) CONTAINS toLower($topic)) AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
  WITH w, c, a
  ORDER BY a.published_at IS NULL, a.published_at DESC, c.id
  LIMIT 4 * $limit
  MATCH (c)-[:SUBJECT|OBJECT]->(x:__Entity__)
  RETURN w, c, x
}
WITH w, c, x
WHERE w <> x AND ($topic IS NULL OR toLower(c.quote) CONTAINS toLower($topic))
MATCH (c)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH w, c, x, a, CASE
  WHEN c.negated THEN 'denies'
  WHEN EXISTS { (c)-[:SUBJECT]->(w) } AND c.relation IN ['SUPPORTED', 'AIDED', 'CONCEDED_TO', 'COOPERATED_WITH'] THEN 'for'
  WHEN EXISTS { (c)-[:SUBJECT]->(w) } AND c.relation IN ['ACCUSED', 'CRITICISED', 'OPPOSED', 'REJECTED', 'THREATENED', 'DEMANDED_OF', 'PROTESTED_AGAINST'] THEN 'against'
  ELSE 'says' END AS stance
ORDER BY a.published_at IS NULL, a.published_at DESC, a.id, c.id
WITH w, x, stance, c.key AS key, count(DISTINCT c) AS claims, count(DISTINCT coalesce(a.story, a.id)) AS stories, collect(c)[0] AS c, collect(a)[0] AS a
ORDER BY stories DESC, claims DESC, a.published_at IS NULL, a.published_at DESC, w.id, x.id, stance, key
LIMIT $limit
MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
RETURN w.name AS speaker, stance, x.name AS about, c.relation AS relation, s.name AS subject, coalesce(o.name, c.value) AS object, c.topic AS topic, claims, stories,
       CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       c.quote AS quote, a.title AS title, a.url AS url, key
ORDER BY stories DESC, claims DESC, a.published_at IS NULL, a.published_at DESC, w.id, x.id, stance, key
LIMIT $limit
