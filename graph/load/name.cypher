// Compute the names of entities from their mentions: the one that most articles
// use, then the longer, then the smaller; one without small letters loses against any
// other. The date of an event is the one stated most precisely, then by most articles,
// then the earlier.
UNWIND $ids AS id
MATCH (e:__Entity__ {id: id})
CALL (e) {
  MATCH (e)<-[m:MENTIONS]-(a:Article)
  WITH m.name AS name, count(a) AS n
  ORDER BY name =~ '(?s).*\\p{Ll}.*' DESC, n DESC, size(name) DESC, name
  RETURN collect(name)[0] AS name
}
CALL (e) {
  MATCH (e)<-[m:MENTIONS]-(a:Article)
  UNWIND m.forms AS form
  WITH DISTINCT form
  ORDER BY form
  RETURN collect(form) AS forms
}
CALL (e) {
  MATCH (e)<-[m:MENTIONS]-(a:Article)
  WHERE m.date IS NOT NULL
  WITH m.date AS day, m.date_prec AS prec, count(a) AS n
  WITH {day: day, prec: prec} AS date, n,
       CASE prec WHEN 'day' THEN 0 WHEN 'week' THEN 1 WHEN 'month' THEN 2 WHEN 'quarter' THEN 3 ELSE 4 END AS rank
  ORDER BY rank, n DESC, date.day
  RETURN collect(date)[0] AS date
}
SET e += {name: coalesce(name, e.name), aliases: forms, aliases_text: reduce(t = '', f IN forms | t + f + ' ; '),
          date: date.day, date_prec: date.prec}
