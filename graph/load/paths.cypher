// Note where articles that the store has were read from as well.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
WITH a, coalesce(a.paths, []) AS known, row.paths AS paths
WITH a, known, [p IN paths WHERE NOT p IN known] AS added
WHERE size(added) > 0
SET a.paths = known + added
