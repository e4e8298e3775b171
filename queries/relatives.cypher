// Who is related to a person by blood or marriage
// relation is what the other is to the person; over two steps both are told, with the
// one between.
// @name    relatives
// @param   person  entity:Person         id or name
// @param   limit   int           = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    (relatives|family|kin) of {person}
// @asks    who is related to {person}
// @asks    who is {person} married to
// @mode    read
// @returns relative, relation, through, former, status, articles, quote, url, key
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
MATCH (e)-[r:SPOUSE_OF|PARENT_OF|SIBLING_OF]-(x:__Entity__)
WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
CALL (e, r, x) {
  RETURN x AS o, r AS last, null AS through
  UNION
  MATCH (x)-[s:SPOUSE_OF|PARENT_OF|SIBLING_OF]-(o:__Entity__)
  WHERE s.status <> 'denied' AND o <> e AND ($known_by IS NULL OR date(s.first_seen) <= date($known_by)) AND ($as_of IS NULL OR s.modality = 'actual' AND coalesce(coalesce(s.event_date, s.valid_from) <= date($as_of), true) AND coalesce(s.valid_to >= date($as_of), NOT coalesce(s.former, false)))
  RETURN o, s AS last, x AS through
}
WITH e, r, o, last, through, CASE type(r) WHEN 'SPOUSE_OF' THEN 'spouse' WHEN 'SIBLING_OF' THEN 'sibling' ELSE CASE WHEN startNode(r) = e THEN 'child' ELSE 'parent' END END AS near,
     CASE type(last) WHEN 'SPOUSE_OF' THEN 'spouse' WHEN 'SIBLING_OF' THEN 'sibling' ELSE CASE WHEN endNode(last) = o THEN 'child' ELSE 'parent' END END AS far
RETURN o.name AS relative, CASE WHEN through IS NULL THEN near ELSE far + ' of the ' + near END AS relation, through.name AS through,
       coalesce(r.former, false) OR coalesce(last.former, false) AS former, CASE WHEN r.status = 'asserted' THEN last.status ELSE r.status END AS status,
       last.articles AS articles, last.quote AS quote, last.url AS url, last.key AS key
ORDER BY through IS NOT NULL, relation, o.name, r.key, last.key
LIMIT $limit
