// Which articles have a name, the first fifty by id: a sample that does not depend on
// the order in which they came.
UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.at})
CALL (e, row) {
  MATCH (e)<-[m:MENTIONS]-(a:Article)
  WHERE coalesce(m.name_id, e.id) = row.id
  RETURN a.id AS article
  ORDER BY article
  LIMIT 50
}
RETURN row.id AS id, article
