// Remove the entities on which nothing hangs any more.
UNWIND $ids AS id
MATCH (e:__Entity__ {id: id})
WHERE NOT EXISTS { (e)<-[:MENTIONS]-(:Article) } AND NOT EXISTS { (e)<-[:SUBJECT|OBJECT|ATTRIBUTED_TO]-(:Claim) }
DETACH DELETE e
