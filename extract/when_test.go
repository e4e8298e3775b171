package extract

import "testing"

func TestCalendarDateShowsItsPrecision(t *testing.T) {
	for want, d := range map[string]CalendarDate{
		"":           {},
		"2019":       {First: "2019-01-01", Precision: Year},
		"2019-Q2":    {First: "2019-04-01", Precision: Quarter},
		"2019-05":    {First: "2019-05-01", Precision: Month},
		"2025-W01":   {First: "2024-12-30", Precision: Week},
		"2019-05-23": {First: "2019-05-23", Precision: Day},
		"2019-05-24": {First: "2019-05-24", Precision: Second},
	} {
		if got := d.String(); got != want {
			t.Errorf("%+v: got %q, want %q", d, got, want)
		}
	}
}
