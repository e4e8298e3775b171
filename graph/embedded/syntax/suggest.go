package syntax

import (
	"fmt"
	"strings"
)

// longestWord is how many bytes a word may have for which a like one is looked for.
const longestWord = 100

// Suggest returns "; did you mean X?" with the one of known that is nearest to
// word, or "" if none is near: one letter in three may differ. It is put behind an
// error message.
func Suggest(word string, known []string) string {
	if len(word) > longestWord {
		return ""
	}
	best, least := "", len(word)/3
	for _, k := range known {
		d := Distance(strings.ToLower(word), strings.ToLower(k), least)
		if d > 0 && d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// Distance is the number of letters to insert, delete, replace or swap with
// their neighbour (optimal string alignment), as soon as it is known to be
// over limit some number over limit.
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(y)]
}
