UNWIND $ids AS id
MATCH (n:__Name {id: id})
DELETE n
