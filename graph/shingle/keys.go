package shingle

import (
	"fmt"
	"math"
)

// Trees is how many keys a text has.
const Trees = 6

// prefix is how many characters of a key are its first MinHash.
const prefix = 8

// Keys are the keys of a text in an LSH forest (Bawa, Condie, Ganesan: LSH Forest,
// 2005). Each begins with a MinHash: two texts begin alike with the probability of
// their resemblance. Where many begin alike, because all texts of a site end with the
// same line, a second one puts those beside each other that have more in common. So
// a copy stands beside its like in the order of at least one key, and a text need be
// compared with no more than the one before and the one after it in each order,
// however many there are.
type Keys [Trees]string

// Prefix is the part of a key that two texts must share to be compared.
func Prefix(key string) string { return key[:min(prefix, len(key))] }

// keysOf computes the keys from all shingles.
func keysOf(shingles []uint64) (keys Keys) {
	var least [2 * Trees]uint64
	var seeds [2 * Trees]uint64 // each makes another hash function
	for i := range least {
		least[i], seeds[i] = math.MaxUint64, mix(uint64(i)+1)
	}
	for _, h := range shingles {
		for i := range least {
			least[i] = min(least[i], mix(h^seeds[i]))
		}
	}
	for i := range keys {
		keys[i] = fmt.Sprintf("%08x%04x", least[2*i]>>32, least[2*i+1]>>48)
	}
	return keys
}
