// Write edges that the store has with other properties, one statement per
// relation.
UNWIND $rows AS row
MATCH (s:__Entity__ {id: row.s})
MATCH (o:__Entity__ {id: row.o})
MERGE (s)-[r:RELATION {key: row.key}]->(o)
SET r = row.props
