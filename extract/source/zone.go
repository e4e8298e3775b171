package source

import (
	"strings"
	"time"
)

// zones are the abbreviations of time zones that RFC 822 and newsrooms use, with
// their minutes east of UTC. Those that name several zones (IST, AMT) are not
// here.
var zones = map[string]int{
	"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
	"AKST": -540, "AKDT": -480, "HST": -600, "AST": -240, "ADT": -180, "NST": -210, "NDT": -150,
	"BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180,
	"WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180, "PKT": 300, "WIB": 420, "ICT": 420, "SGT": 480, "HKT": 480, "PHT": 480, "AWST": 480,
	"JST": 540, "KST": 540, "ACST": 570, "AEST": 600, "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780,
	"BRT": -180, "ART": -180, "CLT": -240,
}

// seasonal are names of zones that mean standard time or summer time, whichever
// is kept on the day. Only North America writes so.
var seasonal = map[string]int{"ET": -300, "CT": -360, "MT": -420, "PT": -480, "AKT": -540, "AT": -240, "EASTERN": -300, "CENTRAL": -360, "MOUNTAIN": -420, "PACIFIC": -480}

// zoneOf returns the zone that a name or an offset means for a wall clock's time,
// and whether it is known.
func zoneOf(s string, wall time.Time) (*time.Location, bool) {
	name := strings.ToUpper(s)
	if minutes, ok := zones[name]; ok {
		return fixed(minutes), true
	}
	if minutes, ok := seasonal[name]; ok {
		if summer(wall) {
			minutes += 60
		}
		return fixed(minutes), true
	}
	for _, prefix := range []string{"UTC", "GMT", "UT"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name = rest
			break
		}
	}
	minutes, ok := offset(name)
	return fixed(minutes), ok
}

// offset reads +hh:mm, +hhmm, +hh and +h.
func offset(s string) (minutes int, ok bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hours, rest, colon := strings.Cut(s[1:], ":")
	if !colon && len(hours) == 4 {
		hours, rest = hours[:2], hours[2:]
	}
	h, m := digits(hours), 0
	if rest != "" {
		m = digits(rest)
	}
	if h < 0 || h > 14 || m < 0 || m > 59 || colon && rest == "" {
		return 0, false
	}
	minutes = h*60 + m
	if s[0] == '-' {
		minutes = -minutes
	}
	return minutes, true
}

// fixed is a zone without a name, so that a date means the same on any machine.
func fixed(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	return time.FixedZone("", minutes*60)
}

// summer reports whether North America keeps summer time at a wall clock's time:
// the rule of 2007, of 1987 and of 1967.
func summer(t time.Time) bool {
	var from, to time.Time
	switch year := t.Year(); {
	case year >= 2007:
		from, to = sunday(year, time.March, 8), sunday(year, time.November, 1)
	case year >= 1987:
		from, to = sunday(year, time.April, 1), sunday(year, time.October, 25)
	case year >= 1967:
		from, to = sunday(year, time.April, 24), sunday(year, time.October, 25)
	default:
		return false
	}
	clock := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	return !clock.Before(from) && clock.Before(to)
}

// sunday is two o'clock on the first Sunday from a day on.
func sunday(year int, month time.Month, day int) time.Time {
	t := time.Date(year, month, day, 2, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, (7-int(t.Weekday()))%7)
}
