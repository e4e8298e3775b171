UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
MATCH (o:__Entity__ {id: row.o})
CREATE (c)-[:OBJECT]->(o)
