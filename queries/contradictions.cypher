// What is both stated and denied
// @name    contradictions
// @param   limit  int = 50    rows at most
// @asks    what is disputed
// @asks    which (things|facts|claims|statements) are disputed
// @asks    what is (said|stated|claimed) and denied
// @asks    what is both (said|stated|claimed) and denied
// @asks    [which] contradictions [are there]
// @asks    where do articles contradict
// @asks    what contradicts what
// @asks    who contradicts who
// @mode    read
// @returns subject, relation, object, pro, against, key
MATCH (s:__Entity__)-[r]->(o:__Entity__)
WHERE r.against > 0 AND r.evidence > r.against
RETURN s.name AS subject, type(r) AS relation, o.name AS object, r.evidence - r.against AS pro, r.against AS against, r.key AS key
ORDER BY r.evidence DESC, r.last_seen DESC, r.key
LIMIT $limit
