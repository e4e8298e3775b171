// One statement per kind. The names come from the mentions, later.
UNWIND $rows AS row
MERGE (e:__Entity__ {id: row.id})
SET e += row.props
SET e:KIND
