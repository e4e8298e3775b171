package javaregex

import (
	"fmt"
	"strings"
)

// translation rewrites a regular expression of Java for Go.
type translation struct {
	text string
	at   int
	out  strings.Builder
	// fold: letters of ASCII in either case, as Java's (?i) without (?u) means it
	fold bool
	dot  string // what . stands for
}

// translate returns the pattern in the syntax of Go.
func translate(pattern string) (string, error) {
	j := &translation{text: pattern, dot: `[^\n\r\x{85}\x{2028}\x{2029}]`}
	if err := j.flags(); err != nil {
		return "", err
	}
	for j.at < len(j.text) {
		if err := j.next(); err != nil {
			return "", err
		}
	}
	return j.out.String(), nil
}

// cannot is the error for what this engine's regular expressions do not have.
func (j *translation) cannot(what string) error {
	return fmt.Errorf("%s in %q is not supported by the embedded graph", what, j.text)
}

// flags reads (?is) at the start of the pattern.
func (j *translation) flags() error {
	rest, ok := strings.CutPrefix(j.text, "(?")
	letters, _, closed := strings.Cut(rest, ")")
	if !ok || !closed || letters == "" || strings.Trim(letters, "idmsuxU") != "" {
		return nil
	}
	if strings.Trim(letters, "isu") != "" {
		return j.cannot("the flags (?" + letters + ")")
	}
	j.at = len(letters) + 3
	j.fold = strings.Contains(letters, "i")
	if strings.Contains(letters, "s") {
		j.dot = `(?s:.)`
	}
	if j.fold && strings.Contains(letters, "u") {
		j.fold = false
		j.out.WriteString("(?i)")
	}
	return nil
}

func (j *translation) next() error {
	switch c := j.text[j.at]; c {
	case '\\':
		return j.escape(false)
	case '[':
		return j.class()
	case '(':
		return j.group()
	case '{':
		return j.count()
	case '.':
		j.out.WriteString(j.dot)
	default:
		j.literal(c)
	}
	j.at++
	return nil
}

// literal writes one byte, a letter in both cases if that is wanted.
func (j *translation) literal(c byte) {
	if low := c | 0x20; j.fold && low >= 'a' && low <= 'z' {
		j.out.WriteString("[" + string(low) + string(low-0x20) + "]")
		return
	}
	j.out.WriteByte(c)
}

// group reads the opening of a group.
func (j *translation) group() error {
	rest := j.text[j.at+1:]
	open := "("
	switch {
	case strings.HasPrefix(rest, "?:"):
		open = "(?:"
	case strings.HasPrefix(rest, "?<") && !strings.HasPrefix(rest, "?<=") && !strings.HasPrefix(rest, "?<!"):
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return fmt.Errorf("the name of a group does not end in %q", j.text)
		}
		open = "(" + rest[:end+1]
	case strings.HasPrefix(rest, "?"):
		return j.cannot("a group (?" + rest[1:min(len(rest), 2)] + "…)")
	}
	j.out.WriteString(open)
	j.at += len(open)
	return nil
}

// count copies {n}, {n,} or {n,m}; any other { is an error in Java.
func (j *translation) count() error {
	end := strings.IndexByte(j.text[j.at:], '}')
	if end < 0 || strings.Trim(j.text[j.at+1:j.at+end], "0123456789,") != "" || j.text[j.at+1] < '0' || j.text[j.at+1] > '9' {
		return fmt.Errorf("{ without a count in %q: write \\{ for the sign", j.text)
	}
	j.out.WriteString(j.text[j.at : j.at+end+1])
	j.at += end + 1
	return nil
}

// space are the characters of \s, which in Go lacks the vertical tab.
const space = `\t\n\x0B\f\r `

// escape rewrites what a backslash begins.
func (j *translation) escape(inClass bool) error {
	if j.at+1 == len(j.text) {
		return fmt.Errorf("a backslash at the end of %q", j.text)
	}
	c := j.text[j.at+1]
	length := 2
	text := j.text[j.at : j.at+2]
	switch {
	case c == 's' && inClass:
		text = space
	case c == 's':
		text = "[" + space + "]"
	case c == 'S' && !inClass:
		text = "[^" + space + "]"
	case c == 'u' && j.at+6 <= len(j.text):
		text, length = `\x{`+j.text[j.at+2:j.at+6]+"}", 6
	case c == 'x', c == 'p', c == 'P':
		return j.braced(inClass)
	case c == 'Q' && !inClass:
		return j.quoted()
	case c >= '0' && c <= '9', c == 'v', c == 'h', c == 'H', c == 'V', c == 'C', c == 'A', c == 'z', c == 'Z', c == 'G', c == 'R', c == 'X', c == 'S', c == 'Q',
		(c == 'b' || c == 'B') && inClass, c == 'u', c == 'k', c == 'N', c == 'E', c == 'c', c == 'e':
		return j.cannot(`the escape \` + string(rune(c)))
	case c == '_' || c >= 0x80:
		text = text[1:]
	}
	j.out.WriteString(text)
	j.at += length
	return nil
}

// braced copies \x41, \x{1F600}, \pL and \p{L}; the classes that only Java has
// are refused by Go.
func (j *translation) braced(inClass bool) error {
	if j.fold {
		return j.cannot("an escape of a class or code after (?i)")
	}
	end := j.at + 3
	if j.text[j.at+1] == 'x' {
		end = j.at + 4
	}
	if j.at+2 < len(j.text) && j.text[j.at+2] == '{' {
		if n := strings.IndexByte(j.text[j.at:], '}'); n > 0 {
			end = j.at + n + 1
		}
	}
	if end > len(j.text) {
		return fmt.Errorf("an escape does not end in %q", j.text)
	}
	j.out.WriteString(posix(j.text[j.at:end], inClass))
	j.at = end
	return nil
}

// posix gives the classes of ASCII that Java calls \p{Alpha} and so on.
func posix(escape string, inClass bool) string {
	name, ok := strings.CutPrefix(escape, `\p{`)
	switch name = strings.TrimSuffix(name, "}"); name {
	case "Lower", "Upper", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank", "Cntrl", "XDigit", "Space":
		if class := "[:" + strings.ToLower(name) + ":]"; ok && inClass {
			return class
		} else if ok {
			return "[" + class + "]"
		}
	}
	return escape
}

// quoted copies \Q…\E as it is meant: every sign for itself.
func (j *translation) quoted() error {
	rest := j.text[j.at+2:]
	quote, _, closed := strings.Cut(rest, `\E`)
	for i := range len(quote) {
		if c := quote[i]; c < 0x80 && strings.IndexByte(`\.+*?()|[]{}^$`, c) >= 0 {
			j.out.WriteByte('\\')
			j.out.WriteByte(c)
		} else {
			j.literal(c)
		}
	}
	j.at += 2 + len(quote)
	if closed {
		j.at += 2
	}
	return nil
}

// class rewrites [...]; unions and intersections of classes are refused.
func (j *translation) class() error {
	j.out.WriteByte('[')
	j.at++
	if strings.HasPrefix(j.text[j.at:], "^") {
		j.out.WriteByte('^')
		j.at++
	}
	for first := true; j.at < len(j.text); first = false {
		rest := j.text[j.at:]
		switch {
		case rest[0] == ']' && !first:
			j.out.WriteByte(']')
			j.at++
			return nil
		case rest[0] == '[':
			return j.cannot("a class within a class")
		case strings.HasPrefix(rest, "&&"):
			return j.cannot("an intersection of classes")
		case rest[0] == '\\':
			if err := j.escape(true); err != nil {
				return err
			}
		default:
			j.member(rest)
		}
	}
	return fmt.Errorf("a class does not end in %q", j.text)
}

// member copies a character or a range of them; with fold also the other case of
// its letters.
func (j *translation) member(rest string) {
	low, high, length := rest[0], rest[0], 1
	if len(rest) > 2 && rest[1] == '-' && rest[2] != ']' && rest[2] != '\\' && rest[2] != '[' {
		high, length = rest[2], 3
	}
	j.out.WriteString(rest[:length])
	j.at += length
	if !j.fold || low >= 0x80 {
		return
	}
	for c := byte('A'); c <= 'Z'; c++ {
		if small := c | 0x20; c >= low && c <= high {
			j.out.WriteByte(small)
		} else if small >= low && small <= high {
			j.out.WriteByte(c)
		}
	}
}
