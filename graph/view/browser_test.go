package view

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts a real Chromium without a window. Elsewhere than in CI its absence skips
// the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	program := os.Getenv("NEWSGRAPH_CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); program == "" && err == nil {
			program = found
		}
	}
	if program == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("CI needs Chromium (Debian: apt-get install chromium)")
		}
		t.Skip("no Chromium (Debian: apt-get install chromium; or set NEWSGRAPH_CHROMIUM to one)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.WindowSize(1200, 900),
		chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true), chromedp.Flag("disable-gpu", false))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 8*time.Minute) // a browser that hangs is to fail here, with its name
	t.Cleanup(stop)
	return ctx
}

// visit is a site and a browser that looks at it, and what went wrong in the browser.
type visit struct {
	t       *testing.T
	ctx     context.Context
	address string
	wrong   []string
}

func visiting(t *testing.T, site *Site) *visit {
	ctx := browser(t)
	web := httptest.NewServer(site.Handler())
	t.Cleanup(web.Close)
	v := &visit{t: t, ctx: ctx, address: web.URL}
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *page.EventJavascriptDialogOpening:
			v.wrong = append(v.wrong, "a dialog: "+e.Message)
		case *runtime.EventExceptionThrown:
			v.wrong = append(v.wrong, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError {
				text, _ := json.Marshal(e.Args)
				v.wrong = append(v.wrong, string(text))
			}
		}
	})
	t.Cleanup(func() {
		for _, w := range v.wrong {
			t.Error("in the browser: " + w)
		}
	})
	return v
}

func (v *visit) do(actions ...chromedp.Action) {
	v.t.Helper()
	if err := chromedp.Run(v.ctx, actions...); err != nil {
		v.t.Fatal(err)
	}
}

// open goes to a page.
func (v *visit) open(path string) { v.t.Helper(); v.do(chromedp.Navigate(v.address + path)) }

// follow does what leaves the page, and returns when the next one is there: to wait for
// something in it would look at the old page, too.
func (v *visit) follow(actions ...chromedp.Action) {
	v.t.Helper()
	if _, err := chromedp.RunResponse(v.ctx, actions...); err != nil {
		v.t.Fatal(err)
	}
}

// read evaluates an expression in the page.
func (v *visit) read(expression string) (value string) {
	v.t.Helper()
	v.do(chromedp.Evaluate("String("+expression+")", &value))
	return value
}

// From the first page to an answer, to the fact, to its sentence: by typing and clicks.
func TestBrowserClicks(t *testing.T) {
	v := visiting(t, sample(t))
	v.open("/")
	v.follow(chromedp.SendKeys("#q", "Sorel\r"))
	v.follow(chromedp.Click(".entities a"))
	if got := v.read("document.querySelector('h1').textContent"); !strings.Contains(got, "Sorel") {
		t.Errorf("the search led to %q", got)
	}
	v.follow(chromedp.Click(`a[href="/edge/f_met_with_okafor_sorel"]`))
	if got := v.read("document.querySelector('blockquote mark').textContent"); got == "" {
		t.Error("the edge marks nobody in its sentence")
	}
	v.open("/")
	v.follow(chromedp.Click(`#questions a[href="/ask/who-leads"]`))
	v.follow(chromedp.SendKeys("#p-org", "e_norvane\r"))
	v.do(chromedp.WaitVisible(`//a[text()="CSV"]`, chromedp.BySearch))
	v.follow(chromedp.Click(`table a[href^="/edge/"]`))
	if got := v.read("document.querySelectorAll('blockquote').length"); got == "0" {
		t.Error("the answer leads to no sentence")
	}
}

// Names are offered as one types.
func TestBrowserSuggestions(t *testing.T) {
	v := visiting(t, sample(t))
	v.open("/")
	v.do(chromedp.SendKeys("#q", "sore"), chromedp.WaitReady("#suggestions option"))
	label := v.read("document.querySelector('#suggestions option').value")
	chosen, err := json.Marshal(label)
	if err != nil {
		t.Fatal(err)
	}
	v.follow(chromedp.Evaluate("(q => { q.value = "+string(chosen)+"; q.dispatchEvent(new Event('input')) })(document.getElementById('q'))", nil))
	if got := v.read("location.pathname"); got != "/entity/e_sorel" {
		t.Errorf("%q led to %s", label, got)
	}
}

// The picture shows what the server gives, the same at every visit; it is filtered, grown
// and thinned.
func TestBrowserPicture(t *testing.T) {
	v := visiting(t, sample(t))
	places := func() string {
		v.open("/picture?entity=e_sorel")
		v.do(chromedp.WaitVisible("#picture canvas"), chromedp.WaitReady(`#picture[data-ready="yes"]`), chromedp.WaitReady("#picture[data-edges]"))
		return v.read("JSON.stringify(picture.graph.mapNodes((id, n) => [id, n.x, n.y]))")
	}
	first := places()
	if second := places(); first != second || !strings.Contains(first, "e_sorel") {
		t.Errorf("the places were\n%s\nand then\n%s", first, second)
	}
	edges := func() string { return v.read("document.getElementById('picture').dataset.edges") }
	all := edges()
	v.do(chromedp.SetValue("#relation", "MET_WITH"), chromedp.Evaluate("document.getElementById('filters').dispatchEvent(new Event('input'))", nil))
	if got := edges(); got == all || got == "0" {
		t.Errorf("%s edges, by one relation %s", all, got)
	}
	v.do(chromedp.SetValue("#relation", ""), chromedp.SetValue("#until", "0"), chromedp.Evaluate("document.getElementById('filters').dispatchEvent(new Event('input'))", nil))
	if got := edges(); got == all {
		t.Errorf("the slider left %s of %s edges", got, all)
	}
	nodes := v.read("picture.graph.order")
	v.do(chromedp.Evaluate("picture.choose('e_okafor')", nil), chromedp.Click("#grow"), chromedp.Poll("picture.graph.order > "+nodes, nil))
	v.do(chromedp.Click("#hide"), chromedp.Evaluate("picture.choose('e_sorel')", nil))
	v.follow(chromedp.Click("#open"))
	if got := v.read("location.pathname"); got != "/entity/e_sorel" {
		t.Errorf("the node leads to %s", got)
	}
}

// Nothing that stands in names, sentences and addresses runs.
func TestBrowserHostile(t *testing.T) {
	v := visiting(t, sample(t, hostileGraph()...))
	for _, path := range []string{"/", "/entity/e_bad", "/entity/e_long", "/article/a_bad", "/edge/f_bad", "/ask/timeline?entity=e_bad"} {
		v.open(path)
		if got := v.read("document.querySelectorAll('main script').length"); got != "0" {
			t.Errorf("%s has a script", path)
		}
	}
	v.open("/picture?entity=e_bad")
	v.do(chromedp.WaitVisible("#picture canvas"))
	v.open("/")
	v.do(chromedp.SendKeys("#q", "bad"), chromedp.WaitReady("#suggestions option"))
	if got := v.read("document.querySelector('#suggestions option').value"); !strings.HasPrefix(got, hostile) {
		t.Errorf("offered %q", got)
	}
}

// Narrow, dark and by keyboard the pages can be used, and axe-core finds nothing serious.
func TestBrowserAccess(t *testing.T) {
	axe := os.Getenv("NEWSGRAPH_AXE")
	var script []byte
	if axe != "" && axe != "none" {
		var err error
		if script, err = os.ReadFile(axe); err != nil {
			t.Fatal(err)
		}
	} else if axe == "" && os.Getenv("CI") == "true" {
		t.Fatal("CI needs axe-core: NEWSGRAPH_AXE names its axe.min.js (npm pack axe-core), or is none")
	} else {
		t.Log("axe-core is not run: NEWSGRAPH_AXE names no axe.min.js (npm pack axe-core)")
	}
	v := visiting(t, sample(t))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1200} {
			v.do(chromedp.EmulateViewport(width, 844), emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			for _, path := range []string{"/", "/search?q=Sorel", "/entity/e_sorel", "/edge/f_met_with_okafor_sorel", "/ask/who-leads", "/picture?entity=e_sorel", "/nothing"} {
				v.open(path)
				if got := v.read("document.documentElement.scrollWidth > innerWidth"); got != "false" {
					t.Errorf("%s is wider than %d", path, width)
				}
				if script == nil {
					continue
				}
				var faults string
				v.do(chromedp.Evaluate(string(script), nil), chromedp.Evaluate(`axe.run({resultTypes: ['violations']}).then(r => r.violations.filter(f => f.impact === 'serious' || f.impact === 'critical').map(f => f.id + ': ' + f.nodes.map(n => n.html).slice(0, 3).join(' | ')).join('\n'))`,
					&faults, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
				if faults != "" {
					t.Errorf("%s, %s, %d wide: %s", path, scheme, width, faults)
				}
			}
		}
	}
	v.open("/")
	v.do(chromedp.KeyEvent("/"))
	if got := v.read("document.activeElement.id"); got != "q" {
		t.Errorf("the key / leads to %q", got)
	}
}
