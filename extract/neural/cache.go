package neural

import (
	"hash/maphash"
	"sync"
)

const shards = 64

// Cache is a map shared by goroutines, bounded by forgetting a part of itself
// when that part is full. What it holds must be computed from the key alone, so
// that nothing but time depends on what it remembers.
type Cache[K comparable, V any] struct {
	seed  maphash.Seed
	limit int // entries per shard
	parts [shards]struct {
		sync.RWMutex
		m map[K]V
		_ [64]byte // keeps the locks of two shards off one cache line
	}
}

// NewCache returns a cache of about limit entries.
func NewCache[K comparable, V any](limit int) *Cache[K, V] {
	return &Cache[K, V]{seed: maphash.MakeSeed(), limit: max(1, limit/shards)}
}

// Get returns the value of k, computing and keeping it if it is not there. Two
// goroutines that ask at once get the same value.
func (c *Cache[K, V]) Get(k K, compute func(K) (K, V)) V {
	part := &c.parts[maphash.Comparable(c.seed, k)%shards]
	part.RLock()
	v, ok := part.m[k]
	part.RUnlock()
	if ok {
		return v
	}
	own, v := compute(k)
	part.Lock()
	defer part.Unlock()
	if old, ok := part.m[own]; ok {
		return old
	}
	if part.m == nil || len(part.m) >= c.limit {
		part.m = map[K]V{}
	}
	part.m[own] = v
	return v
}
