package temporal

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Fields are the components a value is built from, as in date({year: 2015}).
type Fields = map[string]any

// Of makes a value of a kind from text, a map of components or another temporal
// value. now is what an empty choice of components means; its zone is the one of
// values without a zone.
func Of(k Kind, from any, now time.Time) (any, error) {
	switch from := from.(type) {
	case string:
		return Parse(k, from, now.Location())
	case Fields:
		return build(k, from, now)
	}
	m, ok := split(from)
	if !ok {
		return nil, fmt.Errorf("a %s is made from text, a map or a temporal value, not from %T", k, from)
	}
	if err := enough(k, m); err != nil {
		return nil, err
	}
	return m.orZone(now.Location()).join(k), nil
}

// orZone fills in a missing zone.
func (m moment) orZone(zone *time.Location) moment {
	if m.zone == nil {
		m.zone = zone
	}
	return m
}

// enough tells whether a value has what a kind needs.
func enough(k Kind, m moment) error {
	if !m.hasDate && (k == Date || k == LocalDateTime || k == DateTime) || !m.hasClock && k != Date {
		return fmt.Errorf("a %s cannot be taken from a value that has none", k)
	}
	return nil
}

// components are what a value can be built from: of which kinds, and what must be
// given with it unless another value is the base.
var components = [...]struct {
	name  string
	kinds string // d date, t time, l localtime, n localdatetime, z datetime
	needs string
}{
	{"date", "dnz", ""}, {"time", "tlnz", ""}, {"datetime", "nz", ""},
	{"year", "dnz", ""}, {"month", "dnz", "year"}, {"day", "dnz", "month"},
	{"week", "dnz", "year"}, {"dayOfWeek", "dnz", "week"}, {"quarter", "dnz", "year"}, {"dayOfQuarter", "dnz", "quarter"},
	{"ordinalDay", "dnz", "year"},
	{"hour", "tlnz", ""}, {"minute", "tlnz", "hour"}, {"second", "tlnz", "minute"},
	{"millisecond", "tlnz", "second"}, {"microsecond", "tlnz", "second"}, {"nanosecond", "tlnz", "second"},
	{"timezone", "dtlnz", ""}, {"epochSeconds", "z", ""}, {"epochMillis", "z", ""},
}

// letter is the kind's in the table of components.
func (k Kind) letter() string { return [...]string{"d", "l", "t", "n", "z"}[k] }

// complete refuses components that do not fit the kind, or lack what they need.
func (b *builder) complete(k Kind) {
	based := b.has("date") || b.has("time") || b.has("datetime") || b.has("epochSeconds") || b.has("epochMillis")
	for _, c := range components {
		switch {
		case !b.has(c.name):
		case !strings.Contains(c.kinds, k.letter()):
			b.fail(fmt.Errorf("it has no %s", c.name))
		case !based && c.needs != "" && !b.has(c.needs):
			b.fail(fmt.Errorf("%s cannot be given without %s", c.name, c.needs))
		}
	}
}

// builder makes a moment from components.
type builder struct {
	fields Fields
	err    error // the first
}

// build makes a value from components.
func build(k Kind, f Fields, now time.Time) (any, error) {
	b := &builder{fields: f}
	b.unknown()
	b.complete(k)
	base, isNow := b.base(k, now)
	if b.has("epochSeconds") || b.has("epochMillis") {
		base = b.epoch()
	} else if !isNow {
		b.setDate(k, &base)
		b.setClock(&base, false)
	}
	base = b.setZone(base, now, isNow)
	if b.err != nil {
		return nil, fmt.Errorf("a %s cannot be made: %w", k, b.err)
	}
	return base.join(k), nil
}

func (b *builder) has(name string) bool {
	_, ok := b.fields[name]
	return ok
}

// unknown refuses components that do not exist.
func (b *builder) unknown() {
	known := 0
	for _, c := range components {
		if b.has(c.name) {
			known++
		}
	}
	if known == len(b.fields) {
		return
	}
	least := ""
	for name := range b.fields { // the least of them, whatever the order
		if !isComponent(name) && (least == "" || name < least) {
			least = name
		}
	}
	b.fail(fmt.Errorf("there is no component %q", least))
}

func isComponent(name string) bool {
	for _, c := range components {
		if c.name == name {
			return true
		}
	}
	return false
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// whole returns an integer component, or what it is if it is not given.
func (b *builder) whole(name string, otherwise int64) int64 {
	v, ok := b.fields[name]
	if !ok {
		return otherwise
	}
	switch v := v.(type) {
	case int64:
		return v
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
	}
	b.fail(fmt.Errorf("%s must be an integer, is %v", name, v))
	return otherwise
}

// base is the value to start from: those of the components date, time and
// datetime, or now if there is nothing but a zone.
func (b *builder) base(k Kind, now time.Time) (m moment, isNow bool) {
	if len(b.fields) == 0 || len(b.fields) == 1 && b.has("timezone") {
		m, _ = split(now)
		return m, true
	}
	if m, ok := b.temporal("datetime"); ok {
		if !m.hasDate || !m.hasClock {
			b.fail(fmt.Errorf("datetime needs a date and a time"))
		}
		return m, false
	}
	if d, ok := b.temporal("date"); ok {
		if !d.hasDate {
			b.fail(fmt.Errorf("date needs a value that has one"))
		}
		m.date, m.hasDate = d.date, true
	}
	if t, ok := b.temporal("time"); ok {
		if !t.hasClock {
			b.fail(fmt.Errorf("time needs a value that has one"))
		}
		m.clock, m.zone, m.hasClock = t.clock, t.zone, true
		if k == Time && t.hasDate && t.zone != nil { // the offset of that day
			m.zone = fixed(int(offsetOf(at(t.date, t.clock, t.zone))))
		}
	}
	return m, false
}

func (b *builder) temporal(name string) (moment, bool) {
	v, ok := b.fields[name]
	if !ok {
		return moment{}, false
	}
	m, ok := split(v)
	if !ok {
		b.fail(fmt.Errorf("%s must be a temporal value, is %v", name, v))
	}
	return m, true
}

// epoch is the moment that epochSeconds or epochMillis tells.
func (b *builder) epoch() moment {
	t := FromEpoch(b.whole("epochSeconds", 0), b.whole("nanosecond", 0))
	if b.has("epochMillis") {
		t = FromEpochMillis(b.whole("epochMillis", 0)).Add(time.Duration(b.whole("nanosecond", 0)))
	}
	m, _ := split(t)
	return m
}

// setDate sets the components of a date; those not given are the base's, or the
// first.
func (b *builder) setDate(k Kind, m *moment) {
	if k == LocalTime || k == Time {
		return
	}
	if !m.hasDate && !b.has("year") {
		b.fail(fmt.Errorf("year must be given"))
		return
	}
	base := m.date
	if !m.hasDate {
		base = ofCivil(b.whole("year", 0), 1, 1)
	}
	d, err := b.date(base, m.hasDate)
	if err != nil {
		b.fail(err)
	}
	m.date = d
}

// date computes a date from the components given and a base, of which the
// components count if it was chosen, not if it is only the first of the year.
func (b *builder) date(base graph.Date, chosen bool) (graph.Date, error) {
	of := func(v int64) int64 {
		if chosen {
			return v
		}
		return 1
	}
	year, month, day := civil(base)
	switch {
	case b.has("week") || b.has("dayOfWeek"):
		weekYear, week := isoWeek(base)
		if !chosen {
			weekYear = year
		}
		return checkedWeek(b.whole("year", weekYear), b.whole("week", of(week)), b.whole("dayOfWeek", of(weekday(base))))
	case b.has("ordinalDay"):
		return ordinalDate(b.whole("year", year), b.whole("ordinalDay", 1))
	case b.has("quarter") || b.has("dayOfQuarter"):
		return checkedQuarter(b.whole("year", year), b.whole("quarter", of(quarter(base))), b.whole("dayOfQuarter", of(dayOfQuarter(base))))
	}
	return dateOf(b.whole("year", year), b.whole("month", month), b.whole("day", day))
}

// setClock sets the components of a time of day; those not given are the base's.
// With add, parts of a second come on top of those there are.
func (b *builder) setClock(m *moment, add bool) {
	c := int64(m.clock)
	nanos := c % int64(time.Second)
	seconds := c / int64(time.Second)
	if b.has("millisecond") || b.has("microsecond") || b.has("nanosecond") {
		given := b.whole("millisecond", 0)*1e6 + b.whole("microsecond", 0)*1e3 + b.whole("nanosecond", 0)
		if add {
			given += nanos
		}
		nanos = given
	}
	clock, err := clockOf(b.whole("hour", seconds/3600), b.whole("minute", seconds/60%60), b.whole("second", seconds%60), nanos)
	if err != nil {
		b.fail(err)
	}
	m.clock = clock
}

// setZone puts a moment into the zone that is given. A moment that has a zone
// stays the same moment.
func (b *builder) setZone(m moment, now time.Time, isNow bool) moment {
	text, ok := b.fields["timezone"]
	if !ok {
		return m.orZone(now.Location())
	}
	name, _ := text.(string)
	zone, err := Zone(name)
	if err != nil {
		b.fail(err)
		return m
	}
	if m.zone != nil {
		date := m.date
		m.date, m.clock = wall(at(m.date, m.clock, m.zone).In(zone))
		if !m.hasDate && !isNow && !b.has("year") { // a time of day has no day to change
			m.date = date
		}
	}
	m.zone = zone
	return m
}
