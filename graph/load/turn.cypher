// Take a turn: the write locks the node until the transaction ends, so two
// loaders never compute an edge without each other's claims. No row: the schema
// is missing.
MATCH (m:__Migration {version: $version})
SET m.checksum = m.checksum
RETURN m.checksum AS checksum
