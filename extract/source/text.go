package source

import (
	"iter"
	"regexp"
	"strings"

	"newsgraph/extract"
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
				header, body := splitHeader(text)
				yield(in.article(record{fields: header, text: body, plain: true, raw: raw}))
			}
		},
	}
}

// headerName returns the record field that a header line names, "" if none.
func headerName(key string) string {
	switch strings.ToLower(key) {
	case "title", "headline":
		return "title"
	case "published", "date", "publication date":
		return "published"
	case "url", "link":
		return "url"
	case "source", "publisher", "publication":
		return "source"
	case "author", "authors", "by", "byline":
		return "authors"
	case "id", "guid":
		return "id"
	case "language", "lang":
		return "language"
	}
	return ""
}

// splitHeader parts the header block from the text. A text whose first line is
// no known header has none.
func splitHeader(text string) (map[string]any, string) {
	header := map[string]any{}
	rest := text
	key := regexp.MustCompile(`^([A-Za-z][A-Za-z -]{0,30}):[ \t]+(.*)$`)
	for rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		m := key.FindStringSubmatch(strings.TrimRight(line, "\r"))
		if len(header) == 0 && (m == nil || headerName(m[1]) == "") {
			return nil, text
		}
		if m == nil {
			break
		}
		if name := headerName(m[1]); name != "" && header[name] == nil {
			header[name] = strings.TrimSpace(m[2])
		}
		rest = after
	}
	return header, strings.TrimLeft(rest, "\r\n")
}
