// Package hostcheck keeps pages of other sites from a server on this machine. Any page
// that a browser here shows could ask such a server by giving its own name our address
// (DNS rebinding), or by a plain request across sites.
package hostcheck

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Handler passes on to next what is asked of this machine by a name that only this machine
// has, or of one of hosts, and does not come from a page of another site. The rest is
// answered with 403.
func Handler(next http.Handler, hosts ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if !allowed(r.Host, hosts) {
			http.Error(w, "the host of the address is none of this server's: use localhost, or start it with --allow-host", http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && !sameSite(origin, r.Host) {
			http.Error(w, "a page of another site may not ask", http.StatusForbidden)
			return
		}
		// A browser says so of what a page embeds; a link that somebody follows is no harm.
		if site := r.Header.Get("Sec-Fetch-Site"); (site == "cross-site" || site == "same-site") && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
			http.Error(w, "a page of another site may not ask", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// allowed reports whether a request may be to a host, given with or without a port.
func allowed(host string, hosts []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if ip := net.ParseIP(name); name == "localhost" || ip != nil && ip.IsLoopback() {
		return true
	}
	return name != "" && slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

// sameSite reports whether an origin is that of the host itself.
func sameSite(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, host)
}
