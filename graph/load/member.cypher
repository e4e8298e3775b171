// The nodes of names by PROPERTY, which only a shorter form of a name or a fuller one
// can share.
UNWIND $ids AS value
MATCH (e:LABEL {PROPERTY: value})
RETURN e.id AS id, e.kind AS kind, e.name_norm AS name, e.scope AS scope, e.block AS block, e.initials AS initials,
       coalesce(e.partial, false) AS partial, e.root AS root, e.of AS of
