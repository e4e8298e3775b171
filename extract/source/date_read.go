package source

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
)

// months are the names of the months in the languages in which field names are
// known, with the abbreviations that differ from a beginning of three letters or
// more; accents are off.
var months = [12]string{
	"january januar janvier enero gennaio januari janeiro jan ene gen", "february februar fevrier febrero febbraio februari fevereiro feb fev fevr",
	"march marz maerz mars marzo maart marco mar mrz mrt", "april avril abril aprile apr avr abr",
	"may mai mayo maggio mei maio mag", "june juni juin junio giugno junho jun giu", "july juli juillet julio luglio julho jul juil lug",
	"august aout agosto augustus aug ago", "september septembre septiembre settembre setembro sep sept set",
	"october oktober octobre octubre ottobre outubro oct okt ott out", "november novembre noviembre novembro nov",
	"december dezember decembre diciembre dicembre dezembro dec dez dic",
}

// weekdays are the names of the days of the week, Sunday first.
var weekdays = [7]string{
	"sunday sun sonntag dimanche dim domingo domenica zondag", "monday mon montag lundi lun lunes lunedi maandag segundafeira",
	"tuesday tue tues dienstag mardi martes martedi dinsdag tercafeira", "wednesday wed weds mittwoch mercredi mer miercoles mercoledi woensdag quartafeira",
	"thursday thu thur thurs donnerstag jeudi jeu jueves giovedi donderdag quintafeira", "friday fri freitag vendredi ven viernes venerdi vrijdag sextafeira",
	"saturday sat samstag sonnabend samedi sam sabado sabato zaterdag",
}

// fillers are the words that may stand in a date and say nothing.
var fillers = strings.Fields("at on of the in um uhr h hrs den der am le la el il de del di du do da a as om kl klo klokken mo mi fr so published posted updated date time standard daylight summer local")

// dateParts is a date in words and numbers, taken apart.
type dateParts struct {
	words   []string // of the day: numbers, names of months
	clock   time.Duration
	timed   bool
	zone    string
	weekday int // -1: none
}

// readDate reads a date that a person would write: "Feb. 8, 2024, 2:05 p.m. ET",
// "Tue, 08 Oct 2013 18:30:00 EST", "4. März 2025, 10:00 Uhr".
func readDate(s string) (time.Time, extract.Precision, error) {
	p, ok := takeApart(s)
	if !ok {
		return time.Time{}, "", errForm
	}
	day, precision, err := p.day()
	if err != nil || !p.timed || precision != extract.Day {
		return day, precision, err
	}
	wall := day.Add(p.clock)
	if p.zone == "" {
		return wall, extract.Second, nil
	}
	zone, known := zoneOf(p.zone, wall)
	if !known {
		return day, extract.Day, errZone
	}
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), zone), extract.Second, nil
}

// takeApart sorts the words of a date. It fails at one that has no place there.
func takeApart(s string) (p dateParts, ok bool) {
	remark := "" // in brackets: a zone, or the name of one that stands before it
	p.weekday = -1
	s, _, _ = strings.Cut(s, "[") // 2025-03-04T10:00+01:00[Europe/Berlin]
	if before, inner, found := strings.Cut(s, "("); found {
		inner, after, _ := strings.Cut(inner, ")")
		s, remark = before+" "+after, strings.TrimSpace(inner)
	}
	s = strings.NewReplacer("年", "-", "月", "-", "日", " ").Replace(commaFraction(s))
	words := strings.FieldsFunc(s, func(c rune) bool {
		return unicode.IsSpace(c) || c == ',' || c == ';' || c == '|' || c == '·' || c == '–' || c == '—'
	})
	if len(words) > 14 {
		return p, false
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		if len(w) > 40 {
			return p, false
		}
		if cut := strings.IndexByte(w, 'T'); cut > 7 && strings.Trim(w[:cut], "0123456789-W") == "" {
			p.words = append(p.words, w[:cut])
			w = w[cut+1:]
		}
		plain := plainName(w)
		switch {
		case plain == "" || strings.HasPrefix(w, "m="): // as Go writes a moment
		case p.takeClock(w):
		case !p.timed && i+2 < len(words) && words[i+1] == "h" && p.takeClock(w+"h"+words[i+2]): // 14 h 05
			i += 2
		case p.complete() && strings.IndexByte(w, '.') == len(w)-3 && p.takeClock(strings.Replace(w, ".", ":", 1)): // 14.05 Uhr
		case p.timed && p.half(plain):
		case !p.timed && i+1 < len(words) && slices.Contains([]string{"am", "pm"}, plainName(words[i+1])) && p.takeClock(w+":00"): // 2 p.m.
		case p.takeWeekday(plain):
		case monthOf(plain) == 0 && slices.Contains(fillers, plain):
		case p.timed && p.zone == "" && isZone(w):
			p.zone = w
		case p.timed && p.zone != "" && isZone(w): // +0100 CET
		case len(p.words) < 3:
			p.words = append(p.words, w)
		default:
			return p, false
		}
	}
	p.zone = cmp.Or(p.zone, remark)
	return p, len(p.words) > 0
}

// complete reports whether the words of a day are there, so that a time must follow.
func (p dateParts) complete() bool {
	return len(p.words) == 3 || len(p.words) == 1 && strings.Count(p.words[0], "-")+strings.Count(p.words[0], ".")+strings.Count(p.words[0], "/") == 2
}

// commaFraction writes the fraction in 10:00:00,123 with a point.
func commaFraction(s string) string {
	at := strings.LastIndexByte(s, ',')
	if at < 3 || at+1 >= len(s) || s[at-3] != ':' || !unicode.IsDigit(rune(s[at+1])) {
		return s
	}
	return s[:at] + "." + s[at+1:]
}

// isZone reports whether a word can be a time zone behind a time: letters, or an
// offset.
func isZone(w string) bool {
	if _, ok := offset(w); ok {
		return true
	}
	return strings.IndexFunc(w, unicode.IsLetter) == 0 && monthOf(plainName(w)) == 0
}

// takeClock reads 14:05, 14:05:09.5Z, 2:05pm, 14h05 and 14:05+01:00.
func (p *dateParts) takeClock(w string) bool {
	if p.timed {
		return false
	}
	at := strings.IndexAny(w, ":hH")
	if at < 1 || at > 2 || digits(w[:at]) < 0 || digits(w[:at]) > 24 {
		return false
	}
	clock := time.Duration(digits(w[:at])) * time.Hour
	rest := w[at+1:]
	for unit := time.Minute; unit >= time.Second && len(rest) >= 2 && digits(rest[:2]) >= 0; unit /= 60 {
		n := digits(rest[:2])
		if n > 59 {
			return false
		}
		clock += time.Duration(n) * unit
		if rest = rest[2:]; strings.HasPrefix(rest, ":") && unit == time.Minute {
			rest = rest[1:]
		}
	}
	if len(rest) > 1 && rest[0] == '.' && unicode.IsDigit(rune(rest[1])) { // a fraction of a second
		rest = strings.TrimLeft(rest[1:], "0123456789")
	}
	p.clock, p.timed = clock, true
	if rest = strings.TrimRight(rest, "."); rest == "" || p.half(plainName(rest)) {
		return true
	}
	p.zone = rest
	if !isZone(rest) {
		*p = dateParts{words: p.words, weekday: p.weekday}
		return false
	}
	return true
}

// half moves a time into the half of the day that a word names.
func (p *dateParts) half(plain string) bool {
	switch plain {
	case "am":
		if p.clock >= 12*time.Hour && p.clock < 13*time.Hour {
			p.clock -= 12 * time.Hour
		}
	case "pm":
		if p.clock < 12*time.Hour {
			p.clock += 12 * time.Hour
		}
	default:
		return false
	}
	return true
}

func (p *dateParts) takeWeekday(plain string) bool {
	day := slices.IndexFunc(weekdays[:], func(list string) bool { return slices.Contains(strings.Fields(list), plain) })
	if day < 0 || p.weekday >= 0 {
		return false
	}
	p.weekday = day
	return true
}

// monthOf returns the month of a name without accents, 0 if it is none.
func monthOf(plain string) int {
	for i, list := range months {
		for _, name := range strings.Fields(list) {
			if plain == name {
				return i + 1
			}
		}
	}
	return 0
}

// day reads the words of a day, or of a week, a month or a year.
func (p dateParts) day() (time.Time, extract.Precision, error) {
	words := p.words
	if len(words) == 1 {
		words = strings.FieldsFunc(words[0], func(c rune) bool { return c == '-' || c == '/' || c == '.' })
		separator := p.words[0][min(len(words[0]), len(p.words[0])-1)]
		if len(words) > 3 || len(p.words[0]) != len(strings.Join(words, "-")) {
			return time.Time{}, "", errForm
		}
		if t, precision, err, ok := weekDate(words); ok {
			return t, precision, err
		}
		return p.numbers(words, separator)
	}
	return p.numbers(words, ' ')
}

// numbers reads day, month and year in their order, or month and year.
func (p dateParts) numbers(words []string, separator byte) (time.Time, extract.Precision, error) {
	n := make([]int, len(words))
	month := -1
	for i, w := range words {
		if m := monthOf(plainName(w)); m > 0 && month < 0 {
			n[i], month = m, i
			continue
		}
		if n[i] = digits(cardinal(w)); n[i] < 0 {
			return time.Time{}, "", errForm
		}
	}
	long := func(i int) bool { return i != month && len(strings.Trim(words[i], ".")) == 4 } // a year
	switch {
	case len(n) == 1 && long(0) && month < 0:
		return time.Date(n[0], 1, 1, 0, 0, 0, 0, time.UTC), extract.Year, nil
	case len(n) == 2 && month == 0 && long(1):
		return period(n[1], n[0])
	case len(n) == 2 && long(0) && !long(1): // 2015-12, 2015 December
		return period(n[0], n[1])
	case len(n) == 2 && long(1) && month < 0 && separator != ' ': // 12/2015
		return period(n[1], n[0])
	case len(n) != 3:
		return time.Time{}, "", errForm
	case long(0) && month == 2: // 2015 4 March
		return calendar(n[0], n[2], n[1])
	case long(0):
		return calendar(n[0], n[1], n[2])
	case month == 1: // 4 March 2015
		return calendar(century(n[2], long(2)), n[1], n[0])
	case month == 0 && long(2):
		return calendar(n[2], n[0], n[1])
	case !long(2) || separator == ' ':
		return time.Time{}, "", errForm
	}
	return p.order(n[0], n[1], n[2], separator)
}

// cardinal takes the ending off a number: 4th, 1er, 4.
func cardinal(w string) string {
	number := strings.TrimRightFunc(w, func(c rune) bool { return !unicode.IsDigit(c) })
	switch strings.ToLower(w[len(number):]) {
	case "", ".", "st", "nd", "rd", "th", "er", "e", "º", "°", "o":
		return number
	}
	return w
}

// century completes a year of two digits as RFC 2822 has it.
func century(year int, long bool) int {
	switch {
	case long:
	case year < 50:
		return 2000 + year
	case year < 100:
		return 1900 + year
	}
	return year
}

func period(year, month int) (time.Time, extract.Precision, error) {
	if month < 1 || month > 12 {
		return time.Time{}, "", errForm
	}
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC), extract.Month, nil
}

// order reads day, month and year in numbers where only one order is possible: by
// their size, by the day of the week, or by dots, which nobody puts behind a month
// that comes first.
func (p dateParts) order(first, second, year int, separator byte) (time.Time, extract.Precision, error) {
	switch {
	case first == second, first > 12 && second <= 12, separator == '.':
		return calendar(year, second, first)
	case second > 12 && first <= 12:
		return calendar(year, first, second)
	case p.weekday >= 0:
		dayFirst, _, err1 := calendar(year, second, first)
		monthFirst, _, err2 := calendar(year, first, second)
		a, b := err1 == nil && int(dayFirst.Weekday()) == p.weekday, err2 == nil && int(monthFirst.Weekday()) == p.weekday
		if a && !b {
			return dayFirst, extract.Day, nil
		}
		if b && !a {
			return monthFirst, extract.Day, nil
		}
	}
	return time.Time{}, "", errAmbiguous
}

// weekDate reads the other two forms of ISO 8601: 2025-W10, 2025-W10-2, 2025-063.
func weekDate(words []string) (t time.Time, precision extract.Precision, err error, ok bool) {
	if len(words) < 2 || len(words[0]) != 4 || digits(words[0]) < 0 {
		return t, "", nil, false
	}
	year := digits(words[0])
	if number, found := strings.CutPrefix(words[1], "W"); found && len(number) == 2 {
		week, day := digits(number), 1
		if precision = extract.Week; len(words) == 3 {
			day, precision = digits(words[2]), extract.Day
		}
		fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
		monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
		t = monday.AddDate(0, 0, 7*(week-1)+day-1)
		if in, w := t.ISOWeek(); week < 1 || day < 1 || day > 7 || in != year || w != week {
			return time.Time{}, "", errNoDay, true
		}
		return t, precision, nil, true
	}
	if len(words) == 2 && len(words[1]) == 3 && strings.Trim(words[1], "0123456789") == "" {
		day := int(words[1][0]-'0')*100 + int(words[1][1]-'0')*10 + int(words[1][2]-'0')
		t = time.Date(year, 1, day, 0, 0, 0, 0, time.UTC)
		if day < 1 || t.Year() != year {
			return time.Time{}, "", errNoDay, true
		}
		return t, extract.Day, nil, true
	}
	return t, "", nil, false
}
