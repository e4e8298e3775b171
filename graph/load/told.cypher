// The articles that tell one of these stories.
UNWIND $ids AS story
MATCH (b:Article {story: story})
RETURN b.id AS id, b.story AS story, b.sketch AS sketch, [b.near_0, b.near_1, b.near_2, b.near_3, b.near_4, b.near_5] AS keys
