// The entities whose name or aliases new mentions can change. A mention by the
// name that the entity has already, in forms that it has already, changes
// neither: one more vote for the winner.
UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.id})
WHERE e.name IS NULL OR any(n IN row.names WHERE n <> e.name) OR any(f IN row.forms WHERE NOT f IN e.aliases)
RETURN e.id AS id
