package mcp

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// maxBody is how many bytes one request may have.
const maxBody = 1 << 20

// Path is where the server answers over HTTP.
const Path = "/mcp"

// Handler answers over streamable HTTP, at Path. A request must be to this machine by a
// name that only this machine has, or to one of hosts, and must not come from a page of
// another site: without that, any page that a browser here shows could ask by giving its
// own name our address.
func (s *Server) Handler(hosts ...string) http.Handler {
	mux := http.NewServeMux()
	// Without sessions: there is nothing to keep of a client, and nothing that idle ones
	// could fill.
	mux.Handle(Path, sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.sdk }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, PropagateRequestCancellation: true,
		DisableLocalhostProtection: true, // ours is stricter, and knows hosts
	}))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "newsgraph answers the Model Context Protocol at "+Path+"\n") // who has gone needs no answer
	})
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
		mux.ServeHTTP(w, r)
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
