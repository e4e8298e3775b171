package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// grid is a table as it is shown: cells that a terminal can print, and how many of
// its columns each column takes.
type grid struct {
	head    []string
	rows    [][]string
	ranks   []rank
	widths  []int
	wrapped bool
	blocks  int // each row as a block of lines of that width; 0: in a line
	under   [][]string
	broad   int // columns that the lines below rows are broken at; 0: nowhere
	book    func(values ...any)
}

// rank says what a column holds, and so how it is made narrow.
type rank int

const (
	sentences rank = iota // cut first
	words                 // cut when the sentences are short already
	moments               // days with a time of day, which may be left out
	ids                   // of the graph: the first digits tell them apart
	exact                 // addresses, numbers, what one's own statement gave: never cut
)

// The least that columns are cut to.
const (
	leastSentence = 16
	readableWord  = 16 // while keys can still be left out instead
	leastWord     = 12
	leastID       = 10
)

// grid renders the cells of a table.
func (t table) grid() grid {
	g := grid{head: make([]string, len(t.columns)), ranks: make([]rank, len(t.columns)), wrapped: t.wrapped, book: t.book, under: t.under}
	for i, name := range t.columns {
		g.head[i] = printable(name)
	}
	for _, row := range t.rows {
		t.book(row...)
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = printable(t.cell(v))
		}
		g.rows = append(g.rows, line)
	}
	for i := range g.ranks {
		if g.ranks[i] = g.rank(i); g.ranks[i] == ids && !t.answer {
			g.ranks[i] = exact
		}
	}
	g.measure()
	return g
}

// measure takes the widths that the cells have.
func (g *grid) measure() {
	g.widths = make([]int, len(g.head))
	for i, name := range g.head {
		g.widths[i] = displaywidth.String(name)
		for _, line := range g.rows {
			g.book(line[i])
			g.widths[i] = max(g.widths[i], displaywidth.String(line[i]))
		}
	}
}

// The forms by which cells are known.
var (
	idForm     = regexp.MustCompile(`^[acef]_[0-9a-f]{24}$`)
	momentForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T`)
	exactForm  = regexp.MustCompile(`^[^ ]+://[^ ]+$|^[0-9.,:TZ+-]*$`)
)

// rank finds out what a column holds.
func (g *grid) rank(column int) rank {
	all := func(form *regexp.Regexp) bool {
		some := false
		for _, line := range g.rows {
			g.book(line[column])
			if line[column] != "" {
				if !form.MatchString(line[column]) {
					return false
				}
				some = true
			}
		}
		return some
	}
	switch {
	case all(idForm):
		return ids
	case all(momentForm):
		return moments
	case all(exactForm):
		return exact
	}
	for _, line := range g.rows {
		if strings.Contains(line[column], " ") && displaywidth.String(line[column]) > leastSentence {
			return sentences
		}
	}
	return words
}

// fitted makes the columns of a table fit into a terminal of the given width: days
// without their time, keys by their first digits, texts cut, keys left out and then times,
// whose names it returns; where that is not enough each row becomes a block of lines.
// Width 0 leaves all as it is.
func (t table) fitted(width int) (g grid, left []string) {
	g = t.grid()
	if width == 0 || g.fits(width) || g.narrow(width, readableWord) {
		return g, nil
	}
	keyless, left := g.without(ids)
	if len(keyless.head) > 1 && (keyless.narrow(width, readableWord) || keyless.narrow(width, leastWord)) {
		return keyless, left
	}
	timeless, moment := keyless.without(moments)
	if len(timeless.head) > 1 && len(moment) > 0 && timeless.narrow(width, leastWord) {
		return timeless, append(left, moment...)
	}
	g = t.grid()
	g.blocks = width
	return g, nil
}

// writeTable writes a table that fits into a terminal of the given width.
func (t table) writeTable(w io.Writer, width int) error {
	g, _ := t.fitted(width)
	return g.write(w)
}

func (g *grid) total() int {
	sum := 2 * (len(g.widths) - 1)
	for _, n := range g.widths {
		sum += n
	}
	return sum
}

func (g *grid) fits(width int) bool { return g.total() <= width }

// narrow makes the columns fit, if they can be read then.
func (g *grid) narrow(width, least int) bool {
	for i, r := range g.ranks {
		for _, line := range g.rows {
			if r == moments && line[i] != "" {
				line[i] = line[i][:len("2006-01-02")]
			}
		}
		if r == ids {
			g.shorten(i)
		}
	}
	g.measure()
	g.shrink(width, leastSentence, func(i int) bool { return g.ranks[i] == sentences })
	g.shrink(width, least, func(i int) bool { return g.ranks[i] == words })
	return g.fits(width)
}

// shorten cuts the ids of a column to as many digits as tell them apart.
func (g *grid) shorten(column int) {
	for n := leastID; ; n++ {
		seen := map[string]string{}
		unique := true
		for _, line := range g.rows {
			if id := line[column]; id != "" {
				short := id[:min(n, len(id))]
				unique = unique && (seen[short] == "" || seen[short] == id)
				seen[short] = id
			}
		}
		if unique {
			for _, line := range g.rows {
				line[column] = line[column][:min(n, len(line[column]))]
			}
			return
		}
	}
}

// shrink takes from the widest of some columns until all columns fit into a width
// or none of those is wider than least.
func (g *grid) shrink(width, least int, some func(int) bool) {
	for !g.fits(width) {
		widest := -1
		for i, n := range g.widths {
			if some(i) && n > least && (widest < 0 || n > g.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		g.widths[widest]--
	}
}

// without leaves out the columns of a rank and tells their names.
func (g *grid) without(r rank) (kept grid, left []string) {
	kept.wrapped, kept.book, kept.under = g.wrapped, g.book, g.under
	kept.rows = make([][]string, len(g.rows))
	for i, name := range g.head {
		if g.ranks[i] == r {
			left = append(left, name)
			continue
		}
		kept.head, kept.ranks = append(kept.head, name), append(kept.ranks, g.ranks[i])
		for n, line := range g.rows {
			kept.rows[n] = append(kept.rows[n], line[i])
		}
	}
	return kept, left
}

// write writes head, rule and rows, or the rows as blocks.
func (g *grid) write(w io.Writer) error {
	b := bufio.NewWriter(w) // keeps its error for Flush
	if g.blocks > 0 {
		g.writeBlocks(b)
		return b.Flush()
	}
	rule := make([]string, len(g.widths))
	for i, n := range g.widths {
		rule[i] = strings.Repeat("-", n)
	}
	g.writeRow(b, g.head)
	g.writeRow(b, rule)
	for n, line := range g.rows {
		g.writeRow(b, line)
		g.writeUnder(b, n)
	}
	return b.Flush()
}

// writeUnder writes the lines that stand below a row.
func (g *grid) writeUnder(b *bufio.Writer, row int) {
	if g.under == nil {
		return
	}
	const indent = "    "
	for _, line := range g.under[row] {
		g.book(line)
		lines := []string{printable(line)}
		if g.broad > 0 {
			lines = wrap(lines[0], g.broad-len(indent))
		}
		b.WriteString(indent + strings.Join(lines, "\n"+indent) + "\n")
	}
}

// writeRow writes one row, which takes several lines where texts are wrapped.
func (g *grid) writeRow(b *bufio.Writer, row []string) {
	cells := make([][]string, len(row))
	height := 1
	for i, c := range row {
		g.book(c)
		cells[i] = []string{displaywidth.TruncateString(c, g.widths[i], "…")}
		if g.wrapped {
			cells[i] = wrap(c, g.widths[i])
		}
		height = max(height, len(cells[i]))
	}
	for n := range height {
		line := ""
		for i, c := range cells {
			if n < len(c) {
				line += c[n] + strings.Repeat(" ", max(0, g.widths[i]-displaywidth.String(c[n])))
			} else {
				line += strings.Repeat(" ", g.widths[i])
			}
			line += "  "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// writeBlocks writes each row as a block: a line a column, those left out that the
// row has nothing for.
func (g *grid) writeBlocks(b *bufio.Writer) {
	indent := 2
	for _, name := range g.head {
		indent = max(indent, displaywidth.String(name)+2)
	}
	beside := g.blocks-indent >= leastSentence // the values stand beside the names, else below
	if !beside {
		indent = 2
	}
	for n, row := range g.rows {
		if n > 0 {
			b.WriteByte('\n')
		}
		for i, c := range row {
			if c == "" {
				continue
			}
			g.book(c)
			b.WriteString(g.head[i])
			pad := strings.Repeat(" ", max(0, indent-displaywidth.String(g.head[i])))
			if !beside {
				pad = "\n" + strings.Repeat(" ", indent)
			}
			b.WriteString(pad + strings.Join(wrap(c, g.blocks-indent), "\n"+strings.Repeat(" ", indent)) + "\n")
		}
		g.writeUnder(b, n)
	}
}

// wrap breaks a text into lines of a width, between words; a longer word keeps its
// line for itself.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		n := displaywidth.String(word)
		switch {
		case line == "":
			line, used = word, n
		case used+1+n <= width:
			line, used = line+" "+word, used+1+n
		default:
			lines = append(lines, line)
			line, used = word, n
		}
	}
	return append(lines, line)
}

// telling leaves out the columns that say nothing, being empty or false in every
// row, and tells their names.
func (t table) telling() (kept table, left []string) {
	kept = t
	kept.columns, kept.rows = nil, make([][]any, len(t.rows))
	for i, name := range t.columns {
		silent := true
		for _, row := range t.rows {
			silent = silent && (row[i] == nil || row[i] == false || row[i] == "")
		}
		if silent && len(t.rows) > 0 {
			left = append(left, name)
			continue
		}
		kept.columns = append(kept.columns, name)
		for n, row := range t.rows {
			kept.rows[n] = append(kept.rows[n], row[i])
		}
	}
	return kept, left
}

// tabulate prints a table for people: what does not fit or says nothing is left
// out, and told.
func (con *console) tabulate(t table) error {
	if con.width > 0 && t.answer {
		var silent []string
		if t, silent = t.telling(); len(silent) > 0 {
			con.notice(fmt.Sprintf("empty or false in every row and left out: %s", strings.Join(silent, ", ")))
		}
	}
	g, left := t.fitted(con.width)
	if len(left) > 0 {
		con.notice(fmt.Sprintf("left out, as %d columns are too narrow: %s; --json and --csv have all", con.width, strings.Join(left, ", ")))
	}
	g.broad = con.width
	return g.write(con.out)
}
