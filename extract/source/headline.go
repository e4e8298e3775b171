package source

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// headline returns the first line of a plain text if it is surely a headline:
// short, without a full stop at its end, followed by an empty line and more
// text, and neither a byline nor a dateline. The text keeps it.
func headline(text string) string {
	line, rest, _ := strings.Cut(strings.TrimLeft(text, "\r\n\t \ufeff"), "\n")
	next, more, _ := strings.Cut(rest, "\n")
	line = oneLine(line)
	words := len(strings.Fields(line))
	switch {
	case words < 2 || words > 20 || len(line) > 150:
		return ""
	case strings.TrimSpace(next) != "" || strings.TrimSpace(more) == "":
		return ""
	case strings.HasSuffix(strings.TrimRight(line, "\"'”’)"), ".") || strings.ContainsAny(line[len(line)-1:], ",;:"), strings.HasPrefix(strings.ToLower(line), "by "):
		return ""
	}
	if _, dated := lineDate(line); dated {
		return ""
	}
	return line
}

// lineDate finds the date of a dateline, "THE HAGUE, 3 March 2025 (Agency) — …":
// it follows a place in capitals at the start of the line, and a dash, a bracket
// or the end of the line follows it. A line that is nothing but a date is one
// too.
func lineDate(line string) (time.Time, bool) {
	words := strings.Fields(line)
	for i := 0; i+3 <= len(words) && i < 12; i++ {
		end := i + 3
		last, after := words[end-1], ""
		if cut := strings.IndexAny(last, "(—–-/"); cut > 0 {
			last, after = last[:cut], last[cut:]
		} else if end < len(words) {
			after = words[end]
		}
		last = strings.TrimSuffix(strings.TrimSuffix(last, "."), ")")
		at, ok := dayOf(strings.TrimPrefix(words[i], "("), words[i+1], last)
		if !ok {
			continue
		}
		return at, (after == "" || strings.ContainsAny(after[:1], "(-/") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, "–")) && leadsUp(words[:i])
	}
	return time.Time{}, false
}

// dayOf reads a date with its year, in the two orders of English prose.
func dayOf(a, b, c string) (time.Time, bool) {
	if len(a) == 0 || len(c) != 4 {
		return time.Time{}, false // most words
	}
	form := a + " " + b + " " + c
	for _, layout := range []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006"} {
		if at, err := time.Parse(layout, form); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// leadsUp reports whether words are those before the date of a dateline: a day of the
// week, a place in capitals, with its country behind a comma.
func leadsUp(words []string) bool {
	if n := len(words); n > 0 && strings.HasSuffix(strings.Trim(words[n-1], "(,"), "day") {
		words = words[:n-1]
	}
	inner := false // behind the first comma, where small letters may stand
	for i, w := range words {
		if !unicode.IsUpper(first(w)) || !inner && w != strings.ToUpper(w) {
			return w == "(" && i > 0
		}
		inner = inner || strings.HasSuffix(w, ",")
	}
	return len(words) < 7
}

func first(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}

// datelineDate looks for a dateline in the first three lines that are not empty.
func datelineDate(text string) (time.Time, bool) {
	seen := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if at, ok := lineDate(line); ok {
			return at, true
		}
		if seen++; seen == 3 {
			break
		}
	}
	return time.Time{}, false
}
