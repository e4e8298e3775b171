package rescore

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// The steps that a sentence counts for: what the network does for a token, and what for
// a token as one claim sees it.
const (
	stepsToken = 50
	stepsSeen  = 2
)

// scratch is the memory of one call.
type scratch struct {
	in, state, wide, part []float32 // a row a token
	look                  []float32 // a row a token: key and value
	ends, roles, asks     []float32 // a row a mention
	mean                  []float32 // a row a mention or a claim
	pair, joined, deep    []float32 // a row a claim
	scores                []float32 // a head's, of all tokens
}

// rows makes room for n rows of width numbers and the spare ones. What was there
// is lost.
func rows(b *[]float32, n, width int) []float32 {
	if n = (n + kernel.Spare) * width; n > len(*b) {
		*b = kernel.Aligned(n + n/4)
	}
	return *b
}

// add adds numbers to as many others.
func add(to, from []float32) {
	for i, v := range from[:len(to)] {
		to[i] += v
	}
}

// row returns a row of a table.
func row(table []float32, n, width int) []float32 { return table[n*width:][:width] }

// read returns how likely claims of a sentence are.
func (r *Rescorer) read(s *scratch, a *extract.Article, v Vectors, sentence extract.Span, claims []*extract.Claim) []float32 {
	a.Spend((stepsToken + stepsSeen*len(claims)) * sentence.Len())
	t := newTree(a, sentence)
	r.tokens(s, a, v, sentence, t)
	return r.claims(s, a, sentence, t, claims)
}

// tokens computes the states of a sentence's tokens into s.state.
func (r *Rescorer) tokens(s *scratch, a *extract.Article, v Vectors, sentence extract.Span, t tree) {
	n, w := sentence.Len(), r.width
	in := rows(&s.in, n, given)
	syntax, names := v.Rows(sentence)
	for i := range n {
		copy(in[i*given:], syntax[i*neural.Width:][:neural.Width])
		copy(in[i*given+neural.Width:], names[i*neural.Width:][:neural.Width])
	}
	first := rows(&s.part, n, r.mix.Out)
	r.mix.Apply(in, given, first, n)
	state := rows(&s.state, n, w)
	row := make([]float32, w)
	for i := range n {
		k, to := &a.Tokens[sentence.Start+i], state[i*w:][:w]
		copy(to, first[i*r.mix.Out:])
		if word := r.wordNumber(k); word > 0 {
			r.word.Row(row, word)
			add(to, row)
		}
		add(to, r.tag[r.tags[k.Tag]*w:])
		add(to, r.label[r.labels[k.Dep]*w:])
	}
	r.level.Gelu(state[:n*w])
	r.around(s, t, n)
}

// around lets every token see the one that governs it and the sum of those that it
// governs.
func (r *Rescorer) around(s *scratch, t tree, n int) {
	w, state := r.width, s.state
	wide := rows(&s.wide, n, 3*w)
	clear(wide[:n*3*w])
	for i, h := range t.head {
		copy(wide[i*3*w:], state[i*w:][:w])
		copy(wide[i*3*w+w:], state[h*w:][:w])
		if h != i {
			add(wide[h*3*w+2*w:][:w], state[i*w:])
		}
	}
	out := rows(&s.part, n, r.tree.Out)
	r.tree.Apply(wide, 3*w, out, n)
	for i := range n {
		part := out[i*r.tree.Out:][:w]
		r.level.Gelu(part)
		add(state[i*w:][:w], part)
	}
	clear(wide[:n*w])
	r.norm.Apply(state, wide, state, n)
}

// wordNumber is the row of a token's word, 0 of a name and of a word that is not known.
func (r *Rescorer) wordNumber(t *extract.Token) int {
	if strings.HasPrefix(t.Tag, "NNP") {
		return 0
	}
	return r.words[strings.ToLower(t.Lemma)]
}

// average writes the mean of the states of tokens.
func (r *Rescorer) average(s *scratch, to []float32, first, stop int) {
	clear(to[:r.width])
	for i := first; i < stop; i++ {
		add(to[:r.width], s.state[i*r.width:])
	}
	for k := range to[:r.width] {
		to[k] /= float32(max(1, stop-first))
	}
}

// claims scores the claims of a sentence whose tokens' states stand in s.state.
func (r *Rescorer) claims(s *scratch, a *extract.Article, sentence extract.Span, t tree, claims []*extract.Claim) []float32 {
	n, w := len(claims), r.width
	ends, number := r.mentions(s, a, sentence, t, claims)
	look := rows(&s.look, sentence.Len(), r.look.Out)
	r.look.Apply(s.state, w, look, sentence.Len())
	pair := rows(&s.pair, n, 3*w)
	clear(pair[:n*3*w])
	for i, c := range claims {
		subject, object := number[c.SubjectMention], number[c.ObjectMention]
		between := t.way(ends[subject].head, ends[object].head)
		to := pair[i*3*w:][:3*w]
		for _, k := range between.subject {
			add(to[2*w:], s.state[k*w:])
		}
		for _, k := range between.object {
			add(to[2*w:], s.state[k*w:])
		}
		if k := between.top; k >= 0 {
			copy(to, s.state[k*w:][:w])
			add(to[2*w:], s.state[k*w:])
		}
		r.attend(s, subject, object, t.places(ends[subject], ends[object], between), to[w:2*w])
	}
	joined := rows(&s.joined, n, r.join.Out)
	r.join.Apply(pair, 3*w, joined, n)
	r.pairs(s, ends, number, claims)
	return r.verdicts(s, a, sentence, claims)
}

// mentions computes the parts that the ends of claims have in their pairs' states and
// questions, and returns the ends and the number of each by its mention.
func (r *Rescorer) mentions(s *scratch, a *extract.Article, sentence extract.Span, t tree, claims []*extract.Claim) (ends []end, number map[int]int) {
	number = map[int]int{}
	for _, c := range claims {
		for _, m := range []int{c.SubjectMention, c.ObjectMention} {
			if _, known := number[m]; !known {
				number[m] = len(ends)
				ends = append(ends, newEnd(&a.Mentions[m], sentence))
			}
		}
	}
	n, w := len(ends), r.width
	three, mean := rows(&s.ends, n, 3*w), rows(&s.mean, n, w)
	for i, e := range ends {
		to := three[i*3*w:][:3*w]
		r.average(s, to, e.first, e.stop)
		copy(mean[i*w:], to[:w])
		copy(to[w:], s.state[e.head*w:][:w])
		copy(to[2*w:], s.state[t.head[e.head]*w:][:w])
	}
	r.roles.Apply(three, 3*w, rows(&s.roles, n, r.roles.Out), n)
	r.question.Apply(mean, w, rows(&s.asks, n, r.question.Out), n)
	return ends, number
}

// attend lets a pair look at the sentence's tokens.
func (r *Rescorer) attend(s *scratch, subject, object int, places []uint8, to []float32) {
	question := make([]float32, (r.ask+7)&^7)
	a, b := s.asks[subject*r.question.Out:][:r.ask], s.asks[object*r.question.Out+r.ask:][:r.ask]
	for k := range r.ask {
		question[k] = a[k] + b[k]
	}
	r.level.Tanh(question)
	head, wide, scale := r.ask/heads, r.width/heads, r.scale()
	for h := range heads {
		scores := rows(&s.scores, 1, len(places))[:len(places)]
		most := float32(-1e30)
		for i, place := range places {
			scores[i] = float32(dot(question[h*head:][:head], s.look[i*r.look.Out+h*head:])*scale) + r.place[int(place)*heads+h]
			most = max(most, scores[i])
		}
		sum := float32(0)
		for i, v := range scores {
			scores[i] = kernel.Exp(v - most)
			sum += scores[i]
		}
		out := to[h*wide:][:wide]
		for i, v := range scores {
			v /= sum
			for k, x := range s.look[i*r.look.Out+r.ask+h*wide:][:wide] {
				out[k] += float32(v * x)
			}
		}
	}
}

// dot is a scalar product, the same bits everywhere.
func dot(a, b []float32) (sum float32) {
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}

// pairs computes the states of the claims' pairs into s.joined.
func (r *Rescorer) pairs(s *scratch, ends []end, number map[int]int, claims []*extract.Claim) {
	hidden := r.hidden
	for i, c := range claims {
		subject, object := number[c.SubjectMention], number[c.ObjectMention]
		a, b := ends[subject], ends[object]
		to := s.joined[i*r.join.Out:][:hidden]
		add(to, s.roles[subject*r.roles.Out:])
		add(to, s.roles[object*r.roles.Out+hidden:])
		add(to, row(r.subjectKind, a.kind, hidden))
		add(to, row(r.objectKind, b.kind, hidden))
		add(to, row(r.subjectForm, a.form, hidden))
		add(to, row(r.objectForm, b.form, hidden))
		add(to, row(r.near, near(a, b), hidden))
		for _, rule := range r.said(c, claims) {
			add(to, row(r.rule, rule, hidden))
		}
		r.level.Gelu(to)
	}
	r.step(s, r.deep, len(claims))
}

// step adds to the rows of s.joined what a layer makes of them.
func (r *Rescorer) step(s *scratch, m *kernel.Matrix, n int) {
	deep := rows(&s.deep, n, m.Out)
	m.Apply(s.joined, r.join.Out, deep, n)
	for i := range n {
		part := deep[i*m.Out:][:r.hidden]
		r.level.Gelu(part)
		add(s.joined[i*r.join.Out:][:r.hidden], part)
	}
}

// said returns what the rules claim between the two mentions of a claim, each relation
// once: numbers of rows of the table of rules, those of claims the other way round behind
// the others.
func (r *Rescorer) said(c *extract.Claim, claims []*extract.Claim) []int {
	list := make([]bool, 2*len(r.names))
	for _, other := range claims {
		relation, known := r.names[other.Relation]
		if !known {
			continue
		}
		same := other.SubjectMention == c.SubjectMention && other.ObjectMention == c.ObjectMention
		turned := other.SubjectMention == c.ObjectMention && other.ObjectMention == c.SubjectMention
		both := r.symmetric[other.Relation] && (same || turned)
		if same || both {
			list[relation] = true
		}
		if turned || both {
			list[len(r.names)+relation] = true
		}
	}
	var out []int
	for i, yes := range list {
		if yes {
			out = append(out, i)
		}
	}
	return out
}

// verdicts scores claims whose pairs' states stand in s.joined.
func (r *Rescorer) verdicts(s *scratch, a *extract.Article, sentence extract.Span, claims []*extract.Claim) []float32 {
	n, hidden := len(claims), r.hidden
	mean := rows(&s.mean, n, r.width)
	for i, c := range claims {
		t := extract.Span{Start: c.Trigger.Start - sentence.Start, End: c.Trigger.End - sentence.Start}
		if !within(extract.Span{End: sentence.Len()}, t) {
			t = extract.Span{}
		}
		r.average(s, mean[i*r.width:], t.Start, t.End)
	}
	trigger := rows(&s.deep, n, r.trigger.Out)
	r.trigger.Apply(mean, r.width, trigger, n)
	for i, c := range claims {
		to := s.joined[i*r.join.Out:][:hidden]
		add(to, trigger[i*r.trigger.Out:])
		add(to, row(r.relation, r.names[c.Relation], hidden))
		add(to, row(r.frame, r.frames[c.Relation+"/"+c.Frame], hidden))
		add(to, row(r.says, saysNumber(c), hidden))
		r.level.Gelu(to)
	}
	r.step(s, r.last, n)
	out := make([]float32, n)
	for i := range out {
		out[i] = sigmoid(dot(r.out, s.joined[i*r.join.Out:]) + r.bias)
	}
	return out
}
