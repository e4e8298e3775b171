package browser

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
)

// rules reads the style as naively as Browser does.
func rules(t *testing.T) (selectors []string, captions map[string]string) {
	t.Helper()
	captions = map[string]string{}
	rule := regexp.MustCompile(`([^{}]+)\{((?:[^{}]|\{\w+\})*)\}`)
	for _, m := range rule.FindAllStringSubmatch(Style(), -1) {
		selector := strings.TrimSpace(m[1])
		selectors = append(selectors, selector)
		for _, line := range strings.Split(m[2], ";") {
			name, value, _ := strings.Cut(line, ":")
			if strings.TrimSpace(name) == "caption" {
				captions[selector] = strings.Trim(strings.TrimSpace(value), `"`)
			}
			if strings.Contains(value, ":") {
				t.Errorf("%s: a colon in %q", selector, line)
			}
		}
	}
	return selectors, captions
}

func TestStyle(t *testing.T) {
	selectors, captions := rules(t)
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
	if captions["node.Article"] != "{title}" || captions["node.Claim"] != "{name}" || captions["relationship"] != "<type>" {
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
