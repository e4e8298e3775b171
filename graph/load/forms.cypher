// By what forms a name's own articles call it.
UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.at})<-[m:MENTIONS]-(:Article)
WHERE coalesce(m.name_id, e.id) = row.id
UNWIND m.forms AS form
RETURN DISTINCT row.id AS id, form
