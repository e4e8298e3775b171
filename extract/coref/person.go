package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// people joins the short forms of people to their full names: surname, first
// name, the name with and without a middle name.
func people(r *resolver) {
	full := r.fullNames()
	known := directory{}
	for _, c := range full {
		at := len(known.people)
		for _, k := range known.like(r.clusters[c].longest) {
			r.a.Spend(1)
			if d := known.people[k]; r.sameFull(c, d) {
				r.merge(d, c)
				at = k
				break
			}
		}
		known.add(at, r.find(c), r.clusters[r.find(c)].longest)
	}
	names := r.bearers(full)
	settled := map[string]int{} // surname to the person it has come to mean
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Kind != extract.Person || x.Form != extract.Proper || x.cluster < 0 || len(r.clusters[x.cluster].longest) > 1 {
			continue
		}
		if c := r.holder(i, names, settled); c >= 0 {
			r.move(i, c)
			settled[x.key] = c
		}
	}
}

// directory finds the people whose full names can be one person's with another.
type directory struct {
	people []int               // clusters, in the order of the text
	under  map[[3]string][]int // numbers of people, ascending
}

// The two keys of a full name.
const (
	keyFirst  = "first"
	keyBefore = "before"
)

// keys are what full names share that can be one person's: the last name with the
// first, or with the word before it.
func keys(words []string) [2][3]string {
	n := len(words)
	return [2][3]string{{keyFirst, words[0], words[n-1]}, {keyBefore, words[n-2], words[n-1]}}
}

// like returns the numbers of the people to compare a full name with, ascending.
func (d *directory) like(words []string) []int {
	k := keys(words)
	list := slices.Concat(d.under[k[0]], d.under[k[1]])
	slices.Sort(list)
	return slices.Compact(list)
}

// add enters a person, or another full name of one, under number at.
func (d *directory) add(at, person int, words []string) {
	if at == len(d.people) {
		d.people = append(d.people, person)
	}
	if d.under == nil {
		d.under = map[[3]string][]int{}
	}
	for _, k := range keys(words) {
		if !slices.Contains(d.under[k], at) {
			d.under[k] = append(d.under[k], at)
		}
	}
}

// fullNames returns the clusters of people named by two words or more, in the
// order of the text.
func (r *resolver) fullNames() []int {
	var out []int
	seen := map[int]bool{}
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Kind == extract.Person && x.Form == extract.Proper && x.cluster >= 0 && len(x.words) > 1 && !seen[x.cluster] {
			seen[x.cluster] = true
			out = append(out, x.cluster)
		}
	}
	return out
}

// sameFull reports whether two full names can be one person's: one is the other
// without middle names, or its end ("bin Salman").
func (r *resolver) sameFull(c, d int) bool {
	a, b := r.clusters[c].longest, r.clusters[d].longest
	if len(a) > len(b) {
		a, b = b, a
	}
	if g, h := r.clusters[c].gender, r.clusters[d].gender; g != 0 && h != 0 && g != h {
		return false
	}
	n := len(b)
	if len(a) < n && slices.Equal(a, b[n-len(a):]) {
		return true
	}
	if len(a) == n && n > 2 {
		return a[0] == b[0] && a[n-1] == b[n-1] && initialOf(a[1:n-1], b[1:n-1])
	}
	return len(a) < n && a[0] == b[0] && a[len(a)-1] == b[n-1] && subsequence(a, b)
}

// initialOf reports whether each word of one is the other's or its initial.
func initialOf(a, b []string) bool {
	for i := range a {
		if !strings.HasPrefix(a[i], b[i]) && !strings.HasPrefix(b[i], a[i]) || len(a[i]) > 1 && len(b[i]) > 1 && a[i] != b[i] {
			return false
		}
	}
	return true
}

func subsequence(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// holder returns the person whom the one-word name i means: the one it has come
// to mean, else the only one so far with that surname, or later if there is none,
// else with that first word, which later must be no given name ("Xi", not "Peter");
// -1 if it is not clear.
func (r *resolver) holder(i int, names [2]map[string][]int, settled map[string]int) int {
	x := &r.mentions[i]
	g := r.titleGender(x)
	if c, ok := settled[x.key]; ok && agree(g, r.clusters[c].gender) {
		return c
	}
	for by, list := range names {
		if by == 1 && r.reigns(x) {
			break // "King Charles" is not Charles Lang
		}
		var before, after []int
		for _, c := range list[x.words[0]] {
			r.a.Spend(1)
			if !agree(g, r.clusters[c].gender) {
				continue
			}
			if r.first(c) < x.Start {
				if before = append(before, c); len(before) > 1 {
					return -1
				}
			} else {
				after = append(after, c)
			}
		}
		if _, given := r.l.First[x.words[0]]; len(before) == 0 && (by == 0 || !given) {
			before = after
		}
		if len(before) == 1 {
			return before[0]
		}
		if len(before) > 1 {
			return -1
		}
	}
	return -1
}

// reigns reports whether the title of name x is one that goes with a first name alone.
func (r *resolver) reigns(x *mention) bool {
	w := strings.ToLower(strings.Fields(x.form)[0])
	if len(strings.Fields(x.form)) == 1 && x.Start > 0 {
		w = r.lower(x.Start - 1)
	}
	return reigningTitles.Has(w)
}

// bearers lists the people under the last and under the first words of their
// full names.
func (r *resolver) bearers(full []int) [2]map[string][]int {
	names := [2]map[string][]int{{}, {}}
	for _, c := range full {
		if !r.live(c) {
			continue
		}
		for _, m := range r.clusters[c].mentions {
			if w := r.mentions[m].words; len(w) > 1 {
				enter(names[0], w[len(w)-1], c)
				enter(names[1], w[0], c)
			}
		}
	}
	return names
}

// enter lists a person under a word, once: all names of one come together.
func enter(list map[string][]int, word string, c int) {
	if l := list[word]; len(l) == 0 || l[len(l)-1] != c {
		list[word] = append(l, c)
	}
}

// titleGender is the gender that a title states ("Mrs."), not the name.
func (r *resolver) titleGender(x *mention) Gender {
	if first := strings.TrimSuffix(strings.ToLower(strings.Fields(x.form)[0]), "."); r.l.Title[first] != 0 {
		return r.l.Title[first]
	}
	if x.Start > 0 {
		return r.l.Title[strings.TrimSuffix(r.lower(x.Start-1), ".")]
	}
	return 0
}

func agree(a, b Gender) bool { return a == 0 || b == 0 || a == b }
