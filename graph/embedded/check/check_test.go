package check

import (
	"errors"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/tck"
)

// testEnv has the functions that the tests and the TCK call.
func testEnv() Env {
	var env Env
	add := func(result Kind, least, most int, arg Kind, names ...string) {
		for _, n := range names {
			env.Functions = append(env.Functions, Function{Name: n, Min: least, Max: most, Args: []Kind{arg}, Result: result})
		}
	}
	add(String, 1, 1, Any, "toString", "toLower", "toUpper", "lTrim", "rTrim", "trim", "elementId")
	add(String, 1, 1, Edge, "type")
	add(Any, 1, 1, Any, "reverse", "toInteger", "toFloat", "toBoolean", "abs", "ceil", "floor", "sign", "round", "sqrt", "id", "exists", "isEmpty")
	add(Map, 1, 1, Node|Edge|Map, "properties")
	add(List, 1, 1, Node, "labels")
	add(List, 1, 1, Path, "nodes", "relationships")
	add(Node, 1, 1, Edge, "startNode", "endNode")
	add(Integer, 1, 1, Path, "length")
	add(Integer, 1, 1, String|List, "size")
	add(List, 1, 1, Node|Edge|Map, "keys")
	add(Any, 1, 1, List, "head", "last", "tail")
	add(Any, 2, 3, Any, "substring", "replace", "split", "left", "right")
	add(List, 2, 3, Any, "range")
	add(Any, 1, -1, Any, "coalesce", "datetime.truncate")
	add(Any, 0, -1, Any, "timestamp")
	for _, n := range []string{"date", "time", "localtime", "datetime", "localdatetime"} {
		add(Temporal, 0, 2, Any, n, n+".transaction", n+".statement", n+".realtime", n+".truncate", n+".fromepoch", n+".fromepochmillis")
		add(Temporal, 0, 3, Any, n+".truncate")
	}
	add(Duration, 1, 1, Any, "duration")
	add(Duration, 2, 2, Any, "duration.between", "duration.inMonths", "duration.inDays", "duration.inSeconds")
	env.Functions = append(env.Functions, Function{Name: "rand", Result: Float, Volatile: true})
	for _, n := range []string{"count", "collect", "sum", "avg", "min", "max", "stDev", "stDevP"} {
		env.Functions = append(env.Functions, Function{Name: n, Min: 1, Max: 1, Aggregate: true})
	}
	for _, n := range []string{"percentileCont", "percentileDisc"} {
		env.Functions = append(env.Functions, Function{Name: n, Min: 2, Max: 2, Aggregate: true})
	}
	return env
}

func run1(text string, env Env) (*Info, error) {
	stmt, err := syntax.Parse(text)
	if err != nil {
		return nil, err
	}
	return New(env).Check(text, stmt)
}

// TestTCK checks the queries of the openCypher TCK: those that must fail at
// compile time fail for the right reason, all others pass. A
// RelationshipUniquenessViolation is none in Neo4j 5, which gives no rows.
func TestTCK(t *testing.T) {
	dir := tck.Folder(t)
	scenarios, err := tck.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	bad := 0
	for _, s := range scenarios {
		if got, want := outcome(s); got != want && want != "RelationshipUniquenessViolation" && !strings.HasPrefix(want, "maybe") {
			bad++
			if bad < 80 {
				t.Errorf("%s\n got %s\nwant %s\n%s", s.ID(), got, want, query(s))
			}
		}
	}
	t.Logf("%d of %d scenarios differ", bad, len(scenarios))
}

func query(s tck.Scenario) (q string) {
	for _, step := range s.Steps {
		if strings.HasPrefix(step.Text, "executing") {
			q = step.Doc
		}
	}
	return q
}

// outcome returns the kinds of the error found and of the one wanted.
func outcome(s tck.Scenario) (got, want string) {
	env := testEnv()
	params := map[string]any{}
	for _, step := range s.Steps {
		if e, ok := tck.ErrorOf(step.Text); ok && e.Phase == "compile time" {
			want = e.Detail
		} else if ok && e.Phase == "any time" {
			want = "maybe " + e.Detail
		}
		if p, ok := strings.CutPrefix(step.Text, "there exists a procedure "); ok {
			env.Procedures = append(env.Procedures, procedure(p))
		}
		if strings.HasPrefix(step.Text, "parameters are") {
			for _, row := range step.Table {
				params[row[0]] = nil
			}
		}
	}
	info, err := run1(query(s), env)
	if err == nil {
		err = info.Missing(params)
	}
	var wrong *syntax.Error
	switch {
	case errors.As(err, &wrong):
		got = wrong.Kind
		if want == "" {
			got += " " + err.Error()
		}
	case err != nil:
		got = err.Error()
	}
	return got, want
}

// procedure reads name(arg :: TYPE?, …) :: (column :: TYPE?, …):
func procedure(text string) Procedure {
	name, rest, _ := strings.Cut(text, "(")
	args, rest, _ := strings.Cut(rest, ")")
	_, rest, _ = strings.Cut(rest, "(")
	columns, _, _ := strings.Cut(rest, ")")
	return Procedure{Name: name, Args: fields(args), Columns: fields(columns)}
}

func fields(text string) (out []Field) {
	for _, f := range strings.Split(text, ",") {
		name, kind, ok := strings.Cut(f, "::")
		if !ok {
			continue
		}
		k := map[string]Kind{"INTEGER?": Number, "NUMBER?": Number, "FLOAT?": Number, "STRING?": String}[strings.TrimSpace(kind)]
		out = append(out, Field{Name: strings.TrimSpace(name), Kind: k})
	}
	return out
}
