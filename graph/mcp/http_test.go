package mcp

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Over HTTP the same is answered, to those who ask this machine, and to no page of another
// site.
func TestHTTP(t *testing.T) {
	server, err := New(usual(t))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server.Handler("graph.example"))
	defer web.Close()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: web.URL + Path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	leaders, _ := ask(t, session, "who_leads", map[string]any{"org": "e_norvane"})
	if len(leaders.Rows) == 0 || *leaders.Rows[0].Evidence[0].URL != "https://news.example/norvane-okafor" {
		t.Errorf("got %+v", leaders)
	}
	if got := refused(t, session, "read_cypher", map[string]any{"statement": "CREATE ()"}); !strings.Contains(got, "would write") {
		t.Error(got)
	}

	list := `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	at := strings.TrimPrefix(web.URL, "http://")
	for _, test := range []struct {
		method, path, host, origin, body string
		want                             int
	}{
		{"POST", Path, at, "", list, 200},
		{"POST", Path, "localhost:1", "", list, 200},
		{"POST", Path, "LOCALHOST.", "", list, 200},
		{"POST", Path, "[::1]:80", "", list, 200},
		{"POST", Path, "graph.example", "", list, 200},
		{"POST", Path, at, "http://" + at, list, 200},
		{"POST", Path, "evil.example", "", list, 403},
		{"POST", Path, "127.0.0.1.evil.example", "", list, 403},
		{"POST", Path, "localhost.evil.example:80", "", list, 403},
		{"POST", Path, "[fe80::1]", "", list, 403},
		{"POST", Path, "graph.example.evil", "", list, 403},
		{"POST", Path, at, "https://evil.example", list, 403},
		{"POST", Path, at, "http://localhost:9", list, 403},
		{"POST", Path, at, "null", list, 403},
		{"POST", Path, at, "file://" + at, list, 403},
		{"POST", Path, at, "http://" + at + ".evil.example", list, 403},
		{"GET", "/", at, "", "", 404},
		{"GET", Path, at, "", "", 405},
		{"POST", Path, at, "", "{", 400},
		{"POST", Path, at, "", `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":"` + strings.Repeat("x", 2*maxBody) + `"}`, 413},
	} {
		req, err := http.NewRequestWithContext(t.Context(), test.method, web.URL+test.path, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = test.host
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/json, text/event-stream")
		if test.origin != "" {
			req.Header.Set("Origin", test.origin)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body) // what there is of it
		res.Body.Close()
		if res.StatusCode != test.want || res.Header.Get("Access-Control-Allow-Origin") != "" || test.want == 200 && !strings.Contains(string(body), `"who_leads"`) {
			t.Errorf("%s %s host %s origin %s: %d, want %d: %.200s", test.method, test.path, test.host, test.origin, res.StatusCode, test.want, body)
		}
	}
}
