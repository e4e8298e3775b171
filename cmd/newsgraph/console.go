package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/term"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"github.com/newsgraph/newsgraph/graph/export"
)

// console is what a command reads from and writes to. What people read goes to out
// and err, where no text of strangers moves the cursor; what programs read to data.
type console struct {
	in       io.Reader
	out, err io.Writer
	data     io.Writer // the bytes as they are, unless a terminal shows them
	raw      io.Writer // for text that is painted, and printable itself
	env      func(string) string
	color    bool // out is a terminal that shows colours
	file     bool // out is a file: nobody waits for the next line
	width    int  // columns of the terminal, 0 if out is none
	// What is shown on the standard error while something runs; nil: nothing.
	line       *statusLine
	overwrites bool             // it is a terminal whose lines can be overwritten
	errColumns func() int       // its width now
	now        func() time.Time // nil: time.Now
	// secret asks for one, which does not show; nil where nobody could answer.
	secret func(ctx context.Context, prompt string) (string, error)
	key    func(ctx context.Context) (rune, error) // waits for one key; nil where nobody could press it
}

// newConsole is the console of the process.
func newConsole(ctx context.Context, in, out, err *os.File, env func(string) string) *console {
	con := &console{in: &interruptible{ctx: ctx, in: in}, out: out, line: &statusLine{w: err}, env: env, secret: asker(in, err), key: presser(in, err)}
	con.err = con.line
	// The old console of Windows obeys no escapes; its Terminal does.
	con.overwrites = term.IsTerminal(int(err.Fd())) && env("TERM") != "dumb" && (runtime.GOOS != "windows" || env("WT_SESSION") != "")
	con.errColumns = func() int { return con.columns(err) }
	con.look(out)
	return con
}

// look finds out what the standard output can show.
func (con *console) look(out *os.File) {
	info, err := out.Stat()
	con.file = err == nil && info.Mode().IsRegular()
	if !term.IsTerminal(int(out.Fd())) {
		return
	}
	con.color = con.env("NO_COLOR") == "" && con.env("TERM") != "dumb"
	con.width = con.columns(out)
}

// narrowest is the fewest columns that anything is laid out for.
const narrowest = 20

// columns is the width of a terminal: COLUMNS, if the user set it, or what it says.
func (con *console) columns(of *os.File) int {
	if n, err := strconv.Atoi(con.env("COLUMNS")); err == nil && n >= narrowest {
		return n
	}
	if n, _, err := term.GetSize(int(of.Fd())); err == nil && n > 0 {
		return max(n, narrowest)
	}
	return 80
}

// guarded is the console with writers that hold nothing back and let nothing
// through that is no text; close passes on what a broken end left in them.
func (con *console) guarded() (guarded *console, close func() error) {
	out, err := transform.NewWriter(con.out, shownText()), transform.NewWriter(con.err, shownText())
	c := *con
	c.raw, c.data, c.out, c.err = con.out, con.out, out, err
	if con.width > 0 {
		c.data = out
	}
	return &c, func() error { return errors.Join(out.Close(), err.Close()) }
}

// shownText replaces what a terminal would obey, but leaves the lines.
func shownText() transform.Transformer {
	return runes.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && commanding(r) {
			return ' '
		}
		return r
	})
}

// commanding reports whether a terminal obeys a character instead of showing it:
// control characters, other line ends, and what turns the direction of writing.
func commanding(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// printable replaces what would move the cursor or colour the terminal: text of
// strangers must not do either.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if commanding(r) {
			return ' '
		}
		return r
	}, s)
}

// escapedJSON writes JSON on, with the escapes for what a terminal would obey; a
// reader of the JSON sees no difference. Every Write must hold whole characters.
type escapedJSON struct{ w io.Writer }

func (e escapedJSON) Write(p []byte) (int, error) {
	if _, err := e.w.Write(escaped(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// escaped puts those escapes into JSON, where such characters stand in texts only.
func escaped(p []byte) []byte {
	special := func(r rune) bool { return r >= 0x7f && commanding(r) }
	if !bytes.ContainsFunc(p, special) {
		return p
	}
	var b []byte
	for _, r := range string(p) {
		if special(r) {
			b = fmt.Appendf(b, `\u%04x`, r)
		} else {
			b = append(b, string(r)...)
		}
	}
	return b
}

// oneLine returns an error's text without line breaks, and without what would move
// the cursor: it may hold a stranger's file name.
func oneLine(err error) string { return strings.Join(strings.Fields(printable(err.Error())), " ") }

// notice tells what the user should know of and need not act on.
func (con *console) notice(message string) {
	fmt.Fprintf(con.err, "newsgraph: %s\n", strings.Join(strings.Fields(printable(message)), " "))
}

// create writes a file that appears when it is complete, or to the standard output.
func (con *console) create(name string, write func(io.Writer) error) error {
	if name != standard {
		return export.Create(name, write)
	}
	return write(con.data)
}
