package source

import (
	"regexp"
	"strings"
	"time"

	"newsgraph/extract"
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
	case strings.ContainsAny(line[len(line)-1:], ".,;:"), strings.HasPrefix(strings.ToLower(line), "by "):
		return ""
	}
	if _, dated := lineDate(line); dated {
		return ""
	}
	return line
}

// dayForm is a date with its year, in the two orders of English prose.
const dayForm = `(\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})`

// lineDate finds the date of a dateline, "THE HAGUE, 3 March 2025 (Agency) — …":
// it follows a place in capitals at the start of the line, and a dash, a bracket
// or the end of the line follows it. A line that is nothing but a date is one
// too.
func lineDate(line string) (time.Time, bool) {
	if !strings.ContainsAny(line, "0123456789") {
		return time.Time{}, false // most lines, and the pattern is dear to compile
	}
	m := regexp.MustCompile(`^(?:\p{Lu}[\p{Lu}.' -]*\p{Lu}(?:, \p{Lu}[\p{L}. ]*)?,? \(?)?(?:[A-Z][a-z]+day,? )?` + dayForm + `\)?\.?\s*(?:$|[(—–-])`).FindStringSubmatch(line)
	if m == nil {
		return time.Time{}, false
	}
	at, precision, err := parseDate(m[1])
	return at, err == nil && precision == extract.Day
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
