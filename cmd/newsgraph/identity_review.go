package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/review"
)

// presser returns what waits for one key of the user, nil if nobody sits there: both
// files must be terminals.
func presser(in, out *os.File) func(context.Context) (rune, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil
	}
	return func(ctx context.Context) (rune, error) {
		before, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return 0, fmt.Errorf("wait for a key: %w", err)
		}
		defer term.Restore(int(in.Fd()), before)
		pressed := make(chan rune, 1)
		go func() {
			var b [1]byte
			if _, err := in.Read(b[:]); err != nil || b[0] == 3 || b[0] == 4 { // Ctrl-C and Ctrl-D, which raise no signal now
				b[0] = 0
			}
			pressed <- rune(b[0])
		}()
		select {
		case r := <-pressed:
			if r == 0 {
				return 0, context.Canceled
			}
			return r, nil
		case <-ctx.Done(): // the read stays behind until the program ends
			return 0, ctx.Err()
		}
	}
}

// keys reads one key after the other: of a terminal as they are pressed, else the
// letters of the standard input.
func (con looks) keys() func(context.Context) (rune, error) {
	if con.key != nil {
		return con.key
	}
	in := bufio.NewReader(con.in)
	return func(context.Context) (rune, error) {
		for {
			r, _, err := in.ReadRune()
			if err == io.EOF {
				return 'q', nil
			}
			if err != nil || !unicode.IsSpace(r) {
				return r, err
			}
		}
	}
}

// identityReview goes through the proposals.
func (con looks) identityReview(c *cli.Context) error {
	return con.change(c, func(ctx context.Context, store graph.Store, judge *load.Loader) error {
		list, err := review.Propose(ctx, store, c.Int("limit"), c.Bool("again"))
		if err != nil {
			return err
		}
		r := reviewing{con: con, store: store, judge: judge, by: c.String("by"), key: con.keys(), tally: map[identity.Verdict]int{}}
		if err := r.all(ctx, list); err != nil {
			return err
		}
		_, err = fmt.Fprintf(con.out, "%d same, %d different, %d unsure\n", r.tally[identity.Same], r.tally[identity.Different], r.tally[identity.Unsure])
		return err
	})
}

// reviewing is a review under way.
type reviewing struct {
	con   looks
	store graph.Store
	judge *load.Loader
	by    string
	key   func(context.Context) (rune, error)
	done  []decided
	tally map[identity.Verdict]int
}

// decided is what was written for a proposal, and what it took the place of.
type decided struct {
	at        int
	put, drop []identity.Judgement
}

func (r *reviewing) all(ctx context.Context, list []identity.Proposal) error {
	if len(list) == 0 {
		r.con.notice("no pair is worth a judgement")
	}
	for i := 0; i < len(list); {
		there, err := r.show(ctx, list[i], i+1, len(list))
		if err != nil {
			return err
		}
		if !there { // one of the two is part of another node since
			i++
			continue
		}
		verdict, key, err := r.ask(ctx)
		switch {
		case err != nil:
			return err
		case key == 'q':
			return nil
		case key == 'b':
			if i, err = r.back(ctx, i); err != nil {
				return err
			}
		default:
			if err := r.decide(ctx, i, list[i], verdict); err != nil {
				return err
			}
			i++
		}
	}
	return nil
}

// ask waits for one of the keys.
func (r *reviewing) ask(ctx context.Context) (identity.Verdict, rune, error) {
	verdicts := map[rune]identity.Verdict{'s': identity.Same, 'd': identity.Different, 'u': identity.Unsure}
	for {
		fmt.Fprint(r.con.out, "s same, d different, u unsure, b back, q end: ")
		key, err := r.key(ctx)
		if err != nil {
			return "", 0, err
		}
		key = unicode.ToLower(key)
		fmt.Fprintln(r.con.out, printable(string(key)))
		if v, ok := verdicts[key]; ok || key == 'b' || key == 'q' {
			return v, key, nil
		}
	}
}

// decide writes one judgement.
func (r *reviewing) decide(ctx context.Context, at int, p identity.Proposal, v identity.Verdict) error {
	have, err := load.Judgements(ctx, r.store)
	if err != nil {
		return err
	}
	j := proposed(p, v)
	j.By, j.At = r.by, r.con.moment()
	d := decided{at: at}
	d.put, d.drop = identity.Merge(have, []identity.Judgement{j})
	if _, err := r.judge.Judge(ctx, d.put, d.drop); err != nil {
		return err
	}
	r.done = append(r.done, d)
	r.tally[v]++
	return nil
}

// back takes out what was written last and returns where that was.
func (r *reviewing) back(ctx context.Context, at int) (int, error) {
	if len(r.done) == 0 {
		fmt.Fprintln(r.con.out, "this is the first")
		return at, nil
	}
	d := r.done[len(r.done)-1]
	if _, err := r.judge.Judge(ctx, d.drop, d.put); err != nil {
		return at, err
	}
	r.done = r.done[:len(r.done)-1]
	for _, j := range d.put {
		r.tally[j.Verdict]--
	}
	return d.at, nil
}

// show prints the two of a proposal, and reports whether both are nodes still.
func (r *reviewing) show(ctx context.Context, p identity.Proposal, n, of int) (bool, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d of %d: %s (weight %.1f, gain %d)\n", n, of, proposed(p, identity.Unsure).Reason, p.Weight, p.Gain())
	for i, k := range []identity.Known{p.A, p.B} {
		node, err := review.Show(ctx, r.store, k.ID)
		if err != nil || node.Node.Kind == "" {
			return false, err
		}
		fmt.Fprintf(&b, "%c  %s  %s, %s  %s\n", 'A'+i, node.Node.Name, node.Node.Kind, counted(k.Mentions, "articles"), k.ID)
		for _, quote := range node.Quotes {
			fmt.Fprintf(&b, "   “%s”\n", quote)
		}
		if len(node.Quotes) == 0 && len(node.Parts) > 0 {
			for _, a := range node.Parts[0].Articles[:min(3, len(node.Parts[0].Articles))] {
				fmt.Fprintf(&b, "   in %s %s\n", a.ID, a.Title)
			}
		}
	}
	_, err := io.WriteString(r.con.out, b.String())
	return err == nil, err
}
