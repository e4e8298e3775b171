package mcp

import (
	"io"
	"net/http"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph/hostcheck"
)

// maxBody is how many bytes one request may have.
const maxBody = 1 << 20

// Path is where the server answers over HTTP.
const Path = "/mcp"

// Handler answers over streamable HTTP, at Path. A request must be to this machine by a
// name that only this machine has, or to one of hosts, and must not come from a page of
// another site (graph/hostcheck).
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
	return hostcheck.Handler(mux, hosts...)
}
