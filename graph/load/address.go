package load

import (
	_ "embed"
	"net/url"
	"slices"
	"strings"
)

// trackers lists, one a line, the parameters that only say where a reader came from.
//
//go:embed tracking.txt
var trackers string

// canonicalURL is one spelling of an address: https, no www., no host or path of the
// page for phones, no default port, no fragment, no tracking parameters, parameters
// sorted, no trailing slash. What cannot be parsed stays as it is.
func canonicalURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(address)
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme == "http" {
		scheme = "https"
	}
	path := canonicalPath(u.EscapedPath())
	out := scheme + "://" + canonicalHost(u.Host) + path
	if query := canonicalQuery(u.RawQuery, path != ""); query != "" {
		out += "?" + query
	}
	return out
}

// canonicalHost leaves out what tells the same page for another screen, unless it is
// the name of the site.
func canonicalHost(host string) string {
	host = strings.ToLower(host)
	host = strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443"), "www.")
	for _, screen := range []string{"m.", "mobile.", "amp."} {
		if rest, found := strings.CutPrefix(host, screen); found && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

func canonicalPath(path string) string {
	path = strings.TrimRight(path, "/")
	for _, end := range []string{"/amp", ".amp"} {
		if rest, found := strings.CutSuffix(path, end); found && strings.Trim(rest, "/") != "" {
			return strings.TrimRight(rest, "/")
		}
	}
	if rest, found := strings.CutSuffix(path, ".amp.html"); found && strings.Trim(rest, "/") != "" {
		return rest + ".html"
	}
	return path
}

// canonicalQuery sorts the parameters as they are written, so that nothing is
// escaped anew. page: the path names a page, so that a parameter need not.
func canonicalQuery(raw string, page bool) string {
	var kept []string
	for _, pair := range strings.Split(raw, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if pair != "" && !tracking(strings.ToLower(name), value, page) {
			kept = append(kept, pair)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

// tracking reports whether a parameter does not tell which page it is. A ref names a
// page on some sites: then it has a digit, or the path names none.
func tracking(name, value string, page bool) bool {
	switch name {
	case "ref":
		return page && !strings.ContainsAny(value, "0123456789%")
	case "amp":
		return page && (value == "" || value == "1" || value == "true")
	case "outputtype":
		return page && value == "amp"
	}
	return strings.HasPrefix(name, "utm_") || name != "" && strings.Contains("\n"+trackers, "\n"+name+"\n")
}
