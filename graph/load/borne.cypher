// What an article mentions, with the names and forms that it has for it.
UNWIND $rows AS row
MATCH (a:Article {id: row.article})-[m:MENTIONS]->(e:__Entity__)
RETURN row.i AS i, coalesce(m.name_id, e.id) AS name, e.id AS node, e.kind AS kind, m.forms AS forms
