package source

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// absent reports whether a value is one of the ways to say that there is none.
func absent(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		if v = strings.TrimSpace(v); len(v) > len("0000-00-00 00:00:00") {
			return false
		}
		switch strings.ToLower(v) {
		case "", "none", "null", "nan", "0000-00-00", "0000-00-00 00:00:00":
			return true
		}
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// holders are the fields of an object that stands where a text is expected, best
// first: of databases, of XML written as JSON, of editors and of feeds.
var holders = []string{
	"$t", "#text", "@value", "#cdata", "__cdata", "_", "value", "rendered", "main", "plain", "text", "html", "raw", "en",
	"stringvalue", "timestampvalue", "arrayvalue", "values", "s", "href", "@id", "$oid", "$numberlong", "blocks", "paragraphs", "data",
}

// text returns a scalar as text, a list of texts as paragraphs, of an object that
// only holds a text that one, else "".
func text(v any) string {
	switch v := v.(type) {
	case string:
		if absent(v) {
			return ""
		}
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, e := range v {
			if m, ok := e.(map[string]any); ok && titled(m) {
				continue // an article of its own
			}
			if s := text(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	case map[string]any:
		lower := map[string]any{}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			lower[strings.ToLower(k)] = v[k]
		}
		for _, k := range holders {
			if s := text(lower[k]); s != "" {
				return s
			}
		}
	}
	return ""
}

// titled reports whether an object has a title or an address: then it is no
// paragraph of a text.
func titled(m map[string]any) bool {
	for _, name := range []string{"title", "headline", "webTitle", "url", "webUrl", "link"} {
		if v, ok := lookup(m, name); ok && !absent(v) {
			return true
		}
	}
	return false
}

// addressIn returns the first address in a value, or what stands there instead.
func addressIn(v any) (any, bool) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, e := range list {
		if s, ok := address(text(e)); ok {
			return s, true
		}
	}
	return text(v), false
}

// firstAddress returns the first value that holds an address, else the first that is
// there, for the note on it.
func firstAddress(values ...any) any {
	var stated any
	for _, v := range values {
		s, usable := addressIn(v)
		if usable {
			return s
		}
		if absent(stated) {
			stated = s
		}
	}
	return stated
}

// address returns the address of a web page, and whether s is one: http and https
// only, for what else stands in such a field leads nowhere or does harm. A host
// without a scheme is meant to be read by a browser.
func address(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		s = "https://" + rest
	}
	u, err := url.Parse(s)
	if err == nil && u.Scheme == "" && bareHost(s) {
		s = "https://" + s
		u, err = url.Parse(s)
	}
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(s, " \t\r\n<>\"") {
		return "", false
	}
	return s, true
}

// bareHost reports whether an address begins with the name of a host.
func bareHost(s string) bool {
	name, _, _ := strings.Cut(strings.ToLower(s), "/")
	dot := strings.LastIndexByte(name, '.')
	if dot < 1 || len(name)-dot < 3 {
		return false
	}
	for i, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z'
		if i > dot && !letter || !letter && c != '.' && c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return !knownSuffix(name)
}
