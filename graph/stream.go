package graph

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"sort"
)

// errEnough ends a statement of which no more is wanted.
var errEnough = errors.New("no more is wanted")

// paged makes one stream of the answers to a statement that gives so many rows
// ($limit) in the order of their ids after an id ($after), which is first at first. A
// Lender gives all in one.
func paged[T any](r reader, ask string, params map[string]any, first string, parse func(Row) T, id func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		after, limit := first, r.page
		for {
			list, all, err := onePage(r, ask, params, after, limit, parse, yield)
			switch {
			case err == errEnough:
				return
			case err != nil:
				yield(none, fmt.Errorf("read the page after %q: %w", after, err))
				return
			case all:
				return
			}
			full := len(list) == limit
			if full { // more of the last id may follow
				last := id(list[len(list)-1])
				if list = list[:slices.IndexFunc(list, func(x T) bool { return id(x) == last })]; len(list) == 0 {
					limit *= 2
					continue
				}
			}
			for _, x := range list {
				if !yield(x, nil) {
					return
				}
			}
			if !full {
				return
			}
			after, limit = id(list[len(list)-1]), r.page
		}
	}
}

// onePage reads one page, or hands on all that a Lender has.
func onePage[T any](r reader, ask string, more map[string]any, after string, limit int, parse func(Row) T, yield func(T, error) bool) (list []T, all bool, err error) {
	err = r.store.View(r.ctx, func(tx Tx) error {
		params := map[string]any{"after": after, "limit": int64(limit)}
		maps.Copy(params, more)
		if l, ok := tx.(Lender); ok {
			all, params["limit"] = true, int64(math.MaxInt32)<<8
			_, err := l.Lend(r.ctx, ask, params, func(row Row) error {
				if !yield(parse(row), nil) {
					return errEnough
				}
				return nil
			})
			return err
		}
		list = list[:0]
		_, err := tx.Run(r.ctx, ask, params, func(row Row) error {
			list = append(list, parse(row))
			return nil
		})
		return err
	})
	return list, all, err
}

// sorted makes one sorted stream of all rows of a statement. What parse gives must
// hold longer than the row.
func sorted[T any](r reader, ask string, params map[string]any, parse func(Row) T, compare func(a, b T) int, c codec[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		s := &sorter[T]{held: r.held, compare: compare, codec: c}
		err := r.store.View(r.ctx, func(tx Tx) error {
			if err := s.reset(); err != nil {
				return err
			}
			run := tx.Run
			if l, ok := tx.(Lender); ok {
				run = l.Lend
			}
			_, err := run(r.ctx, ask, params, func(row Row) error { return s.add(parse(row)) })
			return err
		})
		if err == nil {
			defer s.reset() // what it has been read from does not matter any more
			s.each(yield)
			return
		}
		var none T
		yield(none, fmt.Errorf("read and sort what no index has in order: %w", errors.Join(err, s.reset())))
	}
}

// merge makes one stream of several that are in an order. Of equal elements those of
// the first stream come first.
func merge[T any](streams []iter.Seq2[T, error], compare func(a, b T) int, yield func(T, error) bool) {
	if len(streams) == 1 {
		streams[0](yield)
		return
	}
	m := merger[T]{compare: compare}
	for i, s := range streams {
		next, stop := iter.Pull2(s)
		defer stop()
		h := head[T]{next: next, of: i}
		ok, err := h.advance()
		if err != nil {
			yield(h.value, err)
			return
		}
		if ok {
			m.heads = append(m.heads, h)
		}
	}
	slices.SortFunc(m.heads, m.order)
	for len(m.heads) > 0 {
		first := &m.heads[0]
		if !yield(first.value, nil) {
			return
		}
		ok, err := first.advance()
		if err != nil {
			yield(first.value, err)
			return
		}
		m.settle(ok)
	}
}

// head is the next element of a stream.
type head[T any] struct {
	value T
	of    int // the number of the stream
	next  func() (T, error, bool)
}

func (h *head[T]) advance() (ok bool, err error) {
	h.value, err, ok = h.next()
	return ok, err
}

// merger has the heads of all streams that go on, sorted.
type merger[T any] struct {
	compare func(a, b T) int
	heads   []head[T]
}

func (m *merger[T]) order(a, b head[T]) int {
	return cmp.Or(m.compare(a.value, b.value), a.of-b.of)
}

// settle moves the first head to its place, or takes it away if its stream is at the
// end.
func (m *merger[T]) settle(goesOn bool) {
	first := m.heads[0]
	if !goesOn {
		m.heads = m.heads[1:]
		return
	}
	at := 1 + sort.Search(len(m.heads)-1, func(i int) bool { return m.order(m.heads[i+1], first) > 0 })
	copy(m.heads, m.heads[1:at])
	m.heads[at-1] = first
}
