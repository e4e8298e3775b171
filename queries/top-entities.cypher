// The most connected entities
// @name    top-entities
// @param   kind   kind? = null    Person, Organization, Place, Event …; null = all
// @param   limit  int     = 20      rows at most
// @param   as_of    date? = null    only edges that are true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only edges that articles published by that day tell of; null = all
// @asks    who is most (connected|important) {kind=Person}
// @asks    who is most (connected|important) {kind}
// @asks    [which] {kind} is most (connected|important)
// @asks    most (connected|important) {kind}
// @asks    what is most (connected|important) {kind}
// @asks    who matters most {kind=Person}
// @asks    what are most (connected|important) entities
// @mode    read
// @returns entity, kind, facts, neighbours, articles
// Nobody has more facts than claims, and those the store counts at once: so who has fewer
// claims than the last of the first rows has facts need not be looked at.
CALL () {
  MATCH (e:__Entity__)
  WHERE $kind IS NULL OR toLower(e.kind) = toLower($kind)
  WITH e, COUNT { (e)<-[:SUBJECT]-() } + COUNT { (e)<-[:OBJECT]-() } AS most
  ORDER BY most DESC, e.id
  LIMIT $limit
  WITH COUNT {
    MATCH (e)-[r]-(:__Entity__)
    WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
  } AS facts
  WITH collect(facts) AS first
  RETURN CASE WHEN size(first) < $limit THEN 0 ELSE reduce(few = first[0], f IN first | CASE WHEN f < few THEN f ELSE few END) END AS enough
}
MATCH (e:__Entity__)
WHERE COUNT { (e)<-[:SUBJECT]-() } + COUNT { (e)<-[:OBJECT]-() } >= enough AND e.id STARTS WITH 'e_' AND ($kind IS NULL OR toLower(e.kind) = toLower($kind))
WITH e, COUNT {
  MATCH (e)-[r]-(:__Entity__)
  WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
} AS facts, COUNT { (e)<-[:MENTIONS]-() } AS articles
ORDER BY facts DESC, articles DESC, e.name, e.id
LIMIT $limit
OPTIONAL MATCH (e)-[r]-(o:__Entity__)
WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
WITH e, facts, articles, count(DISTINCT o) AS neighbours
RETURN e.name AS entity, e.kind AS kind, facts, neighbours, articles
ORDER BY facts DESC, articles DESC, e.name, e.id
LIMIT $limit
