package source

import (
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// linked finds the article among the JSON-LD scripts of a page: the first that calls
// itself one, else the page itself.
func linked(scripts []string) map[string]any {
	var values []any
	for _, s := range scripts {
		values = append(values, looseJSON(s)...)
	}
	byID := map[string]map[string]any{}
	index(values, byID)
	for _, is := range []func(string) bool{articleKind, pageKind} {
		if m := nodeIn(values, is); m != nil {
			for _, key := range []string{"author", "creator", "publisher"} {
				m[key] = resolved(m[key], byID)
			}
			return m
		}
	}
	return nil
}

// index lists the nodes by their @id.
func index(v any, byID map[string]map[string]any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			index(e, byID)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && byID[id] == nil {
			byID[id] = v
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			index(v[key], byID)
		}
	}
}

// resolved puts a node in the place of a value that only names it.
func resolved(v any, byID map[string]map[string]any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = resolved(e, byID)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) == 1 && byID[id] != nil {
			return byID[id]
		}
	}
	return v
}

// nodeIn searches a JSON-LD value, its lists and its @graph.
func nodeIn(v any, is func(string) bool) map[string]any {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if m := nodeIn(e, is); m != nil {
				return m
			}
		}
	case map[string]any:
		if ofKind(v["@type"], is) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if m := nodeIn(v[key], is); m != nil {
				return m
			}
		}
	}
	return nil
}

func ofKind(kind any, is func(string) bool) bool {
	switch kind := kind.(type) {
	case string:
		return is(kind[strings.LastIndexAny(kind, "/:#")+1:])
	case []any:
		for _, k := range kind {
			if ofKind(k, is) {
				return true
			}
		}
	}
	return false
}

func articleKind(kind string) bool {
	return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") && kind != "JobPosting" || kind == "Report"
}

func pageKind(kind string) bool { return kind == "WebPage" || kind == "ItemPage" }

// ldBody returns the text that the JSON-LD record holds; some sites put markup
// or entities into it. A live blog has it in its updates.
func ldBody(ld map[string]any) string {
	body := strings.TrimSpace(text(ld["articleBody"]))
	if updates, ok := ld["liveBlogUpdate"].([]any); ok && body == "" {
		var parts []string
		for _, u := range updates {
			if m, ok := u.(map[string]any); ok {
				parts = append(parts, text(m["articleBody"]))
			}
		}
		body = strings.TrimSpace(strings.Join(parts, "\n\n"))
	}
	if strings.Contains(body, "</p>") || strings.Contains(body, "<br") {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return render(root, "")
		}
	}
	return body
}

// looseJSON reads the values of a script as browsers and search engines do: behind
// comments of HTML and CDATA, escaped as HTML, with comments, line breaks inside of
// strings and commas too many.
func looseJSON(script string) []any {
	script = strings.TrimSpace(script)
	forms := []string{script, tidy(script)}
	if strings.Contains(script, "&quot;") || strings.Contains(script, "&#34;") {
		forms = append(forms, tidy(html.UnescapeString(script)))
	}
	for _, form := range forms {
		if nesting([]byte(form)) > maxDepth {
			return nil
		}
		var values []any
		d := json.NewDecoder(strings.NewReader(form))
		for {
			var v any
			err := d.Decode(&v)
			if err == io.EOF && len(values) > 0 {
				return values
			}
			if err != nil {
				break
			}
			values = append(values, v)
		}
	}
	return nil
}

// tidy makes JSON of what is nearly JSON.
func tidy(s string) string {
	var out strings.Builder
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\' && i+1 < len(s):
			if i++; strings.IndexByte(`"\/bfnrtu`, s[i]) >= 0 {
				out.WriteByte('\\')
			}
			out.WriteByte(s[i])
		case c == '"':
			quoted = !quoted
			out.WriteByte(c)
		case quoted && c < ' ':
			out.WriteByte(' ')
		case quoted:
			out.WriteByte(c)
		case c == '/' || c == '<' || c == '*' || c == ']' && strings.HasPrefix(s[i:], "]]>") || c == '-' && strings.HasPrefix(s[i:], "-->"):
			i += comment(s[i:]) - 1
		case c == ',' && last(s[i+1:]):
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// comment returns the length of the comment or its mark at the beginning of s.
func comment(s string) int {
	for _, mark := range []string{"<![CDATA[", "]]>", "<!--", "-->", "*/"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	for _, pair := range [][2]string{{"/*", "*/"}, {"//", "\n"}} {
		if strings.HasPrefix(s, pair[0]) {
			if rest := strings.TrimLeft(s[2:], " \t"); strings.HasPrefix(rest, "<![CDATA[") || strings.HasPrefix(rest, "]]>") {
				return 2 // the comment hides only the mark
			}
			if end := strings.Index(s[2:], pair[1]); end >= 0 {
				return 2 + end + len(pair[1])
			}
			return len(s)
		}
	}
	return 1
}

// last reports whether the next thing in s closes a list or an object, or is one
// comma more.
func last(s string) bool {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		if !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "/*") {
			break
		}
		s = s[comment(s):]
	}
	return s == "" || strings.IndexByte("]},", s[0]) >= 0
}
