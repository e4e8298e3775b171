UNWIND $ids AS id
MATCH (c:Claim {id: id})-[r:SUBJECT|OBJECT|ATTRIBUTED_TO]->(:__Entity__)
DELETE r
