package extract

import (
	"context"
	"errors"
)

// MostWork is how many steps the pipeline takes for an article unless it is told
// otherwise: about seven times what a megabyte of news takes, the longest article that is
// admitted. A step is a comparison, or a five-hundredth of what the networks do for
// a token; a hundred million take about a second.
const MostWork = 2_000_000_000

// stepsAtOnce is after how many steps an article is asked whether it has been given
// up: about a millisecond.
const stepsAtOnce = 1 << 16

// meter counts the steps that the stages take for an article. The count depends on
// the article alone, never on the machine.
type meter struct {
	ctx         context.Context
	steps, next int64
	most        int64 // 0: any number
}

// errWork is what ends an article that takes more steps than it may.
var errWork = errors.New("too much work")

// givenUp is what Spend panics with: the reason.
type givenUp struct{ error }

// Spend counts n steps of work on the article. A stage calls it in every loop that
// grows with the article. Where the article has been given up, because it takes too
// many steps or because the run has ended, Spend does not return: the pipeline goes
// on with the next article.
func (a *Article) Spend(n int) {
	m := a.meter
	if m == nil {
		return
	}
	if m.steps += int64(n); m.steps < m.next {
		return
	}
	if m.most > 0 && m.steps > m.most {
		panic(givenUp{errWork})
	}
	if err := m.ctx.Err(); err != nil {
		panic(givenUp{err})
	}
	m.next = m.steps + stepsAtOnce
	if m.most > 0 {
		m.next = min(m.next, m.most+1) // the count alone decides, not where it is looked at
	}
}
