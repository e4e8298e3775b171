// The keys that a claim supports.
UNWIND $ids AS key
WITH key WHERE EXISTS { (c:Claim {key: key}) }
RETURN key
