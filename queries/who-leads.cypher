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
WITH p, r, o, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_from = r.valid_from
  RETURN c.valid_from_prec AS prec ORDER BY prec LIMIT 1
}[0] AS since_prec, COLLECT {
  MATCH (c:Claim)
  WHERE c.key = r.key AND c.valid_to = r.valid_to
  RETURN c.valid_to_prec AS prec ORDER BY prec LIMIT 1
}[0] AS until_prec, COLLECT {
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = r.key AND a.published_at = r.last_seen
  RETURN a.published_prec AS prec ORDER BY prec LIMIT 1
}[0] AS seen_prec
RETURN p.name AS person, o.name AS organisation,
       CASE since_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE r.valid_from END AS since,
       CASE until_prec WHEN 'year' THEN toString(r.valid_to.year) WHEN 'quarter' THEN toString(r.valid_to.year) + '-Q' + toString(r.valid_to.quarter) WHEN 'month' THEN left(toString(r.valid_to), 7)
         WHEN 'week' THEN toString(r.valid_to.weekYear) + '-W' + right('0' + toString(r.valid_to.week), 2) ELSE r.valid_to END AS until,
       r.status AS status, r.articles AS articles,
       CASE seen_prec WHEN 'year' THEN toString(r.last_seen.year) WHEN 'month' THEN left(toString(r.last_seen), 7)
         WHEN 'week' THEN toString(r.last_seen.weekYear) + '-W' + right('0' + toString(r.last_seen.week), 2) WHEN 'day' THEN date(r.last_seen) ELSE r.last_seen END AS last_seen, r AS edge
ORDER BY r.last_seen IS NULL, r.last_seen DESC, p.name, r.key
LIMIT $limit
