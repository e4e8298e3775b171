// The names of a kind that are spelled so and that an article has, but those that say
// who it is in their own article only.
UNWIND $rows AS row
MATCH (n:LABEL {name_norm: row.name})
WHERE n.kind = row.kind AND coalesce(n.scope, '') <> 'article' AND n.of IS NULL
MATCH (e:__Entity__ {id: coalesce(n.root, n.id)})
WHERE EXISTS { MATCH (e)<-[m:MENTIONS]-(:Article) WHERE coalesce(m.name_id, e.id) = n.id }
RETURN row.i AS i, n.id AS id
