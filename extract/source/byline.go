package source

import (
	"regexp"
	"strings"
	"unicode"
)

// byline is what a line beside a headline says of who wrote the article, and when.
type byline struct {
	authors []string
	dates   []string
}

var (
	bylineStart = regexp.MustCompile(`(?i)^(?:(?:written |reported |posted |story |words |text |reporting |published |analysis |report )?by|(?:words|text|author|reporter|story)\s*:)\s+`)
	datedBy     = regexp.MustCompile(`(?i)^((?:(?:first )?published|posted|written|updated|on)\b[^|]*?\d[^|]*?),? by `)
	dateStart   = regexp.MustCompile(`(?i)^(?:(?:first |originally )?(?:published|posted|created|date)(?: on| at)?|on)\s*:?\s+`)
	updated     = regexp.MustCompile(`(?i)^(?:last )?(?:updated|modified|edited)\b`)
	inPlace     = regexp.MustCompile(`\s+(?:in|at|for|from|reporting from|of)\s+(?:the\s+)?[A-Z].*$`)
	parting     = regexp.MustCompile(`\s*[|•·/\t\n]\s*|\s+[—–-]\s+`)
	aside       = regexp.MustCompile(`(?i)^(?:\d+ ?-?min(?:ute)?s?(?: read)?|\d+ comments?|\d+ shares?|@\w+|\S+@\S+\.\S+|follow.*|share|print|comments?|by|exclusive)$`)
	timeOfDay   = regexp.MustCompile(`(?i)(?:,|\s+at)?\s+\d{1,2}[:.]\d{2}.*$`)
)

// readByline reads a line that is nothing but a byline, with or without a date. A
// line that is marked as one needs no "By".
func readByline(line string, marked bool) (b byline, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" || len(line) > 240 {
		return b, false
	}
	named, bare := false, false
	line = datedBy.ReplaceAllString(line, "$1 | by ")
	for _, part := range parting.Split(line, -1) {
		part = strings.Trim(part, " ,;")
		by := bylineStart.MatchString(part)
		switch {
		case part == "and" || part == "&":
			named = false
		case part == "" || aside.MatchString(part) || clock.MatchString(part) || updated.MatchString(part):
		case by:
			names, rest := splitDate(bylineStart.ReplaceAllString(part, ""))
			people := peopleIn(names)
			if people == nil {
				return byline{}, false
			}
			b.authors, named = append(b.authors, people...), true
			b.addDate(rest)
		case b.addDate(part):
		case marked && !named:
			names, rest := splitDate(part)
			b.authors = append(b.authors, peopleIn(names)...)
			b.addDate(rest)
			named = len(b.authors) > 0
		case named && words(part) <= 6 || agency(part): // a role, a place, a paper
		default:
			people := peopleIn(part)
			if people == nil {
				return byline{}, false
			}
			b.authors, named, bare = append(b.authors, people...), true, true
		}
	}
	return b, named && !bare || len(b.dates) > 0
}

// addDate keeps a part that is a date.
func (b *byline) addDate(part string) bool {
	part = strings.Trim(dateStart.ReplaceAllString(part, ""), " ,.")
	for _, form := range []string{part, timeOfDay.ReplaceAllString(part, "")} {
		if _, _, err := parseDate(form); err == nil && strings.ContainsAny(form, "0123456789") && len(form) > 7 {
			b.dates = append(b.dates, form)
			return true
		}
	}
	return false
}

// splitDate cuts a date off the end of a byline: "Jo Park, 4 March 2025".
func splitDate(s string) (names, date string) {
	fields := strings.Fields(s)
	for i := 1; i < len(fields); i++ {
		rest := strings.Join(fields[i:], " ")
		var b byline
		if b.addDate(rest) {
			return strings.TrimRight(strings.TrimSuffix(strings.Join(fields[:i], " "), " on"), " ,"), rest
		}
	}
	return s, ""
}

// peopleIn reads the names of a byline, "Ana Bell, Cy Dow and Eve Ray, Harbour Wire",
// nil if it has none. Behind the last name follow a role, a paper, a place.
func peopleIn(s string) []string {
	s = inPlace.ReplaceAllString(strings.TrimSpace(s), "")
	s = strings.NewReplacer(" & ", " and ", ", and ", " and ", " AND ", " and ").Replace(s)
	parts := strings.Split(s, ",")
	list := 0 // the part with "and" ends the names
	for i, part := range parts {
		if strings.Contains(part, " and ") {
			list = i
		}
	}
	var out []string
	for i, part := range parts {
		if i > list {
			break
		}
		for _, name := range strings.Split(part, " and ") {
			if name = inPlace.ReplaceAllString(strings.TrimSpace(name), ""); person(name) {
				out = append(out, spelled(name))
			} else if i == 0 && len(out) == 0 && !agency(name) {
				return nil
			}
		}
	}
	for _, part := range parts[list+1:] {
		if words(part) > 6 || strings.ContainsAny(part, ".!?") && !strings.HasSuffix(part, ".") {
			return nil
		}
	}
	return out
}

// particles are the small words inside of names.
var particles = wordTable(map[string]string{"particle": "de da di do du la le van von der den del dos das al el bin ibn ben ter ten af av y e"})

// person reports whether a part of a byline is the name of somebody.
func person(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 5 || agency(s) {
		return false
	}
	for i, f := range fields {
		for j, r := range f {
			if j == 0 && !unicode.IsUpper(r) && (particles[f] == "" || i == len(fields)-1) || !unicode.IsLetter(r) && !strings.ContainsRune(".'’-", r) {
				return false
			}
		}
	}
	return true
}

// agencyWords are in the names of papers, agencies and jobs rather than of people.
var agencyWords = wordTable(map[string]string{
	"agency": "news wire press times post agency staff bureau desk reporter reporters correspondent editor editors writer writers columnist journalist media " +
		"reuters afp ap associated daily herald tribune gazette journal guardian service network radio tv television online contributor team " +
		"monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december",
})

func agency(s string) bool {
	for _, f := range strings.Fields(strings.ToLower(s)) {
		if agencyWords[strings.Trim(f, ".,()")] != "" {
			return true
		}
	}
	return false
}

// spelled writes a name that is all in capitals as names are.
func spelled(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	start := true
	return strings.Map(func(r rune) rune {
		if was := start; true {
			start = !unicode.IsLetter(r) && r != '’' && r != '\''
			if !was {
				return unicode.ToLower(r)
			}
		}
		return r
	}, name)
}

// opening takes the lines between the headline and the text of a plain text: byline
// and date. It returns the text without them, and the headline if such a line proves
// it one.
func opening(text string) (title string, b byline, rest string, lines []Dropped) {
	type line struct{ start, end int }
	var kept []line
	at := 0
	for seen := 0; at < len(text) && seen < 6; {
		end := at + strings.IndexByte(text[at:], '\n') + 1
		if end == at {
			end = len(text)
		}
		s := strings.TrimSpace(text[at:end])
		if s == "" {
			at = end
			continue
		}
		got, ok := readByline(s, false)
		if ok && end < len(text) {
			b.authors, b.dates = append(b.authors, got.authors...), append(b.dates, got.dates...)
			if n := len(kept); n == 2 && len(b.authors) == 0 && len(lines) == 0 { // headline, name, date
				if name := strings.TrimSpace(text[kept[1].start:kept[1].end]); person(name) {
					b.authors, kept = []string{spelled(name)}, kept[:1]
					lines = append(lines, Dropped{Rule: "byline", Line: name})
				}
			}
			lines = append(lines, Dropped{Rule: "byline", Line: s})
			if title == "" && len(kept) > 0 {
				title = oneLine(text[kept[0].start:kept[0].end])
			}
		} else if len(kept) == 2 || len(lines) > 0 && len(kept) > 0 || !headlike(s) {
			break
		} else {
			kept = append(kept, line{at, end})
		}
		at = end
		seen++
	}
	if len(lines) == 0 {
		return "", byline{}, text, nil
	}
	var out strings.Builder
	for _, k := range kept {
		out.WriteString(strings.TrimSpace(text[k.start:k.end]) + "\n\n")
	}
	return title, b, out.String() + text[at:], lines
}

// headlike reports whether a line may be a headline.
func headlike(line string) bool {
	n := words(line)
	return n >= 1 && n <= 25 && len(line) <= 180 && !strings.HasSuffix(strings.TrimRight(line, "\"'”’)"), ".") && !strings.HasSuffix(line, ",")
}
