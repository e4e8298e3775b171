// The edges that the claims of these articles support.
UNWIND $ids AS id
MATCH (a:Article {id: id})-[:STATES]->(c:Claim)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
RETURN DISTINCT c.key AS key, c.relation AS relation, s.id AS subject, o.id AS object
