// Package calibrate fits the confidence in claims to judgements of one's own graph: a file
// of a few numbers says how the confidence of the rules is to be read there.
package calibrate

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Calibration turns one confidence into another: its log odds times Slope, plus Base, plus
// what the relation has for itself (Platt 1999). All are in hundredths, so that
// every machine comes to the same.
type Calibration struct {
	Base, Slope int            // 0 and 100 change nothing
	Relations   map[string]int // by name
}

// Least and Most bound a confidence: nothing is certain, and nothing excluded.
const (
	Least = .01
	Most  = .99
)

// relationPrefix begins the line of a relation.
const relationPrefix = "relation-"

// head says in the file what the file is.
const head = `# How the confidence in claims is to be read (newsgraph load --calibration): its log odds
# times slope, plus base, plus what the relation has; in hundredths.
`

// String is the calibration as a file.
func (c Calibration) String() string {
	var b strings.Builder
	b.WriteString(head)
	fmt.Fprintf(&b, "base %d\nslope %d\n", c.Base, c.Slope)
	for _, name := range slices.Sorted(maps.Keys(c.Relations)) {
		fmt.Fprintf(&b, "%s%s %d\n", relationPrefix, name, c.Relations[name])
	}
	return b.String()
}

// largest bounds the numbers of a file.
const largest = 1000

// Parse reads a file: lines "base N", "slope N", "relation-NAME N"; "#" begins a comment.
func Parse(file, text string) (Calibration, error) {
	c := Calibration{Slope: 100, Relations: map[string]int{}}
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		fault := func(what string) error {
			return fmt.Errorf("%s:%d: %s; write base, slope or relation-NAME and a whole number", file, n, what)
		}
		if len(f) != 2 {
			return c, fault(fmt.Sprintf("%q has not two words", strings.TrimSpace(line)))
		}
		worth, err := strconv.Atoi(f[1])
		if err != nil || worth > largest || worth < -largest {
			return c, fault(fmt.Sprintf("%q is no whole number from %d to %d", f[1], -largest, largest))
		}
		if seen[f[0]] {
			return c, fault(f[0] + " stands there twice")
		}
		seen[f[0]] = true
		name, ofRelation := strings.CutPrefix(f[0], relationPrefix)
		switch {
		case ofRelation && name != "":
			c.Relations[name] = worth
		case f[0] == "base":
			c.Base = worth
		case f[0] == "slope" && worth > 0:
			c.Slope = worth
		case f[0] == "slope":
			return c, fault("a slope must be above 0")
		default:
			return c, fault(fmt.Sprintf("%q is unknown", f[0]))
		}
	}
	if len(seen) == 0 {
		return c, fmt.Errorf("%s: no calibration: it has no line base, slope or relation-NAME", file)
	}
	return c, nil
}

// Confidence is the calibrated confidence of a claim of a relation, with two digits.
func (c Calibration) Confidence(relation string, confidence float64) float64 {
	p := logistic(float64(c.Base+c.Relations[relation])/100 + float64(c.Slope)/100*logOdds(confidence))
	return math.Round(100*min(max(p, Least), Most)) / 100
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logOdds(p float64) float64 {
	p = min(max(p, Least), Most)
	return math.Log(p / (1 - p))
}

// Apply calibrates the claims of an article.
func (c Calibration) Apply(a *extract.Article) {
	for i := range a.Claims {
		k := &a.Claims[i]
		k.Confidence = c.Confidence(k.Relation, k.Confidence)
	}
}
