package source

import (
	"errors"
	"iter"
	"regexp"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// textFormat reads one article a file: the text, and before it, if the first
// line is such a line, a block of headers that an empty line ends:
//
//	Title: Harbour towns sign ferry pact
//	Published: 2024-03-05
//	URL: https://example.org/ferry
//
//	BERGEN, Norway — …
func textFormat() Format {
	return Format{
		Name: "text", Doc: "plain text, one article a file, with or without headers (Title:, Published:, URL:, …)",
		Suffixes: []string{".txt", ".text"},
		Prose:    true,
		Match:    func(string, []byte) bool { return true },
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) {
				raw, rej := in.all()
				if rej != nil {
					yield(nil, rej)
					return
				}
				text, note, _ := decode(raw, "")
				if note != "" {
					in.note(0, "%s", note)
				}
				if !strings.Contains(text, "\n") { // the lines of an old Mac
					text = strings.ReplaceAll(text, "\r", "\n")
				}
				header, body := in.reader.names.splitHeader(in.clean(0, text))
				if markedUp(body) {
					in.note(0, "the text has tags of HTML in it: read as a browser shows them")
					body = fragment(lined(body), "")
				}
				yield(in.article(record{fields: header, text: body, plain: true, raw: raw}))
			}
		},
	}
}

// lined writes the lines of a text with tags in it as such, unless elements part them.
func lined(s string) string {
	parts := strings.Split(strings.ReplaceAll(paragraphed(s), "\r\n", "\n"), "<p>")
	if strings.Contains(s, "<p") || strings.Contains(s, "<div") || strings.Contains(s, "<li") {
		return s
	}
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(strings.Trim(part, "\n"), "\n", "<br>")
	}
	return strings.Join(parts, "<p>")
}

// header returns the record field that a header line names, "" if none. What a
// sentence may begin with, too, must have a value that fits: "Time: …".
func (n *fieldNames) header(key, value string) string {
	field := n.field(key)
	switch field {
	case "text", "html":
		return ""
	case "published":
		if _, _, err := parseDate(value); errors.Is(err, errForm) && !strings.EqualFold(key, "date") && !strings.EqualFold(key, "published") {
			return ""
		}
	}
	return field
}

// splitHeader parts the header block from the text. A text whose first line is
// no known header has none.
func (n *fieldNames) splitHeader(text string) (map[string]any, string) {
	header := map[string]any{}
	rest := text
	key := regexp.MustCompile(`^([A-Za-z][A-Za-z -]{0,30}):[ \t]+(.*)$`)
	for rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		m := key.FindStringSubmatch(strings.TrimRight(line, "\r"))
		if len(header) == 0 && (m == nil || n.header(m[1], m[2]) == "") {
			return nil, text
		}
		if m == nil {
			break
		}
		if name := n.header(m[1], m[2]); name != "" && header[name] == nil {
			header[name] = strings.TrimSpace(m[2])
		}
		rest = after
	}
	return header, strings.TrimLeft(rest, "\r\n")
}
