// Remove the mentions that an article no longer has, and those that another node took
// over: they come again under the article's own names.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})-[m:MENTIONS]->(e:__Entity__)
WHERE m.name_id IS NOT NULL OR NOT e.id IN row.entities
DELETE m
