// Compute an entity's property from the claims of a relation whose object is a
// value: what most stories assert, then the smaller. One statement per
// relation; without an asserted claim the property goes.
UNWIND $ids AS id
MATCH (e:__Entity__ {id: id})
CALL (e) {
  MATCH (e)<-[:SUBJECT]-(c:Claim {relation: $relation})<-[:STATES]-(a:Article)
  WHERE NOT c.negated AND c.modality = 'actual' AND NOT coalesce(c.reported, false) AND NOT EXISTS { (c)-[:ATTRIBUTED_TO]->() }
  WITH c.value AS value, count(DISTINCT coalesce(a.story, a.id)) AS n
  ORDER BY n DESC, value
  RETURN collect(value)[0] AS value
}
SET e += {PROPERTY: date(value), PROPERTY_prec: CASE size(value) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END}
