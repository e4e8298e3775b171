// What is both stated and denied
// @name    contradictions
// @param   limit  int = 50    rows at most
// @asks    what is disputed
// @asks    what is both (said|stated|claimed) and denied
// @asks    [which] (contradictions|disputes) [are there]
// @asks    what contradicts what
// @mode    read
// @returns subject, relation, object, pro, against, key
MATCH (s:__Entity__)-[r]->(o:__Entity__)
WHERE r.against > 0 AND r.evidence > r.against
RETURN s.name AS subject, type(r) AS relation, o.name AS object, r.evidence - r.against AS pro, r.against AS against, r.key AS key
ORDER BY r.evidence DESC, r.last_seen DESC, r.key
LIMIT $limit
