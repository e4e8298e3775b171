// Who leads what (newest first)
// Those who lead stand before those who did. Claims say who is named to an office and when; nothing says who holds it today.
// state is "former" where the newest article says so, or where an office that one
// person holds at a time is later another's; "contested" where two are named to it
// and neither is clearly the earlier; "planned" or "possible"; else "present". why
// has the reason. since and until are as the texts have them, else "after" the last
// article that names another and "by" the first.
// @name    who-leads
// @param   org    entity:Organization|Place? = null   organisation or place, id or name; null = all
// @param   as_of  date?   = null    on that day, if known to begin later or to be over, left out; null = all, former ones last
// @param   limit  int     = 50      rows at most
// @param   role   role:LEADS? = null   role in its normal form ("president", "chief executive"); null = all
// @param   person entity:Person? = null   who leads, id or name; null = all
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    who leads {org} [(on|in|as of|at) {as_of}]
// @asks    who is (leader of|in charge of|in charge at|at head of) {org} [(on|in|as of|at) {as_of}]
// @asks    who is {org} 's leader [(on|in) {as_of}]
// @asks    [who is] {role} of {org} [(on|in|as of|at) {as_of}]
// @asks    who is {org} 's {role} [(on|in|as of|at) {as_of}]
// @asks    who {org} 's {role} is
// @asks    who chairs {org} [(on|in|as of|at) {as_of}] {role=chairman}
// @asks    (what|which|who) does {person} lead [(on|in|as of|at) {as_of}]
// @asks    since when does {person} lead {org}
// @asks    how long [does] {person} lead {org}
// @asks    does {person} lead {org}
// @asks    who leads what
// @mode    read
// @returns person, organisation, role, state, why, since, until, status, articles, last_seen, edge
CALL () {
  WITH coalesce($org, $person) AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[r:LEADS]->(x:__Entity__)
  // Who leads the body that articles name last stands first; so many bodies give rows enough.
  WITH x, max(CASE WHEN r.status <> 'denied' AND r.modality = 'actual' AND NOT coalesce(r.former, false) THEN r.last_seen END) AS told
  ORDER BY told IS NULL, told DESC, x.id
  LIMIT CASE WHEN $role IS NULL AND $as_of IS NULL AND $known_by IS NULL THEN 4 * $limit ELSE 1000000000 END
  RETURN x
  UNION
  MATCH (p:__Entity__)-[:LEADS]->(x:__Entity__)
  WHERE p.id = $person AND $org IS NULL
  RETURN x
  UNION
  MATCH (p:__Entity__)-[:LEADS]->(x:__Entity__)
  WHERE p.name_norm = toLower($person) AND $org IS NULL
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($person, ''), '\\', ' '), '"', ' ') + '"') YIELD node AS p
  MATCH (p)-[:LEADS]->(x:__Entity__)
  WHERE $org IS NULL
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id = $org
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($org)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($org, ''), '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN $org IS NULL THEN 0
  WHEN x.id = $org THEN 0
  WHEN x.name_norm = toLower($org) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($org)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($org) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND EXISTS { MATCH (:__Entity__)-[r:LEADS]->(x) WHERE $known_by IS NOT NULL OR r.status <> 'denied' }
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS o
MATCH (p:__Entity__)-[r:LEADS]->(o)
WITH o, p, r, CASE WHEN $known_by IS NULL THEN r ELSE COLLECT {
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
WITH o, p, f AS r
WHERE r.status <> 'denied'
// What is said of each and each role: from and to, and whether one person has it.
OPTIONAL MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.key = r.key AND NOT c.negated AND ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH o, p, r, c, CASE WHEN a.published_prec IN ['year', 'month', 'week'] THEN null ELSE date(a.published_at) END AS day,
     c.modality = 'actual' AND NOT c.former AS holds
WITH o, p, r, c.role_norm AS role, count(CASE WHEN holds AND day IS NULL THEN 1 END) AS undated,
     min(CASE WHEN holds THEN day END) AS named, max(CASE WHEN holds THEN day END) AS last, min(CASE WHEN holds THEN c.valid_from END) AS began,
     max(CASE WHEN c.former THEN day END) AS over,
     count(CASE WHEN holds AND c.sole AND NOT coalesce(c.reported, false) AND NOT EXISTS { (c)-[:ATTRIBUTED_TO]->() } THEN 1 END) > 0 AS sole
ORDER BY role
WITH o, p, r, collect(role) AS roles, max(over) AS over, max(CASE WHEN NOT sole THEN last END) AS loose,
     collect(CASE WHEN sole THEN {role: role, named: named, last: CASE undated WHEN 0 THEN last END,
       first: CASE WHEN undated > 0 THEN null WHEN began < named THEN began ELSE named END} END) AS offices
WITH o, p, r, roles, over, [f IN offices WHERE $role IS NULL OR replace(f.role, '-', ' ') = replace(toLower($role), '-', ' ') | f {.*, end: CASE WHEN loose > f.last THEN loose ELSE f.last END}] AS offices
WITH o, collect({p: p, r: r, roles: roles, over: over, offices: offices}) AS holders
UNWIND holders AS h
WITH o, h.p AS p, h.r AS r, h.roles AS roles, h.over AS over, h.offices AS offices, holders
WHERE ($role IS NULL OR any(x IN roles WHERE replace(x, '-', ' ') = replace(toLower($role), '-', ' ')))
  AND ($person IS NULL OR p.id = $person OR p.name_norm = toLower($person) OR any(form IN coalesce(p.aliases, []) WHERE toLower(form) = toLower($person)) OR ' ' + p.name_norm + ' ' CONTAINS ' ' + toLower($person) + ' ')
// The others who are named to the same offices.
UNWIND CASE size(offices) WHEN 0 THEN [null] ELSE offices END AS f
UNWIND [null] + [q IN holders WHERE q.r.key <> r.key AND any(g IN q.offices WHERE g.role = f.role)] AS q
WITH o, p, r, roles, over, offices, f, q, [g IN q.offices WHERE g.role = f.role][0] AS g
WITH o, p, r, roles, over, offices, f, q, g,
     coalesce(g.first > f.end AND q.r.status = 'asserted', false) AS after, coalesce(f.first > g.end AND r.status = 'asserted', false) AS before,
     coalesce(g.first > f.last, false) AS later, coalesce(f.first > g.last, false) AS earlier
ORDER BY g.named, q.p.name, q.r.key
WITH o, p, r, roles, over, offices, f, collect(CASE WHEN after THEN {name: q.p.name, role: f.role, day: g.named} END) AS successors,
     collect(CASE WHEN later AND NOT after THEN {name: q.p.name, role: f.role, day: g.named} END) AS others, max(CASE WHEN before THEN g.end END) AS since,
     collect(CASE WHEN q IS NOT NULL AND NOT later AND NOT earlier AND NOT coalesce(q.r.former, false) THEN {name: q.p.name, role: f.role, day: g.named} END) AS rivals
ORDER BY f.role
WITH o, p, r, roles, over, offices, collect(successors[0]) AS successors, collect(others[0]) AS others, collect(rivals[0]) AS rivals,
     CASE WHEN size(offices) = 1 THEN max(since) END AS begin
WITH o, p, r, roles, over, successors, others, rivals, begin, size(offices) > 0 AND size(successors) = size(offices) AS succeeded
WITH o, p, r, roles, over, successors, others, rivals, begin, succeeded, CASE WHEN succeeded AND size(successors) = 1 THEN successors[0].day END AS end
WHERE $as_of IS NULL
   OR coalesce(r.valid_from <= date($as_of), begin < date($as_of), true)
  AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false) AND NOT (succeeded AND all(x IN successors WHERE x.day <= date($as_of))))
WITH o, p, r, roles, over, successors, others, rivals, begin, end, CASE
  WHEN coalesce(r.former, false) THEN 'former'
  WHEN r.modality <> 'actual' THEN r.modality
  WHEN succeeded THEN 'former'
  WHEN size(rivals) > 0 THEN 'contested'
  ELSE 'present' END AS state, COLLECT {
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
WITH o, p, r, roles, over, state, begin, end, since_prec, until_prec, seen_prec,
     CASE WHEN state IN ['planned', 'possible'] OR coalesce(r.former, false) THEN null WHEN state = 'contested' THEN rivals[0] ELSE (successors + rivals + others)[0] END AS other
RETURN p.name AS person, o.name AS organisation, reduce(t = roles[0], x IN roles[1..] | t + ', ' + x) AS role, state,
       CASE WHEN coalesce(r.former, false) THEN 'said to be over' + coalesce(' in an article of ' + toString(over), '')
            WHEN other IS NULL THEN null
            ELSE CASE state WHEN 'contested' THEN 'an article' ELSE 'a later article' END + coalesce(' of ' + toString(other.day), '') + ' names ' + other.name + ' as ' + other.role END AS why,
       CASE since_prec WHEN 'year' THEN toString(r.valid_from.year) WHEN 'quarter' THEN toString(r.valid_from.year) + '-Q' + toString(r.valid_from.quarter) WHEN 'month' THEN left(toString(r.valid_from), 7)
         WHEN 'week' THEN toString(r.valid_from.weekYear) + '-W' + right('0' + toString(r.valid_from.week), 2) ELSE coalesce(r.valid_from, 'after ' + toString(begin)) END AS since,
       CASE until_prec WHEN 'year' THEN toString(r.valid_to.year) WHEN 'quarter' THEN toString(r.valid_to.year) + '-Q' + toString(r.valid_to.quarter) WHEN 'month' THEN left(toString(r.valid_to), 7)
         WHEN 'week' THEN toString(r.valid_to.weekYear) + '-W' + right('0' + toString(r.valid_to.week), 2) ELSE coalesce(r.valid_to, 'by ' + toString(end)) END AS until,
       r.status AS status, r.articles AS articles,
       CASE seen_prec WHEN 'year' THEN toString(r.last_seen.year) WHEN 'month' THEN left(toString(r.last_seen), 7)
         WHEN 'week' THEN toString(r.last_seen.weekYear) + '-W' + right('0' + toString(r.last_seen.week), 2) WHEN 'day' THEN date(r.last_seen) ELSE r.last_seen END AS last_seen, coalesce(r.edge, r) AS edge
ORDER BY CASE state WHEN 'former' THEN 2 WHEN 'planned' THEN 1 WHEN 'possible' THEN 1 ELSE 0 END, r.last_seen IS NULL, r.last_seen DESC, p.name, r.key
LIMIT $limit
