// Claims whose object is a value.
UNWIND $rows AS row
MATCH (a:Article {id: row.a})
MATCH (s:__Entity__ {id: row.s})
MERGE (c:Claim {id: row.id})
SET c = row.props
MERGE (a)-[:STATES]->(c)
MERGE (c)-[:SUBJECT]->(s)
