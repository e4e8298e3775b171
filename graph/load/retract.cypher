// Remove the claims that an article no longer makes.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})-[:STATES]->(c:Claim)
WHERE NOT c.id IN row.claims
DETACH DELETE c
