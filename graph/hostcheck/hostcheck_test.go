package hostcheck

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	handler := Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "graph.example")
	for _, test := range []struct {
		host, origin string
		want         int
	}{
		{"localhost:8011", "", 200},
		{"LOCALHOST.", "", 200},
		{"[::1]:80", "", 200},
		{"graph.example", "", 200},
		{"localhost:1", "http://localhost:1", 200},
		{"evil.example", "", 403},
		{"127.0.0.1.evil.example", "", 403},
		{"[fe80::1]", "", 403},
		{"localhost:1", "http://localhost:9", 403},
		{"localhost:1", "https://evil.example", 403},
		{"localhost:1", "null", 403},
		{"localhost:1", "file://localhost:1", 403},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = test.host
		if test.origin != "" {
			r.Header.Set("Origin", test.origin)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != test.want {
			t.Errorf("host %q origin %q: %d, want %d", test.host, test.origin, w.Code, test.want)
		}
	}
}

func FuzzHost(f *testing.F) {
	for _, seed := range []string{"localhost", "127.0.0.1:80", "[::1]:1", "evil.example", "localhost.", "127.1", "0x7f.1", "[", "graph.example:9", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if !allowed(host, []string{"graph.example"}) {
			return
		}
		lower := strings.ToLower(host)
		if !strings.Contains(lower, "localhost") && !strings.Contains(lower, "127.") && !strings.Contains(lower, ":") && !strings.HasPrefix(lower, "graph.example") {
			t.Errorf("%q is allowed", host)
		}
	})
}
