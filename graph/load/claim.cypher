// Claims between two entities.
UNWIND $rows AS row
MATCH (a:Article {id: row.a})
MATCH (s:__Entity__ {id: row.s})
MATCH (o:__Entity__ {id: row.o})
MERGE (c:Claim {id: row.id})
SET c = row.props
MERGE (a)-[:STATES]->(c)
MERGE (c)-[:SUBJECT]->(s)
MERGE (c)-[:OBJECT]->(o)
