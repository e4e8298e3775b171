// Between whom a relation holds (newest first)
// date = when it happened, as far as a text says so; since and until = from when to when it
// held. former: it held once, and no longer does. Denied ones are left out.
// @name    relation
// @param   relation  relation                  relation types, as newsgraph relations lists them
// @param   subject   entity?  = null           where it begins, id or name; null = any
// @param   object    entity?  = null           where it ends, id or name; null = any
// @param   either    bool     = false          also the other way round, for relations that have no direction (MET_WITH)
// @param   kind      kind?    = null           of the end that is not given: Person, Organization, Place …; null = any
// @param   role      string?  = null           role in its normal form ("spokesman", "foreign minister"); null = any
// @param   former    bool?    = null           true = only what is over, false = only what is not; null = both
// @param   as_of     date?    = null           only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by  date?    = null           only what articles published by that day say; null = all
// @param   limit     int      = 50             rows at most
// @asks    (who|what) [did] {relation} {object}
// @asks    which {kind} [did] {relation} {object}
// @asks    (who|what) did {subject} {relation}
// @asks    which {kind} did {subject} {relation}
// @asks    (who|what) was {relation} by {subject}
// @asks    which {kind} was {relation} by {subject}
// @asks    by who was {object} {relation}
// @asks    (who|what) was {object} {relation} by
// @asks    (with|to|for|from|at|on|against) (who|what) did {subject} {relation}
// @asks    [when] did {subject} {relation} {object}
// @asks    [when] was {object} {relation} by {subject}
// @asks    did {subject} and {object} {relation}
// @asks    when did {subject} and {object} {relation}
// @asks    (who|what) is {relation} {object}
// @asks    which {kind} is {relation} {object}
// @asks    (where|when|what) is {subject} {relation}
// @asks    where did {subject} {relation}
// @asks    who is {relation} of {object}
// @asks    who is {object} 's {relation}
// @asks    who {object} 's {relation} is
// @mode    read
// @returns date, subject, relation, object, role, topic, since, until, status, former, articles, quote, edge
CALL () {
  CALL () {
    MATCH (x:__Entity__ {id: $subject})
    RETURN x, 0 AS fit
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($subject, ''), '\\', ' '), '"', ' ') + '"') YIELD node AS x
    WITH x, CASE
      WHEN x.name_norm = toLower($subject) THEN 1
      WHEN any(form IN x.aliases WHERE toLower(form) = toLower($subject)) THEN 2
      WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($subject) + ' ' THEN 3 END AS fit
    WHERE fit IS NOT NULL
    RETURN x, fit
  }
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS subjects
}
CALL () {
  CALL () {
    MATCH (x:__Entity__ {id: $object})
    RETURN x, 0 AS fit
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($object, ''), '\\', ' '), '"', ' ') + '"') YIELD node AS x
    WITH x, CASE
      WHEN x.name_norm = toLower($object) THEN 1
      WHEN any(form IN x.aliases WHERE toLower(form) = toLower($object)) THEN 2
      WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($object) + ' ' THEN 3 END AS fit
    WHERE fit IS NOT NULL
    RETURN x, fit
  }
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS objects
}
CALL (subjects, objects) {
  UNWIND subjects AS x
  MATCH (x)-[r]-(:__Entity__)
  RETURN r
  UNION
  UNWIND objects AS x
  WITH x
  WHERE $subject IS NULL
  MATCH (x)-[r]-(:__Entity__)
  RETURN r
  UNION
  WITH coalesce($subject, $object) AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[r]->(:__Entity__)
  RETURN r
}
WITH subjects, objects, r, startNode(r) AS s, endNode(r) AS o
WHERE type(r) IN $relation AND ($known_by IS NOT NULL OR r.status <> 'denied')
  AND (($subject IS NULL OR s IN subjects) AND ($object IS NULL OR o IN objects) OR $either AND ($subject IS NULL OR o IN subjects) AND ($object IS NULL OR s IN objects))
  AND ($kind IS NULL OR $subject IS NULL AND toLower(s.kind) = toLower($kind) OR $object IS NULL AND toLower(o.kind) = toLower($kind)
    OR $either AND (toLower(s.kind) = toLower($kind) AND NOT s IN subjects + objects OR toLower(o.kind) = toLower($kind) AND NOT o IN subjects + objects))
WITH s, r, o, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WHERE f.status <> 'denied'
  AND ($role IS NULL OR f.role_norm = toLower($role) OR toLower(f.role) = toLower($role))
  AND ($former IS NULL OR coalesce(f.former, false) = $former)
  AND ($as_of IS NULL OR f.modality = 'actual' AND coalesce(coalesce(f.event_date, f.valid_from) <= date($as_of), true) AND coalesce(f.valid_to >= date($as_of), NOT coalesce(f.former, false)))
WITH s, r, o, f
ORDER BY coalesce(f.event_date, f.valid_from, date(f.last_seen)) IS NULL, coalesce(f.event_date, f.valid_from, date(f.last_seen)) DESC, s.name, o.name, r.key
LIMIT $limit
WITH s, r, o, f, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = f.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS since_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_to = f.valid_to
  RETURN c.valid_to_prec AS prec ORDER BY prec LIMIT 1
}[0] AS until_prec, f.event_date AS day
RETURN CASE f.event_prec WHEN 'year' THEN toString(day.year) WHEN 'quarter' THEN toString(day.year) + '-Q' + toString(day.quarter) WHEN 'month' THEN left(toString(day), 7)
         WHEN 'week' THEN toString(day.weekYear) + '-W' + right('0' + toString(day.week), 2) ELSE day END AS date,
       s.name AS subject, type(r) AS relation, o.name AS object, f.role AS role, f.topic AS topic,
       CASE since_prec WHEN 'year' THEN toString(f.valid_from.year) WHEN 'quarter' THEN toString(f.valid_from.year) + '-Q' + toString(f.valid_from.quarter) WHEN 'month' THEN left(toString(f.valid_from), 7)
         WHEN 'week' THEN toString(f.valid_from.weekYear) + '-W' + right('0' + toString(f.valid_from.week), 2) ELSE f.valid_from END AS since,
       CASE until_prec WHEN 'year' THEN toString(f.valid_to.year) WHEN 'quarter' THEN toString(f.valid_to.year) + '-Q' + toString(f.valid_to.quarter) WHEN 'month' THEN left(toString(f.valid_to), 7)
         WHEN 'week' THEN toString(f.valid_to.weekYear) + '-W' + right('0' + toString(f.valid_to.week), 2) ELSE f.valid_to END AS until,
       f.status AS status, coalesce(f.former, false) AS former, f.articles AS articles, f.quote AS quote, r AS edge
ORDER BY coalesce(day, f.valid_from, date(f.last_seen)) IS NULL, coalesce(day, f.valid_from, date(f.last_seen)) DESC, s.name, o.name, r.key
LIMIT $limit
