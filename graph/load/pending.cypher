// Note by what names a batch has to be resolved.
MERGE (p:__Pending {id: $id})
SET p.blocks = $blocks
