// Note a name that another node took over.
UNWIND $rows AS row
MERGE (n:__Name {id: row.props.id})
SET n = row.props
