// Write edges that the store does not have, one statement per relation.
UNWIND $rows AS row
MATCH (s:__Entity__ {id: row.s})
MATCH (o:__Entity__ {id: row.o})
CREATE (s)-[r:RELATION]->(o)
SET r = row.props
