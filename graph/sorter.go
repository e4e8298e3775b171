package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// sorter sorts elements of which it holds so many at most: the others wait, sorted in
// runs, in temporary files.
type sorter[T any] struct {
	held    int
	compare func(a, b T) int
	codec   codec[T]
	items   []T
	runs    []*os.File
}

// codec writes an element to a file and reads it back.
type codec[T any] struct {
	write func(b []byte, x T) ([]byte, error)
	read  func(r *decoder) T
}

// reset forgets everything.
func (s *sorter[T]) reset() error {
	var errs []error
	for _, f := range s.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	s.items, s.runs = nil, nil
	return errors.Join(errs...)
}

func (s *sorter[T]) add(x T) error {
	s.items = append(s.items, x)
	if len(s.items) < s.held {
		return nil
	}
	return s.spill()
}

func (s *sorter[T]) spill() error {
	f, err := os.CreateTemp("", "newsgraph-sort-")
	if err != nil {
		return fmt.Errorf("sort in a temporary file: %w", err)
	}
	s.runs = append(s.runs, f)
	slices.SortStableFunc(s.items, s.compare)
	w := bufio.NewWriterSize(f, 1<<16)
	var b []byte
	for _, x := range s.items {
		if b, err = s.codec.write(b[:0], x); err != nil {
			return err
		}
		w.Write(b) // a bufio.Writer keeps its error for Flush
	}
	clear(s.items)
	s.items = s.items[:0]
	if err := w.Flush(); err != nil {
		return fmt.Errorf("sort in a temporary file: %w", err)
	}
	return nil
}

// each gives all elements in order.
func (s *sorter[T]) each(yield func(T, error) bool) {
	slices.SortStableFunc(s.items, s.compare)
	var runs []iter.Seq2[T, error]
	for _, f := range s.runs {
		runs = append(runs, s.run(f))
	}
	merge(append(runs, func(yield func(T, error) bool) {
		for _, x := range s.items {
			if !yield(x, nil) {
				return
			}
		}
	}), s.compare, yield)
}

// run reads one file back.
func (s *sorter[T]) run(f *os.File) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			yield(none, err)
			return
		}
		d := &decoder{r: bufio.NewReaderSize(f, 1<<15)}
		for d.more() {
			x := s.codec.read(d)
			if d.err != nil {
				break
			}
			if !yield(x, nil) {
				return
			}
		}
		if d.err != nil {
			yield(none, fmt.Errorf("read a temporary file back: %w", d.err))
		}
	}
}
