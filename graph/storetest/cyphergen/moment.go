package cyphergen

import "fmt"

// Moment returns a statement about random dates, times and durations; it gives
// text.
func Moment(seed uint64) string {
	g := &generator{source: newSource(seed, 4)}
	return "RETURN toString(" + g.moment() + ") AS a, toString(" + g.moment() + ") AS b, toString(" + g.moment() + ") AS c"
}

func (g *generator) moment() string {
	a, b := g.instant(), g.instant()
	switch g.IntN(8) {
	case 0:
		return "duration.between(" + a + ", " + b + ")"
	case 1:
		return one(g.source, "duration.inMonths", "duration.inDays", "duration.inSeconds") + "(" + a + ", " + b + ")"
	case 2:
		return a + one(g.source, " + ", " - ") + g.duration()
	case 3:
		return g.duration() + one(g.source, " + ", " - ") + g.duration()
	case 4:
		return g.duration() + one(g.source, " * ", " / ") + one(g.source, "2", "0.5", "3", "-1", "1.7")
	case 5:
		return g.truncated()
	case 6:
		return g.date() + "." + one(g.source, "year", "quarter", "month", "week", "weekYear", "day", "ordinalDay", "weekDay", "dayOfQuarter")
	}
	return g.duration() + "." + one(g.source, "years", "months", "monthsOfYear", "weeks", "days", "daysOfWeek", "hours", "minutes", "minutesOfHour",
		"seconds", "secondsOfMinute", "milliseconds", "millisecondsOfSecond", "nanosecondsOfSecond")
}

// truncated writes a truncation.
func (g *generator) truncated() string {
	if g.in(3) {
		return one(g.source, "localtime", "time") + ".truncate('" + one(g.source, "hour", "minute", "second", "millisecond") + "', " + g.clock() + ")"
	}
	unit := one(g.source, "millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week", "day")
	return one(g.source, "date", "localdatetime", "datetime") + ".truncate('" + unit + "', " + one(g.source, g.date(), g.dateTime(), g.localDateTime()) + ")"
}

func (g *generator) instant() string {
	switch g.IntN(5) {
	case 0:
		return g.date()
	case 1:
		return g.clock()
	case 2:
		return g.localDateTime()
	}
	return g.dateTime()
}

// calendarDay writes a day, often one near a change of clocks or a month's end.
func (g *generator) calendarDay() string {
	return one(g.source, "2024-02-29", "2023-12-31", "2024-03-30", "2024-03-31", "2024-10-26", "2024-10-27", "1999-12-31", "0004-01-01",
		fmt.Sprintf("%04d-%02d-%02d", 1950+g.IntN(100), 1+g.IntN(12), 1+g.IntN(28)))
}

func (g *generator) hours() string {
	return fmt.Sprintf("%02d:%02d:%02d", g.IntN(24), g.IntN(60), g.IntN(60)) + one(g.source, "", "", ".5", ".123456789", ".000000001")
}

func (g *generator) date() string { return "date('" + g.calendarDay() + "')" }
func (g *generator) localDateTime() string {
	return "localdatetime('" + g.calendarDay() + "T" + g.hours() + "')"
}

func (g *generator) clock() string {
	if g.in(2) {
		return "localtime('" + g.hours() + "')"
	}
	return "time('" + g.hours() + one(g.source, "Z", "+01:00", "-05:30") + "')"
}

func (g *generator) dateTime() string {
	zone := one(g.source, "Z", "+02:00", "-08:00", "[Europe/Berlin]", "[America/New_York]", "[Asia/Kolkata]")
	return "datetime('" + g.calendarDay() + "T" + g.hours() + zone + "')"
}

func (g *generator) duration() string {
	text := "P"
	for _, unit := range []string{"Y", "M", "W", "D"} {
		if g.in(3) {
			text += fmt.Sprintf("%d%s", g.IntN(40)-10, unit)
		}
	}
	text += fmt.Sprintf("T%dS", g.IntN(200000)-50000)
	if g.in(3) {
		text = one(g.source, "P1.5M", "P0.75Y", "P2.5W", "PT1.5H", "P1M-1D", "PT-0.5S", "P1DT25H61M61.001S")
	}
	return "duration('" + text + "')"
}
