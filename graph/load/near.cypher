// The articles that stand before and after a key in the order of a tree, as far as
// their keys begin like it. One statement per tree.
UNWIND $rows AS row
CALL (row) {
  MATCH (b:Article) WHERE b.near_TREE > row.key AND b.near_TREE < row.end
  RETURN b ORDER BY b.near_TREE LIMIT 1
  UNION ALL
  MATCH (b:Article) WHERE b.near_TREE < row.key AND b.near_TREE >= row.begin
  RETURN b ORDER BY b.near_TREE DESC LIMIT 1
}
RETURN row.id AS to, b.id AS id, b.story AS story, b.sketch AS sketch, [b.near_0, b.near_1, b.near_2, b.near_3, b.near_4, b.near_5] AS keys
