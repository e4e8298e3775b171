package source

import (
	"net/textproto"
	"strings"
)

// headerOf reads the lines of a header as web archives, web servers and mails have
// it, in any case and with blanks before the colon. A line that begins with a blank
// goes on with the one before; one without a colon is passed by.
func headerOf(lines []string) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	last := ""
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		switch {
		case line == "":
		case line[0] == ' ' || line[0] == '\t':
			if values := h[last]; len(values) > 0 {
				values[len(values)-1] += " " + strings.TrimSpace(line)
			}
		case ok:
			last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
			h[last] = append(h[last], strings.TrimSpace(value))
		}
	}
	return h
}

// splitHead parts what begins with a header from the rest, at the first empty line.
func splitHead(raw string) (lines []string, body string) {
	for raw != "" {
		line, rest, _ := strings.Cut(raw, "\n")
		raw = rest
		if line = strings.TrimSuffix(line, "\r"); line == "" {
			break
		}
		lines = append(lines, line)
	}
	return lines, raw
}
