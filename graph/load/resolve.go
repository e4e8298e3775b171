package load

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// What several articles together tell of who is who is found when all of a run have
// been written, block by block: every batch notes the blocks that it touched, in its own
// transaction, so that a run that was killed is made good by the next one. A name that
// means what a fuller one does is moved: its mentions and the ends of its claims go to the
// other node, marked with the name's own id, so that they can go back when an article or
// a judgement goes. A node __Name keeps what the name was.

// blocksAtOnce is how many blocks a transaction resolves.
const blocksAtOnce = 500

// blocks are names of blocks: the words by which a shorter form may mean a name, and
// initials; and single names by their ids, that somebody judged.
type blocks struct{ words, initials, names map[string]bool }

func newBlocks() blocks { return blocks{map[string]bool{}, map[string]bool{}, map[string]bool{}} }

func (b blocks) add(word, initials string) {
	if word != "" {
		b.words[word] = true
	}
	if initials != "" {
		b.initials[initials] = true
	}
}

// list gives the blocks as they are noted.
func (b blocks) list() []string {
	var out []string
	for _, w := range sortedKeys(b.words) {
		out = append(out, "block "+w)
	}
	for _, w := range sortedKeys(b.initials) {
		out = append(out, "initials "+w)
	}
	for _, id := range sortedKeys(b.names) {
		out = append(out, "name "+id)
	}
	return out
}

func blocksOf(list []string) blocks {
	b := newBlocks()
	for _, entry := range list {
		if word, ok := strings.CutPrefix(entry, "block "); ok {
			b.words[word] = true
		} else if word, ok := strings.CutPrefix(entry, "initials "); ok {
			b.initials[word] = true
		} else if id, ok := strings.CutPrefix(entry, "name "); ok {
			b.names[id] = true
		}
	}
	return b
}

// note keeps the blocks of a batch for the end of the run.
func (b *batch) note() error {
	for _, r := range b.put {
		for _, n := range r.entities {
			b.blocks.add(n.block, n.initials)
		}
	}
	list := b.blocks.list()
	_, err := b.tx.Run(b.ctx, b.loader.statements["pending"], row{"id": id("p", list...), "blocks": listOf(list)}, nil)
	if err != nil {
		return fmt.Errorf("note what has to be resolved: %w", err)
	}
	return nil
}

// Resolve finds out who is who among the names of all batches since the last time. Load,
// Retract and Judge call it; it has something to do where one of them was killed.
func (l *Loader) Resolve(ctx context.Context) (Report, error) {
	var report Report
	pending, ids, err := l.pending(ctx)
	if err != nil || len(ids) == 0 {
		return report, err
	}
	if len(pending) == 0 {
		pending = []string{""} // what was judged may be there now
	}
	for part := range slices.Chunk(pending, blocksAtOnce) {
		var done batchReport
		err := l.store.Update(ctx, func(tx graph.Tx) (err error) {
			done, err = l.resolve(ctx, tx, blocksOf(part))
			return err
		})
		if err != nil {
			return report, fmt.Errorf("find out who is who: %w", err)
		}
		report.add(done)
	}
	err = l.store.Update(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "UNWIND $ids AS id MATCH (p:__Pending {id: id}) DELETE p", row{"ids": listOf(ids)}, nil)
		return err
	})
	if err != nil {
		return report, fmt.Errorf("find out who is who: %w", err)
	}
	return report, nil
}

// pending returns the blocks to resolve, sorted, and the nodes that note them.
func (l *Loader) pending(ctx context.Context) (list, ids []string, err error) {
	err = l.store.View(ctx, func(tx graph.Tx) error {
		list, ids = nil, nil
		_, err := tx.Run(ctx, "MATCH (p:__Pending) RETURN p.id AS id, p.blocks AS blocks", nil, func(r graph.Row) error {
			ids = append(ids, graphID(r.Values[0]))
			list = append(list, stringsOf(r.Values[1])...)
			return nil
		})
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("look up what has to be resolved: %w", err)
	}
	slices.Sort(list)
	slices.Sort(ids)
	return slices.Compact(list), ids, nil
}

// resolve decides the names of some blocks anew and moves those that are somebody else
// than before.
func (l *Loader) resolve(ctx context.Context, tx graph.Tx, some blocks) (batchReport, error) {
	b := l.newBatch(ctx, tx)
	if err := b.turn(); err != nil {
		return batchReport{}, err
	}
	s := &resolution{batch: b, names: map[string]*name{}, asked: map[string]bool{}}
	for _, step := range []func() error{
		func() error { return s.ask(some) }, s.refer, s.part, s.refer, func() error { return s.gather(some) }, s.bearers, s.forms, s.company, s.unite, s.forgetAbsent, s.decide, s.move, b.project, b.tidy,
	} {
		if err := step(); err != nil {
			return batchReport{}, err
		}
	}
	return b.report, nil
}

// resolution is the work on some blocks.
type resolution struct {
	*batch
	judged judged
	asked  map[string]bool // names to decide of which a judgement went
	names  map[string]*name
	moves  []row
	known  map[string]identity.Company
}

// name is one member of a block with the nodes at which its mentions are.
type name struct {
	identity.Member
	scope   string
	of      string   // the name from which a judgement parted it, for one article
	here    string   // that article, if the judgement stands
	at      []string // nodes, sorted
	noted   bool     // a __Name keeps it
	decided bool     // its whole block is known: it can be decided
}

// present reports whether an article has the name.
func (n *name) present() bool { return len(n.Articles) > 0 || n.here != "" }

// ask reads the names of which a judgement went.
func (s *resolution) ask(some blocks) error {
	for id := range some.names {
		s.asked[id] = true
	}
	return s.read(some.names)
}

// gather reads the members of blocks: by the words and initials asked for and those of
// all names that somebody judged, then by those of the short names found there, for a
// short name is decided with all whom it may mean.
func (s *resolution) gather(some blocks) error {
	for _, n := range s.names {
		some.add(n.Block, n.Initials)
	}
	if err := s.members(some); err != nil {
		return err
	}
	further := newBlocks()
	for _, n := range s.names {
		if n.Partial {
			further.add(n.Block, n.Initials)
		}
		n.decided = n.Partial || some.words[n.Block]
	}
	for w := range some.words {
		delete(further.words, w)
	}
	for w := range some.initials {
		delete(further.initials, w)
	}
	if err := s.members(further); err != nil {
		return err
	}
	return s.read(nil)
}

func (s *resolution) members(some blocks) error {
	for _, ask := range []struct {
		property string
		values   []string
	}{{"block", sortedKeys(some.words)}, {"initials", sortedKeys(some.initials)}} {
		for _, label := range []string{"__Entity__", "__Name"} {
			if err := s.runIDs("member "+label+" "+ask.property, ask.values, s.member); err != nil {
				return err
			}
		}
	}
	return nil
}

// member takes a row of member.cypher.
func (s *resolution) member(r graph.Row) error {
	text := func(column string) string { v, _ := r.Get(column).(string); return v }
	at, noted := text("id"), false
	if root := text("root"); root != "" {
		at, noted = root, true
	}
	n := s.names[text("id")]
	if n == nil {
		n = &name{scope: text("scope"), of: text("of")}
		n.Member = identity.Member{ID: text("id"), Kind: text("kind"), Name: text("name"), Block: text("block"), Initials: text("initials")}
		n.Partial, _ = r.Get("partial").(bool)
		s.names[n.ID] = n
	}
	n.noted = n.noted || noted
	n.stands(at)
	return nil
}

// open are the names that matter: short ones, those of which one was noted before, and
// whom they may mean.
func (s *resolution) open() []*name {
	short := newBlocks()
	for _, n := range s.names {
		if n.Partial || n.noted || s.judged.has(n.ID) || s.asked[n.ID] {
			short.add(n.Block, n.Initials)
		}
	}
	variants := s.variants()
	var out []*name
	for _, id := range sortedKeys(s.names) {
		n := s.names[id]
		if short.words[n.Block] || short.initials[n.Initials] || variants[n.Block] || s.judged.has(id) || s.asked[id] {
			out = append(out, n)
		}
	}
	return out
}

// variants are the blocks in which two full names of persons begin alike: one may be the
// fuller form of the other.
func (s *resolution) variants() map[string]bool {
	met, out := map[string]bool{}, map[string]bool{}
	for _, n := range s.names {
		if n.Kind != string(extract.Person) || n.Partial {
			continue
		}
		first, _, _ := strings.Cut(n.Name, " ")
		key := n.Block + separator + first
		out[n.Block] = out[n.Block] || met[key]
		met[key] = true
	}
	return out
}

// where lists the names with every node at which they may stand.
func (s *resolution) where() []row {
	var rows []row
	for _, n := range s.open() {
		for _, at := range n.at {
			rows = append(rows, row{"id": n.ID, "at": at})
		}
	}
	return rows
}

func (s *resolution) bearers() error {
	err := s.runWith("bearers", "rows", anyOf(s.where()), nil, func(r graph.Row) error {
		n := s.names[graphID(r.Values[0])]
		n.Articles = append(n.Articles, graphID(r.Values[1]))
		return nil
	})
	for _, n := range s.names {
		slices.Sort(n.Articles)
		n.Articles = slices.Compact(n.Articles)
		n.Articles = n.Articles[:min(len(n.Articles), 50)]
	}
	return err
}

func (s *resolution) forms() error {
	return s.runWith("forms", "rows", anyOf(s.where()), nil, func(r graph.Row) error {
		n, form := s.names[graphID(r.Values[0])], Norm(graphID(r.Values[1]))
		if at, found := slices.BinarySearch(n.Forms, form); !found {
			n.Forms = slices.Insert(n.Forms, at, form)
		}
		return nil
	})
}

func (s *resolution) company() error {
	s.known = map[string]identity.Company{}
	for _, n := range s.open() {
		for _, a := range n.Articles {
			s.known[a] = identity.Company{}
		}
	}
	return s.runIDs("company", sortedKeys(s.known), func(r graph.Row) error {
		s.known[graphID(r.Values[0])].Add(graphID(r.Values[1]), graphID(r.Values[2]), graphID(r.Values[3]))
		return nil
	})
}

// decide notes which names have to move where.
func (s *resolution) decide() error {
	var members []identity.Member
	for _, n := range s.open() {
		if n.present() && n.of == "" { // what somebody parted from a name is that person's to join
			members = append(members, n.Member)
		}
	}
	to := map[string]string{}
	for _, j := range identity.Decide(members, s.known, s.judged.apart) {
		to[j.From] = j.To
	}
	s.keepApart(to)
	for _, id := range sortedKeys(s.names) {
		n := s.names[id]
		if !n.decided && !s.judged.has(id) && !s.asked[id] {
			continue
		}
		root := s.judged.root(id, to)
		for _, at := range n.at {
			if at != root && len(n.Articles) > 0 {
				s.moves = append(s.moves, row{"id": id, "from": at, "to": root, "name": id, "article": nil})
			}
		}
	}
	return nil
}

// keepApart undoes what would join two names to one thing that are judged to be
// different.
func (s *resolution) keepApart(to map[string]string) {
	for {
		var wrong []string
		for pair := range s.judged.differ {
			a, b := s.judged.find(pair[0]), s.judged.find(pair[1])
			if s.judged.root(a, to) == s.judged.root(b, to) && (to[a] != "" || to[b] != "") {
				wrong = append(wrong, a, b)
			}
		}
		if len(wrong) == 0 {
			return
		}
		for _, id := range wrong {
			delete(to, id)
		}
	}
}

// part takes the mentions of articles out of names that are judged to mean somebody of
// their own there, and gives back those of which the judgement went.
func (s *resolution) part() error {
	for _, id := range sortedKeys(s.names) {
		n := s.names[id]
		for _, at := range n.at {
			if n.of != "" && n.here == "" {
				s.moves = append(s.moves, row{"id": id, "from": at, "to": n.of, "name": n.of, "article": nil})
				s.names[n.of].stands(n.of)
			}
			for _, p := range s.judged.parted[id] {
				s.moves = append(s.moves, row{"id": id, "from": at, "to": p.id, "name": p.id, "article": p.article})
				s.names[p.id].stands(p.id)
			}
		}
	}
	err := s.move()
	s.moves = nil
	for id, n := range s.names {
		if n.of != "" && n.here == "" {
			delete(s.names, id)
		}
	}
	return err
}

// stands notes one more node at which mentions of a name are.
func (n *name) stands(at string) {
	if !slices.Contains(n.at, at) {
		n.at = append(n.at, at)
		slices.Sort(n.at)
	}
}
