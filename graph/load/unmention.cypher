// Remove the mentions that an article no longer has.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})-[m:MENTIONS]->(e:__Entity__)
WHERE NOT e.id IN row.entities
DELETE m
