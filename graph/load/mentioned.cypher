// The entities that hang on these articles.
UNWIND $ids AS id
MATCH (a:Article {id: id})-[:MENTIONS]->(e:__Entity__)
RETURN DISTINCT e.id AS id
