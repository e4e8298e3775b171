package neural

import (
	"encoding/binary"
	"math/bits"
)

// hashString is spaCy's hash of a string: MurmurHash64A with seed 1.
func hashString(s string) uint64 {
	const m, r = 0xc6a4a7935bd1e995, 47
	h := uint64(1) ^ uint64(len(s))*m
	for len(s) >= 8 {
		var word [8]byte
		copy(word[:], s)
		k := binary.LittleEndian.Uint64(word[:]) * m
		k ^= k >> r
		k *= m
		h ^= k
		h *= m
		s = s[8:]
	}
	if len(s) > 0 {
		var tail [8]byte
		copy(tail[:], s)
		h ^= binary.LittleEndian.Uint64(tail[:])
		h *= m
	}
	h ^= h >> r
	h *= m
	return h ^ h>>r
}

// mix64 is the finishing step of MurmurHash3.
func mix64(k uint64) uint64 {
	k ^= k >> 33
	k *= 0xff51afd7ed558ccd
	k ^= k >> 33
	k *= 0xc4ceb9fe1a85ec53
	return k ^ k>>33
}

// tableRows hashes a feature's key to the four rows of an embedding table of n
// rows whose vectors are added: MurmurHash3 x64 128 of one word, in the variant
// of spaCy's numeric library.
func tableRows(key uint64, seed, n uint32) [4]uint32 {
	h1 := key * 0x87c37b91114253d5
	h1 = bits.RotateLeft64(h1, 31) * 0x4cf5ad432745937f
	h1 ^= uint64(seed) ^ 8
	h2 := uint64(seed) ^ 8
	h1 += h2
	h2 += h1
	h1, h2 = mix64(h1), mix64(h2)
	h1 += h2
	h2 += h1
	return [4]uint32{uint32(h1) % n, uint32(h1>>32) % n, uint32(h2) % n, uint32(h2>>32) % n}
}
