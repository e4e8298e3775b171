// Remove the articles themselves, when nothing hangs on them.
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE NOT EXISTS { (a)-[:STATES|MENTIONS]->() }
DETACH DELETE a
