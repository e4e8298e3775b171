UNWIND $rows AS row
MATCH (a:Article {id: row.a})
MATCH (e:__Entity__ {id: row.e})
MERGE (a)-[m:MENTIONS]->(e)
SET m = row.props
