// Write articles that the store does not have, with all that they say. Mentions
// and claims name entities by their place in $entities, which is in the order
// of ids; if one of them is missing, nothing is written.
UNWIND $entities AS id
MATCH (e:__Entity__ {id: id})
WITH e ORDER BY e.id
WITH collect(e) AS found
WITH found WHERE size(found) = size($entities)
UNWIND $articles AS row
CREATE (a:Article)
SET a = row.props
WITH a, row, found
CALL (a, row, found) {
  UNWIND row.mentions AS mention
  WITH a, mention, found[mention.e] AS e
  CREATE (a)-[m:MENTIONS]->(e)
  SET m = mention.props
}
CALL (a, row, found) {
  UNWIND row.claims AS claim
  WITH a, claim, found[claim.s] AS s, found[claim.o] AS o, found[claim.p] AS p
  CREATE (a)-[:STATES]->(c:Claim)-[:SUBJECT]->(s)
  SET c = claim.props
  FOREACH (x IN CASE WHEN o IS NULL THEN [] ELSE [1] END | CREATE (c)-[:OBJECT]->(o))
  FOREACH (x IN CASE WHEN p IS NULL THEN [] ELSE [1] END | CREATE (c)-[:ATTRIBUTED_TO]->(p))
}
