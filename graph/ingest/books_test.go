package ingest

import (
	"errors"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/load"
)

func TestTolerance(t *testing.T) {
	for _, tt := range []struct {
		flag           string
		rejected, read int
		want           bool
	}{
		{"0", 0, 9, true}, {"0", 1, 9, false},
		{"3", 3, 9, true}, {"3", 4, 9, false},
		{"-1", 9, 9, true},
		{"10%", 1, 10, true}, {"10%", 2, 10, false}, {"10%", 1, 9, false},
		{"0%", 1, 1000, false}, {"100%", 9, 9, true},
	} {
		tolerance, err := ParseTolerance(tt.flag)
		if got := tolerance.Covers(tt.rejected, tt.read); err != nil || got != tt.want {
			t.Errorf("%s covers %d of %d: %v, %v", tt.flag, tt.rejected, tt.read, got, err)
		}
	}
	for _, flag := range []string{"", "x", "-2", "-1%", "5 %", "1.5", "%"} {
		if _, err := ParseTolerance(flag); err == nil || !strings.Contains(err.Error(), "want a number, a percentage or -1") {
			t.Errorf("%q: %v", flag, err)
		}
	}
}

func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		name   string
		report load.Report
		flag   string
		want   string // "": no error
	}{
		{"all well", load.Report{Read: 3, Loaded: 1, Changed: 1, Unchanged: 1}, "0", ""},
		{"a record that nobody accounts for", load.Report{Read: 3, Loaded: 2}, "-1", "internal error: the books do not balance"},
		{"a claim that nobody accounts for", load.Report{Read: 1, Loaded: 1, Books: load.Books{Candidates: 2}, Claims: load.Tally{"LEADS": 1}}, "-1", "internal error: the books do not balance"},
		{"nothing there", load.Report{}, "-1", "rejected: no article found in a b"},
		{"all rejected", load.Report{Read: 2, Rejected: 2}, "-1", "rejected: nothing could be read"},
		{"more than is tolerated", load.Report{Read: 4, Loaded: 2, Rejected: 2}, "1", "rejected 2 of 4 records (--max-errors allows some)"},
		{"as many as are tolerated", load.Report{Read: 4, Loaded: 2, Rejected: 2}, "2", ""},
	} {
		tolerance, _ := ParseTolerance(tt.flag)
		err := Result{Report: tt.report, paths: []string{"a", "b"}}.Settle(tolerance)
		if (err == nil) != (tt.want == "") || err != nil && !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
		if errors.Is(err, ErrRejected) != strings.HasPrefix(tt.want, "rejected") {
			t.Errorf("%s: %v: is it about rejects?", tt.name, err)
		}
	}
}

func TestWriteBooks(t *testing.T) {
	var b strings.Builder
	r := Result{Input: &source.Report{Files: 7}, Report: load.Report{Read: 3, Clashes: []load.Clash{{Reason: "<&>"}}}}
	if err := r.WriteBooks(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"{\n  \"input\": {\n    \"Files\": 7,", "\n  \"graph\": {\n    \"read\": 3,", `"reason": "<&>"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, b.String())
		}
	}
}

func TestAdvice(t *testing.T) {
	fields := map[string]string{"text": "body", "title": "head"}
	report := &source.Report{Records: 2, Mapped: map[string]int{"title": 2}}
	if got := Advice(source.Options{Fields: fields, Report: report}); len(got) != 1 || got[0] != "no record has a field body, which --map takes for text" {
		t.Errorf("got %q", got)
	}
	if got := Advice(source.Options{Fields: fields, Report: &source.Report{}}); len(got) != 0 {
		t.Errorf("of no record: %q", got)
	}
}
