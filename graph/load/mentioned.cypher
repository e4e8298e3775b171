// The entities that hang on these articles, by their own names and by those that they
// took over.
UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS]->(e:__Entity__)
OPTIONAL MATCH (n:__Name {id: m.name_id})
RETURN DISTINCT e.id AS id, coalesce(n.block, e.block) AS block, coalesce(n.initials, e.initials) AS initials
