package hostcheck

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	handler := Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "graph.example")
	for _, test := range []struct {
		host, origin, site string
		want               int
	}{
		{"localhost:8011", "", "", 200},
		{"LOCALHOST.", "", "", 200},
		{"[::1]:80", "", "", 200},
		{"graph.example", "", "", 200},
		{"localhost:1", "http://localhost:1", "", 200},
		{"evil.example", "", "", 403},
		{"127.0.0.1.evil.example", "", "", 403},
		{"[fe80::1]", "", "", 403},
		{"localhost:1", "http://localhost:9", "", 403},
		{"localhost:1", "https://evil.example", "", 403},
		{"localhost:1", "null", "", 403},
		{"localhost:1", "file://localhost:1", "", 403},
		{"localhost:1", "", "same-origin", 200},
		{"localhost:1", "", "none", 200},
		{"localhost:1", "", "cross-site", 403},
		{"localhost:1", "", "same-site", 403},
		{"localhost:1", "", "cross-site navigate", 200},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = test.host
		if test.origin != "" {
			r.Header.Set("Origin", test.origin)
		}
		site, mode, _ := strings.Cut(test.site, " ")
		r.Header.Set("Sec-Fetch-Site", site)
		r.Header.Set("Sec-Fetch-Mode", mode)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != test.want {
			t.Errorf("host %q origin %q site %q: %d, want %d", test.host, test.origin, test.site, w.Code, test.want)
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
		name := host
		if h, _, err := net.SplitHostPort(host); err == nil {
			name = h
		}
		name = strings.TrimSuffix(strings.Trim(strings.ToLower(name), "[]"), ".")
		if ip := net.ParseIP(name); name != "localhost" && name != "graph.example" && (ip == nil || !ip.IsLoopback()) {
			t.Errorf("%q is allowed", host)
		}
	})
}
