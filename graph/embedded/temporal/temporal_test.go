package temporal

import (
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

func noon() time.Time { return time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC) }

func text(v any) string {
	s, ok := Format(v)
	if !ok {
		return "not temporal"
	}
	return s
}

func TestParse(t *testing.T) {
	tests := []struct {
		kind     Kind
		in, want string
	}{
		{Date, "2026-03-05", "2026-03-05"}, {Date, "20260305", "2026-03-05"}, {Date, "2026-03", "2026-03-01"},
		{Date, "2026-W10-4", "2026-03-05"}, {Date, "2026W10", "2026-03-02"}, {Date, "2026-064", "2026-03-05"},
		{Date, "2026064", "2026-03-05"}, {Date, "202603", "2026-03-01"}, {Date, "2026", "2026-01-01"}, {Date, "2026-3-5", "2026-03-05"},
		{Date, "2026-Q2-05", "2026-04-05"}, {Date, "-999999999-01-01", "-999999999-01-01"}, {Date, "+999999999-12-31", "+999999999-12-31"},
		{LocalTime, "21:40:32.142", "21:40:32.142"}, {LocalTime, "214032", "21:40:32"}, {LocalTime, "21", "21:00:00"},
		{Time, "2140-02", "21:40:00-02:00"}, {Time, "21:40:32.5+0130", "21:40:32.5+01:30"}, {Time, "10:00", "10:00:00Z"},
		{LocalDateTime, "2026-W10-4T214032", "2026-03-05T21:40:32"}, {LocalDateTime, "2026-03-05", "2026-03-05T00:00:00"},
		{DateTime, "2026-03-05T10:00:00-05:00", "2026-03-05T10:00:00-05:00"},
		{DateTime, "2026-07-05T10:00[Europe/Berlin]", "2026-07-05T10:00:00+02:00[Europe/Berlin]"},
		{DateTime, "2026-07-05T10:00+02:00[Europe/Berlin]", "2026-07-05T10:00:00+02:00[Europe/Berlin]"},
	}
	for _, tt := range tests {
		v, err := Parse(tt.kind, tt.in, time.UTC)
		if err != nil || text(v) != tt.want {
			t.Errorf("%s(%q) = %s, %v; want %s", tt.kind, tt.in, text(v), err, tt.want)
		}
	}
	for _, bad := range []string{"", "2026-13-01", "2026-02-30", "26-01-01", "2026-W54-1", "2026-366", "2026-001-1", "x"} {
		if v, err := Parse(Date, bad, time.UTC); err == nil {
			t.Errorf("date(%q) = %s, want an error", bad, text(v))
		}
	}
}

func TestOf(t *testing.T) {
	dt, _ := Parse(DateTime, "2026-07-05T10:00[Europe/Berlin]", time.UTC)
	d, _ := Parse(Date, "2026-11-11", time.UTC)
	tests := []struct {
		kind Kind
		in   any
		want string
	}{
		{Date, Fields{"year": int64(2026), "week": int64(10), "dayOfWeek": int64(4)}, "2026-03-05"},
		{Date, Fields{"date": d, "quarter": int64(3)}, "2026-08-11"},
		{Date, Fields{"date": d, "day": int64(28)}, "2026-11-28"},
		{Date, dt, "2026-07-05"},
		{Time, Fields{"time": dt, "timezone": "+05:00"}, "13:00:00+05:00"},
		{Time, dt, "10:00:00+02:00"},
		{LocalTime, Fields{"hour": int64(1), "minute": int64(0), "second": int64(0), "millisecond": int64(2), "nanosecond": int64(3)}, "01:00:00.002000003"},
		{DateTime, Fields{"datetime": dt, "day": int64(6), "timezone": "America/New_York"}, "2026-07-06T04:00:00-04:00[America/New_York]"},
		{DateTime, Fields{"date": dt, "hour": int64(3)}, "2026-07-05T03:00:00Z"},
		{DateTime, Fields{"timezone": "+02:00"}, "2026-03-05T14:00:00+02:00"},
		{DateTime, Fields{"epochMillis": int64(1500)}, "1970-01-01T00:00:01.5Z"},
	}
	for _, tt := range tests {
		v, err := Of(tt.kind, tt.in, noon())
		if err != nil || text(v) != tt.want {
			t.Errorf("%s(%v) = %s, %v; want %s", tt.kind, tt.in, text(v), err, tt.want)
		}
	}
	for _, bad := range []Fields{{"year": int64(2026), "mouth": int64(1)}, {"month": int64(1)}, {"year": int64(2026), "day": int64(2)}, {"year": int64(2026), "hour": int64(2)}, {"year": 1.5}, {"year": int64(2026), "day": int64(32)}} {
		if v, err := Of(Date, bad, noon()); err == nil {
			t.Errorf("date(%v) = %s, want an error", bad, text(v))
		}
	}
}

func TestTruncate(t *testing.T) {
	dt, _ := Parse(DateTime, "2026-11-11T12:31:14.645876123+01:00", time.UTC)
	tests := []struct {
		kind   Kind
		unit   string
		fields Fields
		want   string
	}{
		{Date, "century", nil, "2000-01-01"},
		{Date, "week", Fields{"dayOfWeek": int64(2)}, "2026-11-10"},
		{DateTime, "weekYear", nil, "2025-12-29T00:00:00+01:00"},
		{DateTime, "hour", Fields{"timezone": "Europe/Berlin"}, "2026-11-11T12:00:00+01:00[Europe/Berlin]"},
		{LocalDateTime, "millisecond", Fields{"nanosecond": int64(2)}, "2026-11-11T12:31:14.645000002"},
		{Time, "minute", nil, "12:31:00+01:00"},
		{LocalTime, "day", nil, "00:00:00"},
	}
	for _, tt := range tests {
		v, err := Truncate(tt.kind, tt.unit, dt, tt.fields, time.UTC)
		if err != nil || text(v) != tt.want {
			t.Errorf("%s.truncate(%s, %v) = %s, %v; want %s", tt.kind, tt.unit, tt.fields, text(v), err, tt.want)
		}
	}
}

func TestDurations(t *testing.T) {
	for in, want := range map[string]string{
		"P14DT16H12M": "P14DT16H12M", "P5M1.5D": "P5M1DT12H", "P0.75M": "P22DT19H51M49.5S", "PT0.75M": "PT45S",
		"P2.5W": "P17DT12H", "P2012-02-02T14:37:21.545": "P2012Y2M2DT14H37M21.545S", "-P1Y": "P-1Y", "PT-0.001S": "PT-0.001S",
	} {
		d, err := ParseDuration(in)
		if err != nil || text(d) != want {
			t.Errorf("duration(%q) = %s, %v; want %s", in, text(d), err, want)
		}
	}
	for _, bad := range []string{"", "P", "PT", "1Y", "P1X", "P1D1M", "P1.2.3D"} {
		if d, err := ParseDuration(bad); err == nil {
			t.Errorf("duration(%q) = %s, want an error", bad, text(d))
		}
	}
}

func TestBetween(t *testing.T) {
	tests := []struct {
		f        func(a, b any) (graph.Duration, error)
		kind     Kind
		from, to string
		want     string
	}{
		{Between, Date, "2026-01-31", "2026-03-01", "P1M1D"},
		{Between, LocalDateTime, "2018-01-02T10:00:00.1", "2018-01-01T10:00:00.2", "PT-23H-59M-59.9S"},
		{InMonths, Date, "2018-03-11", "2016-06-24", "P-1Y-8M"},
		{InDays, Date, "2026-01-31", "2026-03-01", "P29D"},
		{InSeconds, DateTime, "2017-10-29T00:00[Europe/Stockholm]", "2017-10-29T04:00[Europe/Stockholm]", "PT5H"},
		{Between, Date, "-999999999-01-01", "+999999999-12-31", "P1999999998Y11M30D"},
	}
	for _, tt := range tests {
		a, _ := Parse(tt.kind, tt.from, time.UTC)
		b, _ := Parse(tt.kind, tt.to, time.UTC)
		if d, err := tt.f(a, b); err != nil || text(d) != tt.want {
			t.Errorf("from %s to %s: %s, %v; want %s", tt.from, tt.to, text(d), err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-03-05", "21:40:32.142+0100", "2026-W10-4T214032[Europe/Berlin]", "P5M1.5DT3H"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for k := Date; k <= DateTime; k++ {
			v, err := Parse(k, s, time.UTC)
			if err != nil {
				continue
			}
			again, err := Parse(k, text(v), time.UTC)
			if order, _ := Compare(v, again); err != nil || order != 0 {
				t.Errorf("%s(%q) is written %s, read again %v, %v", k, s, text(v), again, err)
			}
		}
		if d, err := ParseDuration(s); err == nil {
			if again, err := ParseDuration(text(d)); err != nil || again != d {
				t.Errorf("duration(%q) is written %s, read again %v, %v", s, text(d), again, err)
			}
		}
	})
}
