package temporal

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Format writes a temporal value or duration as toString does; ok is false if v
// is none.
func Format(v any) (text string, ok bool) {
	if d, ok := v.(graph.Duration); ok {
		return formatDuration(d), true
	}
	m, ok := split(v)
	if !ok {
		return "", false
	}
	var b strings.Builder
	if m.hasDate {
		b.WriteString(formatDate(m.date))
	}
	if m.hasDate && m.hasClock {
		b.WriteByte('T')
	}
	if m.hasClock {
		b.WriteString(formatClock(m.clock))
	}
	if m.zone != nil {
		b.WriteString(formatOffset(offsetOf(m.time())))
		if name := zoneName(m.zone); name != "" {
			b.WriteString("[" + name + "]")
		}
	}
	return b.String(), true
}

// formatDate writes the year with at least four digits, and with its sign if it
// has more.
func formatDate(d graph.Date) string {
	year, month, day := civil(d)
	sign := ""
	switch {
	case year < 0:
		sign, year = "-", -year
	case year > 9999:
		sign = "+"
	}
	return fmt.Sprintf("%s%04d-%02d-%02d", sign, year, month, day)
}

// formatClock writes hours, minutes and seconds, and parts of a second without
// zeros at the end.
func formatClock(c graph.LocalTime) string {
	seconds, nanos := int64(c)/int64(time.Second), int64(c)%int64(time.Second)
	text := fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if nanos != 0 {
		text += "." + strings.TrimRight(fmt.Sprintf("%09d", nanos), "0")
	}
	return text
}

// formatOffset writes Z, ±hh:mm or ±hh:mm:ss.
func formatOffset(offset int64) string {
	if offset == 0 {
		return "Z"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	text := fmt.Sprintf("%s%02d:%02d", sign, offset/3600, offset/60%60)
	if offset%60 != 0 {
		text += fmt.Sprintf(":%02d", offset%60)
	}
	return text
}

func formatDuration(d graph.Duration) string {
	var b strings.Builder
	b.WriteByte('P')
	part := func(n int64, letter byte) {
		if n != 0 {
			b.WriteString(strconv.FormatInt(n, 10))
			b.WriteByte(letter)
		}
	}
	part(d.Months/12, 'Y')
	part(d.Months%12, 'M')
	part(d.Days, 'D')
	if d.Seconds != 0 || d.Nanos != 0 {
		b.WriteByte('T')
		seconds, nanos := d.Seconds, d.Nanos
		if seconds < 0 && nanos > 0 { // write the sign in front of both
			seconds, nanos = seconds+1, nanos-1e9
		}
		part(seconds/3600, 'H')
		part(seconds/60%60, 'M')
		b.WriteString(formatSeconds(seconds%60, nanos))
	}
	if b.Len() == 1 {
		return "PT0S"
	}
	return b.String()
}

// formatSeconds writes seconds and nanoseconds of the same sign, without zeros at
// the end; nothing if both are zero.
func formatSeconds(seconds, nanos int64) string {
	if seconds == 0 && nanos == 0 {
		return ""
	}
	if nanos == 0 {
		return strconv.FormatInt(seconds, 10) + "S"
	}
	sign := ""
	if seconds < 0 || nanos < 0 {
		sign, seconds, nanos = "-", -seconds, -nanos
	}
	return fmt.Sprintf("%s%d.%sS", sign, seconds, strings.TrimRight(fmt.Sprintf("%09d", nanos), "0"))
}
