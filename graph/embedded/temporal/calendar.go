package temporal

import "github.com/newsgraph/newsgraph/graph"

// civil returns year, month and day of a date (H. Hinnant, "chrono-compatible
// low-level date algorithms", civil_from_days).
func civil(d graph.Date) (year, month, day int64) {
	z := int64(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	year, day = yoe+era*400, doy-(153*mp+2)/5+1
	if month = mp + 3; month > 12 {
		month -= 12
	}
	if month <= 2 {
		year++
	}
	return year, month, day
}

// ofCivil is the inverse (days_from_civil). The month must be 1 to 12; the day
// may run over.
func ofCivil(year, month, day int64) graph.Date {
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	mp := floorMod(month-3, 12)
	doy := (153*mp+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return graph.Date(era*146097 + doe - 719468)
}

func isLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// monthLength is the number of days of a month.
func monthLength(year, month int64) int64 {
	switch month {
	case 2:
		if isLeap(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// weekday is 1 on Monday to 7 on Sunday.
func weekday(d graph.Date) int64 { return floorMod(int64(d)+3, 7) + 1 }

// isoWeek returns the ISO 8601 year and week of a date.
func isoWeek(d graph.Date) (year, week int64) {
	thursday := d + graph.Date(4-weekday(d))
	year, _, _ = civil(thursday)
	return year, int64(thursday-ofCivil(year, 1, 1))/7 + 1
}

// ofWeek is the date of a day of an ISO week.
func ofWeek(year, week, day int64) graph.Date {
	fourth := ofCivil(year, 1, 4) // always in week 1
	return fourth - graph.Date(weekday(fourth)-1) + graph.Date((week-1)*7+day-1)
}

func ordinalDay(d graph.Date) int64 {
	year, _, _ := civil(d)
	return int64(d-ofCivil(year, 1, 1)) + 1
}

func quarter(d graph.Date) int64 {
	_, month, _ := civil(d)
	return (month-1)/3 + 1
}

func dayOfQuarter(d graph.Date) int64 {
	year, _, _ := civil(d)
	return int64(d-ofCivil(year, quarter(d)*3-2, 1)) + 1
}

// plusMonths moves a date; a day that the month does not have becomes its last.
func plusMonths(d graph.Date, months int64) graph.Date {
	year, month, day := civil(d)
	n := year*12 + month - 1 + months
	year, month = floorDiv(n, 12), floorMod(n, 12)+1
	return ofCivil(year, month, min(day, monthLength(year, month)))
}
