// Edges first seen since a day
// By the day of the article: edges of articles without one never show.
// former: it held once, and no longer does; stories: articles without copies of one text.
// @name    new-since
// @param   since  date            first day
// @param   limit  int     = 100   rows at most
// @asks    what is new since {since}
// @asks    what [has] happened since {since}
// @asks    what [has] changed since {since}
// @asks    [which] news [are there|is there] since {since}
// @asks    what was (reported|published) since {since}
// @mode    read
// @returns first_seen, subject, relation, object, status, former, articles, stories, key
MATCH (s:__Entity__)-[r]->(o:__Entity__)
WHERE r.status <> 'denied' AND date(r.first_seen) >= date($since)
WITH s, r, o, COLLECT {
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = r.key AND a.published_at = r.first_seen
  RETURN a.published_prec AS prec ORDER BY prec LIMIT 1
}[0] AS prec
RETURN CASE prec WHEN 'year' THEN toString(r.first_seen.year) WHEN 'month' THEN left(toString(r.first_seen), 7)
         WHEN 'week' THEN toString(r.first_seen.weekYear) + '-W' + right('0' + toString(r.first_seen.week), 2) WHEN 'day' THEN date(r.first_seen) ELSE r.first_seen END AS first_seen,
       s.name AS subject, type(r) AS relation, o.name AS object,
       r.status AS status, coalesce(r.former, false) AS former, r.articles AS articles, coalesce(r.stories, r.articles) AS stories, r.key AS key
ORDER BY r.first_seen DESC, r.key
LIMIT $limit
