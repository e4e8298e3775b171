package when

import (
	"strings"
	"time"

	"newsgraph/extract"
)

// life reads two years that are one token and stand alone in brackets: "(1929–2014)".
func (s *scanner) life(i int) (period, int) {
	w := s.text(i)
	if s.word(i-1) != "(" || s.word(i+1) != ")" || len(w) < 9 {
		return period{}, 0
	}
	dash := w[4 : len(w)-4]
	from, to := year(w[:4]), year(w[len(w)-4:])
	if from == 0 || to <= from || strings.Trim(dash, "-–—") != "" {
		return period{}, 0
	}
	begin := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	return period{from: begin(from), to: begin(to), p: extract.Year, rule: "years"}, 1
}
