package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

// shelf is a graph that holds what the test says, by what it is asked for.
type shelf struct {
	holds map[string][]load.Found
	many  map[string]bool // references that could be several files
	done  []string
	fail  string // the article that cannot be taken out
}

func (s *shelf) Find(_ context.Context, ref string, place load.Place) ([]load.Found, error) {
	if s.many[ref] {
		return nil, &load.AmbiguousError{Path: ref, Paths: []string{"x/" + ref, "y/" + ref}}
	}
	if place.There {
		return s.holds["here:"+ref], nil
	}
	return s.holds[ref], nil
}

func (s *shelf) Retract(_ context.Context, articles ...string) (load.Report, error) {
	if slices.Contains(articles, s.fail) {
		return load.Report{}, errors.New("no memory")
	}
	s.done = append(s.done, fmt.Sprint("retract ", articles))
	return load.Report{Retracted: len(articles), Counts: graph.Counts{NodesDeleted: 2}}, nil
}

func (s *shelf) SetPaths(_ context.Context, article string, paths []string) error {
	s.done = append(s.done, fmt.Sprint("paths ", article, paths))
	return nil
}

func TestRetract(t *testing.T) {
	t.Chdir(t.TempDir())
	s := &shelf{many: map[string]bool{"many.txt": true, "unsure.txt": true}, holds: map[string][]load.Found{
		"https://a.example/1": {{ID: "a_1"}},
		"both.txt":            {{ID: "a_2", Paths: []string{"both.txt"}, Others: []string{"other.txt"}}, {ID: "a_3", Paths: []string{"both.txt"}}},
		"named.txt":           {{ID: "a_4", Paths: []string{"/tmp/./old/named.txt"}}},
	}}
	var told []string
	got, err := Retract(t.Context(), s, []string{"https://a.example/1", "both.txt", "many.txt", "gone.txt", "new/named.txt", "new/unsure.txt"},
		func(a load.Found, kept bool) { told = append(told, fmt.Sprint(a.ID, " ", kept)) })
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"retract [a_1]", "paths a_2[other.txt]", "retract [a_3]"}; !slices.Equal(s.done, want) {
		t.Errorf("did %q, want %q", s.done, want)
	}
	if want := []string{"a_1 false", "a_2 true", "a_3 false"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	if got.Report.Retracted != 2 || got.Report.Counts.NodesDeleted != 4 {
		t.Errorf("report %+v", got.Report)
	}
	if want := []string{"gone.txt", "new/named.txt (but what came from old/named.txt is)", "new/unsure.txt (but " + (&load.AmbiguousError{Path: "unsure.txt", Paths: []string{"x/unsure.txt", "y/unsure.txt"}}).Error() + ")"}; !slices.Equal(got.Missing, want) {
		t.Errorf("missing %q, want %q", got.Missing, want)
	}
	if len(got.Unclear) != 1 || !errors.As(got.Unclear[0], new(*load.AmbiguousError)) {
		t.Errorf("unclear %v", got.Unclear)
	}
}

// A file that is there is meant, whatever else is called so.
func TestRetractFileThatIsThere(t *testing.T) {
	for ref, there := range map[string]bool{"retract_test.go": true, "retract_test.go!member": true, "nowhere.txt": false} {
		if got := placeOf(ref); got.Path != ref || got.There != there {
			t.Errorf("%s: %+v", ref, got)
		}
	}
}

// An error ends a retraction, with what was done before it in the report.
func TestRetractFails(t *testing.T) {
	s := &shelf{fail: "a_2", holds: map[string][]load.Found{"1": {{ID: "a_1"}}, "2": {{ID: "a_2"}}, "3": {{ID: "a_3"}}}}
	got, err := Retract(t.Context(), s, []string{"1", "2", "3"}, func(a load.Found, kept bool) {
		if a.ID != "a_1" || kept {
			t.Errorf("told of %s, kept %v", a.ID, kept)
		}
	})
	if err == nil || got.Report.Retracted != 1 || len(s.done) != 1 {
		t.Errorf("%+v, %v; did %q", got.Report, err, s.done)
	}
}
