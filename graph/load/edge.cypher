// Compute the edge of each key from all claims on it. A key without claims is
// left out. Whether a state is over is what the newest article says that states
// it as a fact; an article that says both ("its chairman stepped down") says that
// it is over.
UNWIND $rows AS row
CALL (row) {
  MATCH (c:Claim {key: row.key})<-[:STATES]-(a:Article)
  WITH c, a, EXISTS { (c)-[:ATTRIBUTED_TO]->() } OR coalesce(c.reported, false) AS reported,
       CASE c.modality WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END AS rank
  ORDER BY c.negated, reported, rank, coalesce(c.entailed, false), c.confidence DESC, a.published_at, c.id
  RETURN count(c) AS evidence, count(DISTINCT a) AS articles,
         count(DISTINCT coalesce(a.story, a.id)) AS stories, count(DISTINCT a.source) AS publishers,
         count(CASE WHEN c.negated THEN 1 END) AS against,
         count(CASE WHEN NOT c.negated AND NOT reported AND rank = 0 THEN 1 END) AS asserted,
         min(CASE WHEN NOT c.negated THEN rank END) AS strongest,
         max(c.confidence) AS confidence,
         min(a.published_at) AS first_seen, max(a.published_at) AS last_seen,
         min(c.event_date) AS event_date, min(c.valid_from) AS valid_from, max(c.valid_to) AS valid_to,
         collect(DISTINCT a.id)[..20] AS article_ids, collect(c)[0] AS best, collect(a)[0] AS source,
         max(CASE WHEN NOT c.negated AND rank = 0 THEN a.published_at END) AS latest,
         collect(CASE WHEN NOT c.negated AND rank = 0 THEN {at: a.published_at, former: c.former} END) AS states
}
WITH * WHERE evidence > 0
RETURN row.key AS key, {key: row.key, evidence: evidence, articles: articles, stories: stories, publishers: publishers, against: against, confidence: confidence,
         first_seen: first_seen, last_seen: last_seen, event_date: event_date, event_prec: best.event_prec,
         valid_from: valid_from, valid_to: valid_to, role: best.role, role_norm: best.role_norm, topic: best.topic,
         former: CASE WHEN size(states) = 0 THEN best.former
                      ELSE any(x IN states WHERE x.former AND coalesce(x.at = latest, latest IS NULL)) END,
         article_ids: article_ids, quote: best.quote, url: source.url, entailed: best.entailed,
         modality: CASE strongest WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'possible' ELSE best.modality END,
         status: CASE WHEN against > 0 AND asserted > 0 THEN 'disputed' WHEN against > 0 THEN 'denied'
                      WHEN asserted > 0 THEN 'asserted' ELSE 'alleged' END} AS props
