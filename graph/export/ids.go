package export

import "hash/maphash"

// ids is a set of the ids of nodes that holds a number of 64 bits for each: that two
// of ten million share one is as likely as three in a million.
type ids struct {
	seed    maphash.Seed
	numbers map[uint64]struct{}
}

func newIDs() ids { return ids{maphash.MakeSeed(), map[uint64]struct{}{}} }

func (s ids) add(id string)      { s.numbers[maphash.String(s.seed, id)] = struct{}{} }
func (s ids) has(id string) bool { _, there := s.numbers[maphash.String(s.seed, id)]; return there }

func (s ids) addBytes(id []byte) { s.numbers[maphash.Bytes(s.seed, id)] = struct{}{} }
func (s ids) hasBytes(id []byte) bool {
	_, there := s.numbers[maphash.Bytes(s.seed, id)]
	return there
}
