package source

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// badDate counts a date of publication that could not be used.
func (r *Report) badDate(place, value string, err error) {
	if r.BadDates++; r.BadDates == 1 {
		r.BadDate = fmt.Sprintf("%s: %q: %v", place, value, err)
	}
}

// Advice tells what readers should know who miss a date or a text: fields that look
// like one and were not read, and dates that could not be used.
func (r *Report) Advice() (lines []string) {
	if len(r.DateLike) > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d records have no date; unread fields that look like one: %s (--map published=FIELD takes one)", r.Undated, r.Articles, listOf(r.DateLike)))
	}
	if len(r.TextLike) > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d records have an unread field that looks like a longer text: %s (--map text=FIELD takes it)", sum(r.TextLike), r.Articles, listOf(r.TextLike)))
	}
	switch {
	case r.BadDates == 1:
		lines = append(lines, "1 date could not be used: "+r.BadDate)
	case r.BadDates > 1:
		lines = append(lines, fmt.Sprintf("%d dates could not be used, the first in %s", r.BadDates, r.BadDate))
	}
	return lines
}

// listOf lists the names of a tally, most first.
func listOf(tally map[string]int) string {
	names := slices.SortedFunc(maps.Keys(tally), func(a, b string) int {
		if tally[a] != tally[b] {
			return tally[b] - tally[a]
		}
		return strings.Compare(a, b)
	})
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return strings.Join(names, ", ")
}

func sum(tally map[string]int) (n int) {
	for _, k := range tally {
		n += k
	}
	return n
}

const (
	maxUnread   = 100 // names of fields that a Report lists
	unreadDepth = 4   // of the objects that are looked into
	longerText  = 40  // words of an unread text that is worth a word
)

// tally counts one name, unless there are too many.
func tally(m *map[string]int, name string) {
	if *m == nil {
		*m = map[string]int{}
	}
	if _, known := (*m)[name]; known || len(*m) < maxUnread {
		(*m)[name]++
	}
}

// unread looks for what a record has and its article lacks.
func (in *Input) unread(m map[string]any, body string, undated bool) {
	r := in.reader
	longest, where := 0, ""
	each(m, "", 0, func(path, value string) {
		name := path[strings.LastIndexByte(path, '.')+1:]
		if undated && looksLikeDate(value) && r.names.field(name) != "published" {
			tally(&r.report.DateLike, path)
		}
		if len(value) <= 2*len(body) || strings.Contains(value, "</") {
			return
		}
		if n := len(strings.Fields(value)); n >= longerText && n > 2*len(strings.Fields(body)) && n > longest {
			longest, where = n, path
		}
	})
	if where != "" {
		tally(&r.report.TextLike, where)
	}
}

// textLike returns the path of the longest text among the fields of a record that
// are none of ours, "" if none is longer than a title. In a list of objects it is
// the path in one of them: so --map finds it.
func (r *reader) textLike(m map[string]any) string {
	longest, where := 5, ""
	visit := func(path, value string) {
		name := path[strings.LastIndexByte(path, '.')+1:]
		if field := r.names.field(name); field != "" && field != "text" && field != "html" {
			return
		}
		if n := len(strings.Fields(value)); n > longest {
			longest, where = n, path
		}
	}
	each(m, "", 0, visit)
	for list := range objectLists(m, 0) {
		for _, e := range list[:min(len(list), maxUnread)] {
			if inner, ok := e.(map[string]any); ok {
				each(inner, "", 0, visit)
			}
		}
	}
	return where
}

// each visits the texts of a record with their dotted names, in the order of their
// names.
func each(m map[string]any, under string, depth int, visit func(path, value string)) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		switch v := m[name].(type) {
		case string:
			visit(under+name, v)
		case []any:
			if s := text(v); s != "" {
				visit(under+name, s)
			}
		case map[string]any:
			if depth < unreadDepth {
				each(v, under+name+".", depth+1, visit)
			}
		}
	}
}

// looksLikeDate reports whether a text is surely a date: not a bare number, which
// may count anything.
func looksLikeDate(s string) bool {
	if len(s) < 6 || len(s) > 60 || !strings.ContainsAny(s, "-/.: ") || !strings.ContainsAny(s, "0123456789") || strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") != 2 {
		return false
	}
	_, _, err := parseDate(s)
	return err == nil || errors.Is(err, errAmbiguous) || errors.Is(err, errZone)
}
