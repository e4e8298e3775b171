package embedded_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded"
)

// TestIndexAgreesWithAScan asks the same of nodes with an index and of the same
// nodes without: values whose kinds and sizes lie at the edges.
func TestIndexAgreesWithAScan(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE INDEX FOR (n:Indexed) ON (n.x)", nil)
	run(t, s, "CREATE INDEX FOR (n:Indexed) ON (n.x, n.y)", nil)
	values := []string{
		"0", "1", "-1", "0.0", "-0.0", "1.0", "0.5", "0.0 / 0.0", "1.0 / 0.0", "-1.0 / 0.0", "9007199254740992", "9007199254740993", "9007199254740992.0",
		"9223372036854775807", "9.223372036854775807E18", "-9223372036854775808", "''", "'a'", "'A'", "'ab'", "'b'", "'1'", "true", "false",
		"[]", "[1]", "[1.0]", "['1']", "[[1][0], 2]", "date('2020-01-01')", "date('2020-01-02')", "datetime('2020-01-01T12:00+01:00')", "datetime('2020-01-01T11:00Z')",
		"localdatetime('2020-01-01T12:00')", "localdatetime('2020-01-01T12:00:00.000000001')", "time('12:00+01:00')", "time('11:00Z')", "localtime('12:00')",
		"duration('P1D')", "duration('PT24H')", "duration('P1M')", "localdatetime({year: 1970})",
	}
	for i, v := range values {
		run(t, s, fmt.Sprintf("CREATE (:Indexed {i: %d, x: %s, y: 1}), (:Plain {i: %d, x: %s, y: 1})", i, v, i, v), nil)
	}
	asked := append([]string{"null", "{a: 1}", "[{a: 1}]", "[null]", "[[1]]", "[0.0 / 0.0]", "'%'", "localdatetime({year: 1970})"}, values...)
	for _, v := range asked {
		for _, condition := range []string{
			"n.x = %s", "n.x = %s AND n.y = 1", "n.x < %s", "n.x <= %s", "n.x > %s", "n.x >= %s", "n.x IN [%s, 5]", "n.x STARTS WITH %s", "n.x > %s AND n.x < 9007199254740994", "'' <= n.x AND n.x < %s",
		} {
			const text = "MATCH (n:%s) WHERE %s RETURN n.i ORDER BY n.i"
			where := fmt.Sprintf(condition, v)
			want, err := answer(t.Context(), s, fmt.Sprintf(text, "Plain", where))
			got, errIndexed := answer(t.Context(), s, fmt.Sprintf(text, "Indexed", where))
			if got != want || (err == nil) != (errIndexed == nil) {
				t.Errorf("%s: %s by the index (%v), %s by a scan (%v)", where, got, errIndexed, want, err)
			}
		}
	}
}

func answer(ctx context.Context, s *embedded.Store, text string) (string, error) {
	rows, err := ask(ctx, s, text, nil)
	return fmt.Sprint(rows), err
}
