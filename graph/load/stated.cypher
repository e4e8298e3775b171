// The claims that have a name at an end.
UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.from})<-[r:SUBJECT|OBJECT|ATTRIBUTED_TO]-(c:Claim)<-[:STATES]-(a:Article)
WHERE coalesce(a.id = row.article, true)
  AND coalesce(CASE type(r) WHEN 'SUBJECT' THEN c.subject_name_id WHEN 'OBJECT' THEN c.object_name_id ELSE c.speaker_name_id END, e.id) = row.id
RETURN c.id AS claim, type(r) AS end, row.name AS name, row.to AS to
