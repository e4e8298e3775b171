package extract

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
