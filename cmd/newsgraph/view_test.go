package main

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// A judgement of the pages is that of newsgraph identity: shown first, written once it is
// said, taken back to the same graph; and nobody judges without the token of the pages.
func TestViewEdit(t *testing.T) {
	dir := loaded(t)
	digest := func() string {
		t.Helper()
		out, err := exec.Command("newsgraph", "digest", "--store", dir).Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	before := digest()
	web := exec.Command("newsgraph", "view", "--edit", "--store", dir, "--http", "0")
	out, err := web.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := web.Start(); err != nil {
		t.Fatal(err)
	}
	defer web.Wait()
	defer web.Process.Kill()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(address)
	read := func(response *http.Response, err error) (int, string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	_, page := read(http.Get(address))
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page)
	if token == nil {
		t.Fatal(page)
	}
	judge := func(token, verdict, write string) (int, string) {
		t.Helper()
		return read(http.PostForm(address+"/judge", url.Values{"token": {token}, "verdict": {verdict}, "a": {"Maarja Kask"}, "b": {"Sigrid Moe"}, "write": {write}}))
	}
	for _, wrong := range []string{"", "x", token[1] + "x"} {
		if code, body := judge(wrong, "same", "yes"); code != http.StatusForbidden || digest() != before {
			t.Errorf("with the token %q: %d %s", wrong, code, body)
		}
	}
	if code, body := judge(token[1], "undo", ""); code != http.StatusBadRequest {
		t.Errorf("undo of nothing: %d %s", code, body)
	}
	if code, body := judge(token[1], "same", ""); code != 200 || !strings.Contains(body, "joined to another node") || digest() != before {
		t.Errorf("looking: %d %s", code, body)
	}
	if code, body := judge(token[1], "same", "yes"); code != 200 || digest() == before {
		t.Errorf("writing: %d %s", code, body)
	}
	if code, body := judge(token[1], "undo", "yes"); code != 200 || digest() != before {
		t.Errorf("undoing: %d %s", code, body)
	}
}
