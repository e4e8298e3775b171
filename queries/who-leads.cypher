// Who leads what (newest first)
// @name    who-leads
// @param   org    string? = null    organisation or place, id or name; null = all
// @param   on     date?   = null    on that day, if known to begin later or to be over, left out; null = now
// @param   limit  int     = 50      rows at most
// @mode    read
// @returns person, organisation, since, until, status, articles, last_seen, edge
MATCH (p:__Entity__)-[r:LEADS]->(o:__Entity__)
WHERE r.status <> 'denied'
  AND CASE WHEN $on IS NULL THEN NOT coalesce(r.former, false)
           ELSE coalesce(r.valid_from <= date($on), true)
            AND coalesce(r.valid_to >= date($on), NOT coalesce(r.former, false)) END
WITH p, r, o, CASE
  WHEN $org IS NULL THEN 0
  WHEN o.id = $org THEN 0
  WHEN o.name_norm = toLower($org) THEN 1
  WHEN any(form IN o.aliases WHERE toLower(form) = toLower($org)) THEN 2
  WHEN ' ' + o.name_norm + ' ' CONTAINS ' ' + toLower($org) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({p: p, r: r, o: o, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best] AS f
WITH f.p AS p, f.r AS r, f.o AS o
RETURN p.name AS person, o.name AS organisation, r.valid_from AS since, r.valid_to AS until,
       r.status AS status, r.articles AS articles, r.last_seen AS last_seen, r AS edge
ORDER BY r.last_seen IS NULL, r.last_seen DESC, p.name, r.key
LIMIT $limit
