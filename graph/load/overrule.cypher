UNWIND $ids AS id
MATCH (j:__Judgement {id: id})
DELETE j
