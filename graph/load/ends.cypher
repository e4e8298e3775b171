// The ends of claims, as nodes and as the names that their articles have.
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(p:__Entity__)
RETURN id, c.relation AS relation, c.key AS key, c.value AS value, s.id AS s, o.id AS o, p.id AS p,
       c.subject_name_id AS subject_name_id, c.object_name_id AS object_name_id, c.speaker_name_id AS speaker_name_id
