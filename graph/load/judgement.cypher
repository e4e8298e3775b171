UNWIND $rows AS row
MERGE (j:__Judgement {id: row.props.id})
SET j = row.props
