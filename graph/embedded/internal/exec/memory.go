package exec

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// memory accounts for what a statement has made and cannot give back yet, in
// bytes, estimated. What an expression makes is counted when it is made; the value
// that comes of it waits in its slot of the row until the next row takes the slot,
// or a stage keeps the row. So what is shared counts once, as in truth it does.
type memory struct {
	limit   int64   // 0 is none
	held    int64   // by stages that keep rows and values
	made    int64   // by the expression at hand
	waiting int64   // in the row: the sum of slots
	slots   []int64 // for each slot of the row, what its value took
}

// tooMuch is the error of a statement that would hold more than it may.
func (m *memory) tooMuch() error {
	return &LimitError{fmt.Sprintf("the statement would hold more than %d bytes: make it return, collect or sort less", int64(m.most()))}
}

// most is how many bytes a statement, and thus one value, may take.
func (m *memory) most() float64 {
	if m.limit > 0 {
		return float64(m.limit)
	}
	return 4 << 30
}

// check is an error if there is more than there may be.
func (m *memory) check() error {
	if m.limit > 0 && m.held+m.made+m.waiting > m.limit {
		return m.tooMuch()
	}
	return nil
}

// hold accounts for memory that is kept until the statement ends, or drop.
func (m *memory) hold(bytes int) error {
	m.held += int64(bytes)
	return m.check()
}

// drop is the opposite of hold.
func (m *memory) drop(bytes int64) { m.held -= bytes }

// make accounts for what an expression makes.
func (m *memory) make(bytes int) error {
	m.made += int64(bytes)
	return m.check()
}

// grow books the work of making a value, and its bytes.
func (x *Run) grow(bytes, units int) error {
	if err := x.Do(units); err != nil {
		return err
	}
	return x.make(bytes)
}

// fits is an error if something about to be made would be too large.
func (m *memory) fits(bytes float64) error {
	if bytes > m.most() {
		return m.tooMuch()
	}
	return nil
}

// put says that a value which took so many bytes stands in a slot of the row now.
func (m *memory) put(slot int, bytes int64) {
	m.waiting += bytes - m.slots[slot]
	m.slots[slot] = bytes
}

// settle puts what an expression has made since before into the slot of its value.
func (m *memory) settle(slot int, before int64, v any) {
	took := m.made - before
	if m.made = before; took > 0 && value.IsScalar(v) {
		took = 0
	}
	if took != m.slots[slot] {
		m.put(slot, took)
	}
}

// take moves what waits in the row to whoever keeps the row, and returns it.
func (m *memory) take() int64 {
	waiting := m.waiting
	if waiting > 0 {
		clear(m.slots)
		m.waiting = 0
	}
	return waiting
}

// keep copies a row for a stage that holds it, and says how many bytes it holds
// with that.
func (m *memory) keep(row []any) ([]any, int64, error) {
	kept := make([]any, len(row))
	copy(kept, row)
	bytes := rowBytes(row) + m.take()
	m.held += bytes
	return kept, bytes, m.check()
}

// rowBytes is about what a kept row takes, with its numbers and its place in a list
// that grows: until a list has its next size there are two of it.
func rowBytes(row []any) int64 { return int64(64 + 20*len(row)) }

// retained is what a value takes that is kept without its row; before is what had
// been made before the value.
func (m *memory) retained(v any, before int64) int64 {
	took := m.made - before
	m.made = before
	switch v := v.(type) {
	case string:
		return int64(elementBytes + 16 + len(v))
	case []any, map[string]any, *value.Path:
		return elementBytes + took + m.take()
	}
	return elementBytes + 8
}

// elementBytes is what an element takes in a list that grows.
const elementBytes = 40

// keyBytes is what a key takes in a map that grows, without its text.
const keyBytes = 80

// listBytes and mapBytes are about what a list and a map take without what is in
// them.
func listBytes(n int) int { return 24 + 16*n }

func mapBytes(n int) int {
	if n <= 8 {
		return 312
	}
	return 48 + 56*n
}

// growing is a list under construction, which holds its values until it is done.
type growing struct {
	x    *Run
	list []any
	held int64 // bytes
}

// add appends a value; before is what had been made before it.
func (g *growing) add(v any, before int64) error {
	g.list = append(g.list, v)
	kept := g.x.retained(v, before)
	g.held += kept
	g.x.held += kept
	return g.x.check()
}

// done returns the list, which the expression has made now.
func (g *growing) done() []any {
	g.x.held -= g.held
	g.x.made += g.held
	return g.list
}

// tree measures how many bytes values would take as trees, in which nothing is shared: written
// out, what is shared is written each time. It looks at every list and map once.
type tree struct {
	value.Operations
	looks int
	seen  map[piece]float64 // what a piece takes, once there are many
}

// piece is a list or map by its place in memory.
type piece struct {
	at     unsafe.Pointer
	length int
}

func pieceOfList(v []any) piece { return piece{unsafe.Pointer(unsafe.SliceData(v)), len(v)} }

func pieceOfMap(v map[string]any) piece {
	return piece{reflect.ValueOf(v).UnsafePointer(), len(v)}
}

// rowShare is which part of its memory a statement may give out as one row.
const rowShare = 16

// givable is an error if a row, written out, is too large: a value of a few bytes
// may stand for a tree that nothing can hold.
func (x *Run) givable(columns []check.Column, row []any) error {
	m := tree{Operations: x.Operations}
	sum := 0.0
	for _, c := range columns {
		sum += 16 + m.size(row[c.Slot])
	}
	most := x.most()
	if x.limit > 0 {
		most /= rowShare
	}
	if sum <= most {
		return nil
	}
	return &LimitError{fmt.Sprintf("a row of the result is too large to be written out: about %.3g bytes, at most %.0f: return less of it", sum, most)}
}

// size is what a value takes outside of the cell that it stands in.
func (m *tree) size(v any) float64 {
	switch v := v.(type) {
	case string:
		return 16 + float64(len(v))
	case []any:
		if len(v) == 0 {
			return 24
		}
		return m.once(pieceOfList(v), func() float64 {
			sum := float64(listBytes(len(v)))
			for _, e := range v {
				sum += m.size(e)
			}
			return sum
		})
	case map[string]any:
		return m.once(pieceOfMap(v), func() float64 {
			sum := float64(mapBytes(len(v)))
			for _, e := range v {
				sum += m.size(e)
			}
			return sum
		})
	case *storage.Node:
		return 200 + float64(mapBytes(len(v.Keys())))
	case *storage.Edge:
		return 200 + float64(mapBytes(len(v.Keys())))
	case *value.Path:
		m.Must(len(v.Nodes))
		return 80 + 500*float64(len(v.Nodes)+len(v.Edges))
	}
	return 8
}

// once measures a piece, which need not be looked at twice.
func (m *tree) once(p piece, look func() float64) float64 {
	if size, known := m.seen[p]; known {
		return size
	}
	m.Must(1 + p.length)
	size := look()
	if m.looks++; m.looks > 1000 {
		if m.seen == nil {
			m.seen = map[piece]float64{}
		}
		m.seen[p] = size
	}
	return size
}
