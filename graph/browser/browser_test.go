package browser

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// rules reads the style as naively as Browser does.
func rules(t *testing.T) (selectors []string, values map[string]map[string]string) {
	t.Helper()
	values = map[string]map[string]string{}
	rule := regexp.MustCompile(`([^{}]+)\{((?:[^{}]|\{\w+\})*)\}`)
	for _, m := range rule.FindAllStringSubmatch(Style(), -1) {
		selector := strings.TrimSpace(m[1])
		selectors = append(selectors, selector)
		values[selector] = map[string]string{}
		for _, line := range strings.Split(m[2], ";") {
			name, value, _ := strings.Cut(line, ":")
			values[selector][strings.TrimSpace(name)] = strings.Trim(strings.TrimSpace(value), `"`)
			if strings.Contains(value, ":") {
				t.Errorf("%s: a colon in %q", selector, line)
			}
		}
	}
	return selectors, values
}

// TestContrast: what is written on a node or an edge can be read on its colour, in
// every rule, with what it inherits: 4.5 to 1 is what WCAG wants of small text; what is
// written beside it, on white.
func TestContrast(t *testing.T) {
	selectors, values := rules(t)
	for _, s := range selectors {
		base, _, _ := strings.Cut(s, ".")
		value := func(name string) string { return cmp.Or(values[s][name], values[base][name]) }
		for _, pair := range [][2]string{{value("text-color-internal"), value("color")}, {cmp.Or(value("text-color-external"), "#000000"), "#FFFFFF"}} {
			if c := contrast(t, pair[0], pair[1]); c < 4.5 {
				t.Errorf("%s: %s on %s is %.1f to 1", s, pair[0], pair[1], c)
			}
		}
	}
}

// contrast is the ratio of the luminances of two colours, as WCAG 2 defines it.
func contrast(t *testing.T, one, other string) float64 {
	t.Helper()
	luminance := func(color string) float64 {
		var rgb [3]int
		if _, err := fmt.Sscanf(color, "#%02X%02X%02X", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			t.Fatalf("colour %q: %v", color, err)
		}
		var linear [3]float64
		for i, c := range rgb {
			v := float64(c) / 255
			if linear[i] = math.Pow((v+0.055)/1.055, 2.4); v <= 0.03928 {
				linear[i] = v / 12.92
			}
		}
		return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
	}
	a, b := luminance(one), luminance(other)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func TestStyle(t *testing.T) {
	selectors, values := rules(t)
	captions := map[string]string{}
	for s, v := range values {
		captions[s] = v["caption"]
	}
	if strings.Contains(Style(), "/*") || strings.Contains(Style(), "//") {
		t.Error("a comment destroys the rule behind it")
	}
	entity := slices.Index(selectors, "node.__Entity__")
	if entity != 1 {
		t.Errorf("node.__Entity__ is rule %d, must be the first behind node", entity)
	}
	for _, k := range extract.Kinds() {
		if i := slices.Index(selectors, "node."+string(k)); i < entity || captions["node."+string(k)] != "{name}" {
			t.Errorf("%s: rule %d, caption %q", k, i, captions["node."+string(k)])
		}
	}
	if captions["node.Article"] != "{title}" || captions["node.Claim"] != "{relation}" || captions["relationship"] != "<type>" {
		t.Errorf("captions %v", captions)
	}
	seen := map[string]bool{}
	for _, s := range selectors {
		if seen[s] {
			t.Errorf("two rules for %s", s)
		}
		seen[s] = true
	}
}

func TestGuide(t *testing.T) {
	for _, tag := range []string{"slide", "pre", "div", "h3", "p", "article", "carousel"} {
		open := strings.Count(Guide(), "<"+tag+" ") + strings.Count(Guide(), "<"+tag+">")
		if shut := strings.Count(Guide(), "</"+tag+">"); open != shut || open == 0 {
			t.Errorf("<%s>: %d opened, %d closed", tag, open, shut)
		}
	}
	for _, query := range regexp.MustCompile(`(?s)<pre[^>]*>(.*?)</pre>`).FindAllStringSubmatch(Guide(), -1) {
		if !strings.Contains(query[1], "ORDER BY") || !strings.Contains(query[1], "LIMIT") {
			t.Errorf("a query without order or limit: %s", query[1])
		}
	}
}

func TestHandler(t *testing.T) {
	s := httptest.NewServer(Handler())
	defer s.Close()
	for _, c := range []struct {
		method, path string
		code         int
		text         string
	}{
		{http.MethodGet, "/style.grass", 200, "node.Person"},
		{http.MethodGet, "/guide.html", 200, "<slide"},
		{http.MethodOptions, "/guide.html", 204, ""},
		{http.MethodGet, "/", 200, "<pre>:play http://" + strings.TrimPrefix(s.URL, "http://") + "/guide.html</pre>"},
		{http.MethodGet, "/guide", 200, "<h3>Who leads what</h3>"},
		{http.MethodGet, "/guide", 200, "<style>"},
		{http.MethodGet, "/other", 404, ""},
	} {
		req, err := http.NewRequest(c.method, s.URL+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != c.code || !strings.Contains(string(body), c.text) {
			t.Errorf("%s %s: %d %.80s", c.method, c.path, res.StatusCode, body)
		}
		if c.code != 404 && res.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %s: no leave for other origins", c.method, c.path)
		}
	}
}

func TestFavourites(t *testing.T) {
	list := []Favourite{{Folder: "people", Name: "who-leads", Cypher: "// Who leads what\nRETURN 1"}, {Name: "plain", Cypher: "RETURN 2"}}
	var one, two bytes.Buffer
	if err := WriteFavourites(&one, list); err != nil {
		t.Fatal(err)
	}
	if err := WriteFavourites(&two, list); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the second writing differs")
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if strings.Join(names, " ") != "people/who-leads.cypher plain.cypher" {
		t.Errorf("files %v", names)
	}
}
