package when

import "github.com/newsgraph/newsgraph/extract/lexicon"

// The rules by which a phrase became a date, as extract.Time.Rule names them.
const (
	nearest           = "nearest " // before a rule: the date next to publication
	ruleTo            = " to "     // between the rules of a stretch's ends
	ruleDate          = "date"
	ruleMonth         = "month"
	ruleMonthOfYear   = "month of year"
	ruleWeekday       = "weekday"
	ruleWeekdayOfWeek = "weekday of week"
	ruleDayWord       = "day word"
	ruleQuarter       = "quarter"
	ruleQuarterOfYear = "quarter of year"
	ruleDecade        = "decade"
	ruleYear          = "year"
	ruleYears         = "years"
	ruleYearOfDate    = "year of date"
	ruleSeason        = "season"
	ruleUnits         = "past, next units"
	ruleStep          = "last, this, next"
	ruleWeekend       = "weekend"
	ruleAgo           = "ago"
	ruleRelative      = "relative to another"
	ruleFor           = lexicon.For
)
