// What articles mention, each by the name that the article has: what a judgement parted
// from a name counts as that, so that it changes no decision but on the name itself. A
// person counts by surname too.
UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS]->(e:__Entity__)
OPTIONAL MATCH (n:__Name {id: m.name_id})
RETURN id, coalesce(n.of, m.name_id, e.of, e.id) AS name, e.kind AS kind, coalesce(n.block, e.block) AS block
