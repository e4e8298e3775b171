// Package ingest is the whole way from files to the graph: it reads the sources,
// has the articles read by workers, writes them in batches, keeps what could not
// be used, and closes the books. A plan goes the same way and keeps nothing; a
// retraction goes back.
//
// It prints nothing and knows no flags: a Result says what a run has done, Watch
// how far it is meanwhile.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"syscall"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// ErrRejected ends a run that was complete but for records that could not be
// used, or that found nothing to read.
var ErrRejected = errors.New("rejected")

// Options say what is read, how, and into which graph.
type Options struct {
	Paths    []string       // files, directories, "-"
	Source   source.Options // its Report must not be nil
	Language Language
	Limits   extract.Limits // of one article
	Workers  int            // that read articles; at least one

	// Open opens the graph. Where there is none yet, New, it is made for the first
	// article and not before: without one Trial is opened instead, whose changes are
	// kept nowhere.
	Open, Trial func(context.Context) (graph.Store, error)
	New         bool
	// Beside lets Load write into a database that holds nodes of somebody else.
	Beside bool
	// Judgements of who is who are put into the graph before the articles come.
	Judgements []identity.Judgement
	// Forgets says to Plan that the store itself keeps nothing, so that it can be
	// written to; one that keeps everything has each batch taken back.
	Forgets bool

	// Rejects is the file of what could not be used, made with the first of them;
	// "-" is Stdout, "" none. Escape, if not nil, goes between them and their writer.
	Rejects string
	Stdout  io.Writer
	Escape  func(io.Writer) io.Writer

	Watch Watch
}

// Watch is told how far a run is. Each function may be nil. Measured, Read and
// Rejected come from goroutines of their own, one call of each at a time.
type Watch struct {
	Measured func(bytes int64) // how much there is to read, where that can be told; nil: nobody finds out
	Begun    func()            // the graph is open, and articles are written from here on
	Read     func()            // one article or reject more has been read
	AllRead  func()
	Rejected func(r *extract.Reject, filed bool) // filed: it was written to Options.Rejects
	Ended    func()                              // all is written, or nothing more will be
}

// Result is what a run has done. If the run ended with an error it tells how far
// it came.
type Result struct {
	Begun    bool           // the graph was opened and accepted
	Complete bool           // all was read and written; what follows is filled in
	Input    *source.Report // Options.Source.Report, of what was read
	Report   load.Report    // of what was written
	Made     bool           // the graph is there, or was made
	Holds    load.Census    // what it holds
	Rejects  string         // the file of the rejects, "" if none were written to one
	Leftover *Leftover      // the rejects of an earlier run, where this one had none
	Earlier  []FileVersion  // articles that the files no longer have and the graph still does

	paths []string
}

// Load reads the articles and writes them into the graph. What was written before an
// error is kept, and the same Load goes on from there.
func Load(ctx context.Context, o Options) (Result, error) {
	r, err := run(ctx, o, false)
	return r, repeatable(err)
}

// Plan does what Load would do and keeps nothing of it.
func Plan(ctx context.Context, o Options) (Result, error) { return run(ctx, o, true) }

func run(ctx context.Context, o Options, planning bool) (result Result, err error) {
	result = Result{Input: o.Source.Report, paths: o.Paths, Made: !o.New}
	words := wordsOnly{}
	articles := words.watch(o.articles())
	open := o.Open
	if o.New {
		if articles, result.Made = lookAhead(articles); !result.Made {
			open = o.Trial
		}
	}
	store, err := open(ctx)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(ctx))) }()
	rejects := &rejectFile{name: o.Rejects, stdout: o.Stdout, escape: o.Escape}
	defer func() {
		err = errors.Join(err, rejects.close())
		result.Rejects = rejects.written()
	}()
	write, err := o.writer(ctx, store, rejects, planning)
	if err != nil {
		return result, err
	}
	result.Begun = true
	call(o.Watch.Begun)
	result.Report, err = write(ctx, articles)
	call(o.Watch.Ended)
	if err != nil {
		return result, err
	}
	if !planning {
		if result.Leftover, err = rejects.retire(); err != nil {
			return result, err
		}
		if result.Earlier, err = words.earlier(ctx, store, result.Report); err != nil {
			return result, err
		}
	}
	result.Holds, err = load.Count(ctx, store)
	result.Complete = err == nil
	return result, err
}

// articles opens the sources, and tells of all that is read. How much that is in the
// end is found out meanwhile.
func (o Options) articles() iter.Seq2[*extract.Article, error] {
	if o.Watch.Measured != nil {
		go func() {
			if size, known := source.Size(o.Paths, o.Source); known {
				o.Watch.Measured(size)
			}
		}()
	}
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range source.Open(o.Paths, o.Source) {
			call(o.Watch.Read)
			if !yield(a, err) {
				return
			}
		}
		call(o.Watch.AllRead)
	}
}

// writer makes a loader for a store and returns what writes articles with it, once
// the store has been found fit for that.
func (o Options) writer(ctx context.Context, store graph.Store, rejects *rejectFile, planning bool) (func(context.Context, iter.Seq2[*extract.Article, error]) (load.Report, error), error) {
	loader, err := load.New(store, o.Language.Relations, o.Language.Rules(), load.Options{
		Reject: func(r *extract.Reject) {
			filed := rejects.add(r)
			if o.Watch.Rejected != nil {
				o.Watch.Rejected(r, filed)
			}
		},
		Extract: func(articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
			return o.Language.Pipeline.Within(o.Limits).Run(ctx, articles, o.Workers)
		}})
	if err != nil {
		return nil, err
	}
	if !planning && !o.Beside {
		if err := Unshared(ctx, store); err != nil {
			return nil, err
		}
	}
	if planning && !o.Forgets {
		return loader.Plan, nil
	}
	if _, err := loader.ApplySchema(ctx); err != nil {
		return nil, err
	}
	if len(o.Judgements) > 0 {
		if err := judge(ctx, store, loader, o.Judgements); err != nil {
			return nil, err
		}
	}
	return loader.Load, nil
}

// judge puts judgements into a store, in the place of those that say otherwise.
func judge(ctx context.Context, store graph.Store, l *load.Loader, list []identity.Judgement) error {
	have, err := load.Judgements(ctx, store)
	if err != nil {
		return err
	}
	put, drop := identity.Merge(have, list)
	if len(put)+len(drop) == 0 {
		return nil
	}
	_, err = l.Judge(ctx, put, drop)
	return err
}

// call calls a function that may be nil.
func call(fn func()) {
	if fn != nil {
		fn()
	}
}

// repeatable adds to the error of a full disk what has become of the work.
func repeatable(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w; what was written before is kept: make room, and the same load goes on from there", err)
	}
	return err
}
