// Give claims new ends.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
MATCH (s:__Entity__ {id: row.s})
CREATE (c)-[:SUBJECT]->(s)
SET c.key = row.key, c.subject_name_id = row.subject_name_id, c.object_name_id = row.object_name_id, c.speaker_name_id = row.speaker_name_id
