package temporal

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zone names are known also where the system has no tables; its own come first
)

// fixed is the zone of an offset in seconds.
func fixed(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// Zone reads a zone: Z, an offset as +01:00, or a name as Europe/Stockholm.
func Zone(text string) (*time.Location, error) {
	if offset, ok := parseOffset(text); ok {
		return fixed(offset), nil
	}
	if text == "" || strings.EqualFold(text, "local") || text[0] == '+' || text[0] == '-' {
		return nil, fmt.Errorf("%q is not a time zone", text)
	}
	zone, err := time.LoadLocation(text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a time zone", text)
	}
	return zone, nil
}

// zoneName is the name of a zone, "" for UTC and mere offsets.
func zoneName(zone *time.Location) string {
	switch name := zone.String(); name {
	case "UTC", "Local":
		return ""
	default:
		return name
	}
}

// parseOffset reads Z, ±hh, ±hhmm, ±hh:mm, ±hhmmss or ±hh:mm:ss, in seconds.
func parseOffset(text string) (int, bool) {
	if text == "Z" || text == "z" {
		return 0, true
	}
	if len(text) < 2 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	digits := strings.ReplaceAll(text[1:], ":", "")
	if len(digits)%2 != 0 || len(digits) > 6 {
		return 0, false
	}
	var unit [3]int64
	for i := 0; i*2 < len(digits); i++ {
		n, ok := number(digits[i*2 : i*2+2])
		if !ok {
			return 0, false
		}
		unit[i] = n
	}
	offset := int(unit[0]*3600 + unit[1]*60 + unit[2])
	if offset > 18*3600 || unit[1] > 59 || unit[2] > 59 {
		return 0, false
	}
	if text[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// number reads decimal digits, nothing else.
func number(text string) (int64, bool) {
	if text == "" || len(text) > 18 {
		return 0, false
	}
	var n int64
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(text[i]-'0')
	}
	return n, true
}
