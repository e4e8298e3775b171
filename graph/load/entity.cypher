// Write entities that the store does not have, one statement per kind.
UNWIND $rows AS row
CREATE (e:__Entity__:KIND)
SET e = row.props
