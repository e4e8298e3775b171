// Note which story an article tells; null: one of its own.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a.story = row.story
