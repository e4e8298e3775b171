UNWIND $rows AS row
MATCH (c:Claim {id: row.c})
MATCH (e:__Entity__ {id: row.e})
MERGE (c)-[:ATTRIBUTED_TO]->(e)
