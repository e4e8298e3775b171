// The entities that are there, and whether new mentions can change their name or
// aliases. A mention by the name that the entity has already, in forms that it
// has already, changes neither: one more vote for the winner.
UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.id})
RETURN e.id AS id,
       e.name IS NULL OR any(n IN row.names WHERE n <> e.name) OR any(f IN row.forms WHERE NOT f IN e.aliases) AS unsettled
