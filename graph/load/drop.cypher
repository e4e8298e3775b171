// Remove the edges whose last claim is gone, one statement per relation.
UNWIND $rows AS row
MATCH (s:__Entity__ {id: row.s})-[r:RELATION {key: row.key}]->(o:__Entity__ {id: row.o})
WHERE NOT EXISTS { (c:Claim {key: row.key}) }
DELETE r
