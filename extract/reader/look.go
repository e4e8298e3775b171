package reader

// Sight is what the judge sees of two mentions, for who judges by it a relation that
// the reader itself does not know.
type Sight struct {
	Subject, Object int // indexes into the mentions
	// Word is as in Pair; Marks are those that a claim of no relation in particular
	// would have.
	Word   Range
	Marks  [Marks]float32
	Vector []float32 // SightWidth numbers
}

// sights are the parts of a Sight.Vector, each as wide as a piece's vector but the
// first, the pair's hidden state: what the pair looks at, what stands between the two,
// and the two themselves.
const sights = 4

// SightWidth returns how many numbers a Sight.Vector has.
func (r *Reader) SightWidth() int { return r.hidden + sights*r.width }

// Look returns what the judge sees of pairs of mentions, subject first, without what
// rules claim. A pair with a mention that no piece read belongs to is left out.
func (x *Reading) Look(ms []Mention, pairs [][2]int) []Sight {
	ends := x.marked(ms)
	var list []Pair
	for _, p := range pairs {
		if ends[p[0]].stop > 0 && ends[p[1]].stop > 0 {
			list = append(list, Pair{Subject: p[0], Object: p[1]})
		}
	}
	if len(list) == 0 {
		return nil
	}
	r := x.reader
	s := r.pool.Get().(*scratch)
	defer r.pool.Put(s)
	r.prepare(s, x, ends)
	out := make([]Sight, 0, len(list))
	for at := 0; at < len(list); at += block {
		part := list[at:min(at+block, len(list))]
		r.attend(s, x, ends, part)
		r.states(s, ends, part, nil)
		for i, p := range part {
			out = append(out, Sight{Subject: p.Subject, Object: p.Object, Word: x.word(s.seen[i*s.keys.Out:], ends[p.Subject], ends[p.Object]), Vector: x.sight(s, i, p, ends)})
		}
		r.sightMarks(s, out[at:])
	}
	return out
}

// sight is the vector of pair p, the one of row i.
func (x *Reading) sight(s *scratch, i int, p Pair, ends []end) []float32 {
	r := x.reader
	w, a, b := r.width, ends[p.Subject], ends[p.Object]
	out := make([]float32, r.SightWidth())
	copy(out, s.state[i*r.join.Out:][:r.hidden])
	part := func(k int) []float32 { return out[r.hidden+k*w:][:w] }
	for q, seen := range s.seen[i*s.keys.Out:][:len(x.pieces)+2] {
		seen /= float32(r.heads)
		for k, v := range x.vectors[q*w:][:w] {
			part(0)[k] += float32(seen * v)
		}
	}
	if first, stop := min(a.stop, b.stop), max(a.first, b.first); first < stop {
		for q := first; q < stop; q++ {
			add(part(1), x.vectors[q*w:])
		}
		for k := range part(1) {
			part(1)[k] /= float32(stop - first)
		}
	}
	copy(part(2), s.both[p.Subject*2*w:][:w])
	copy(part(3), s.both[p.Object*2*w:][:w])
	return out
}

// sightMarks finds the marks of sights, of which s holds the states: what the marks of
// a claim depend on of its relation is that of the mean of all relations.
func (r *Reader) sightMarks(s *scratch, list []Sight) {
	n := len(list)
	mean := make([]float32, r.hidden)
	for i := range r.relations {
		add(mean, r.kindOfClaim[i*r.hidden:])
	}
	for k := range mean {
		mean[k] /= float32(max(1, len(r.relations)))
	}
	in := rows(&s.questions, n, r.hidden)
	for i := range list {
		row := in[i*r.hidden:][:r.hidden]
		copy(row, s.state[i*r.join.Out:][:r.hidden])
		add(row, mean)
		r.level.Gelu(row)
	}
	out := rows(&s.part, n, r.mark.Out)
	r.mark.Apply(in, r.hidden, out, n)
	for i := range list {
		for k, v := range out[i*r.mark.Out:][:Marks] {
			list[i].Marks[k] = sigmoid(v)
		}
	}
}

// Probability is that of a logistic regression: a weight for every number of a vector,
// and one more that is added.
func Probability(weights, vector []float32) float32 {
	sum := weights[len(vector)]
	for i, v := range vector {
		sum += float32(v * weights[i])
	}
	return sigmoid(sum)
}
