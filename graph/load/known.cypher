// What is stored of each article.
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN properties(a) AS props
