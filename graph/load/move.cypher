// Move the mentions of a name from one node to another. row.article: of one article
// only.
UNWIND $rows AS row
MATCH (f:__Entity__ {id: row.from})<-[m:MENTIONS]-(a:Article)
WHERE coalesce(m.name_id, f.id) = row.id AND coalesce(a.id = row.article, true)
MATCH (t:__Entity__ {id: row.to})
CREATE (a)-[n:MENTIONS]->(t)
SET n = properties(m)
SET n.name_id = CASE WHEN row.name <> row.to THEN row.name END
DELETE m
