package extract

import (
	"fmt"
	"time"
)

// Precision says how much of a date is known.
type Precision string

// The precisions.
const (
	Day     Precision = "day"
	Week    Precision = "week"
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Year    Precision = "year"
	Second  Precision = "second" // of a publication date only: the source stated the moment
)

// CalendarDate is the first day of a period as YYYY-MM-DD, and the period's length.
// The zero value is "not known".
type CalendarDate struct {
	First     string    `json:"first,omitempty"`
	Precision Precision `json:"precision,omitempty"`
}

// IsZero reports whether the date is not known.
func (d CalendarDate) IsZero() bool { return d.First == "" }

// String writes the date with as much of it as is known: 2019, 2019-Q2, 2019-05,
// 2019-W21, 2019-05-23.
func (d CalendarDate) String() string {
	at, err := time.Parse(time.DateOnly, d.First)
	if err != nil {
		return d.First
	}
	switch d.Precision {
	case Year:
		return at.Format("2006")
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", at.Year(), (int(at.Month())+2)/3)
	case Month:
		return at.Format("2006-01")
	case Week:
		year, week := at.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	}
	return d.First
}

// Interval is a point or a stretch in time as the text states it. A point
// ("on Wednesday") has From only and Point set; "since May" has From, "until
// 2014" has To.
type Interval struct {
	From  CalendarDate `json:"from,omitzero"`
	To    CalendarDate `json:"to,omitzero"`
	Point bool         `json:"point,omitempty"`
	// Phrase is where the text says so; empty if nothing says so. It stands
	// also where the phrase could not be resolved (no publication date).
	Phrase Span `json:"phrase,omitzero"`
}

// IsZero reports whether nothing is known and nothing was said.
func (i Interval) IsZero() bool { return i == Interval{} }

// Time is one time phrase of an article, resolved as far as it can be.
type Time struct {
	Interval
	Rule string `json:"rule,omitempty"` // which rule resolved it
}
