package shingle

// What two texts must have in common for one to be a copy of the other. Measured:
// TestCopies has the pairs.
const (
	// leastResemblance keeps a brief apart from the roundup that it stands in, and
	// with it the other briefs there.
	leastResemblance = .3
	leastContainment = .75
	// leastAgreement keeps reports apart that one template made.
	leastAgreement = .85
)

// Copies reports whether one text is a copy of the other: it has most of the runs of
// words of the shorter, not much less in all, and the same names and numbers at the
// same words.
func Copies(s, t Sketch) bool {
	r := resemblance(s, t)
	return r >= leastResemblance && containment(s, t, r) >= leastContainment && agreement(s, t) >= leastAgreement
}

// resemblance is the share of the shingles of two texts that both have, estimated
// from samples (Broder: On the resemblance and containment of documents, 1997).
func resemblance(s, t Sketch) float64 {
	n := len(s.shingles) + len(t.shingles)
	if s.all > most || t.all > most { // of one, or of both, only the smallest are known
		n = most
	}
	both, union := common(s.shingles, t.shingles, n)
	return share(both, union)
}

// containment is the share of the shingles of the shorter text that the other has
// too, from their resemblance.
func containment(s, t Sketch, resemblance float64) float64 {
	return min(1, resemblance/(1+resemblance)*float64(s.all+t.all)/float64(max(1, min(s.all, t.all))))
}

// agreement is the share of the marks of the text with fewer that the other has too.
// It is 1 if one has none.
func agreement(s, t Sketch) float64 {
	// Where a text has more than it keeps, nothing is known beyond the last of them.
	a, b := upTo(s.marks, limit(t.marks)), upTo(t.marks, limit(s.marks))
	if len(a) == 0 || len(b) == 0 {
		return 1
	}
	both, _ := common(a, b, len(a)+len(b))
	return share(both, min(len(a), len(b)))
}

func limit(marks []uint32) uint32 {
	if len(marks) < mostMarks {
		return 1 << 24
	}
	return marks[len(marks)-1]
}

func upTo(hashes []uint32, limit uint32) []uint32 {
	n := len(hashes)
	for n > 0 && hashes[n-1] > limit {
		n--
	}
	return hashes[:n]
}

// common counts, among the smallest so many of two ordered lists together, those that
// are in both.
func common(a, b []uint32, most int) (both, union int) {
	for ; (len(a) > 0 || len(b) > 0) && union < most; union++ {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			a = a[1:]
		case len(a) == 0 || b[0] < a[0]:
			b = b[1:]
		default:
			a, b, both = a[1:], b[1:], both+1
		}
	}
	return both, union
}

func share(n, of int) float64 { return float64(n) / float64(max(1, of)) }
