// Remove the claims that an article no longer makes, and those of which another node
// took over an end: they come again between the article's own names.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})-[:STATES]->(c:Claim)
WHERE NOT c.id IN row.claims OR c.subject_name_id IS NOT NULL OR c.object_name_id IS NOT NULL OR c.speaker_name_id IS NOT NULL
   OR EXISTS { (c)-[:SUBJECT|OBJECT|ATTRIBUTED_TO]->(e:__Entity__) WHERE e.of IS NOT NULL }
DETACH DELETE c
