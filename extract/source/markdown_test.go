package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMarkdown: marks are undone, front matter is read, what a program has added is
// left out.
func TestMarkdown(t *testing.T) {
	const body = "**Orlen Kade** was appointed chief executive of [Acme Bank](https://acme.example) on Monday."
	const plain = "Orlen Kade was appointed chief executive of Acme Bank on Monday."
	for _, c := range []struct{ name, content, want string }{
		{"a.md", "---\ntitle: Kade takes over\ndate: 2025-03-04\nurl: https://w.example/kade\n---\n# Kade takes over\n\n" + body + "\n\n> He is a citizen of Norway.\n",
			"https://w.example/kade|Kade takes over|" + plain + "\n\nHe is a citizen of Norway."},
		{"a.txt", "---\ntitle: \"Kade: takes over\"\npermalink: https://w.example/kade\n---\n" + body, "https://w.example/kade|Kade: takes over|" + plain},
		{"a.txt", "+++\ntitle = 'Kade'\n[params]\nx = 1\n+++\n" + body, "|Kade|" + plain},
		{"-", "# Kade takes over\n\n" + body, "|Kade takes over|" + plain},
		{"-", "Kade takes over\n===============\n\n" + body, "|Kade takes over|" + plain},
		{"a.markdown", "Kade takes\nover the bank.", "||Kade takes over the bank."},
		{"a.txt", body + "\nHe starts in May.", "||" + plain + "\nHe starts in May."},
		{"a.txt", "Title: Kade\nURL: https://w.example/k\n\n" + body, "https://w.example/k|Kade|" + plain},
		{"a.md", "---\nsource: https://w.example/kade\nauthor:\n  - \"[[Jane Quill]]\"\n---\nKade [[Mary Olson|followed Olson]] at [[Acme Bank]].\n", "https://w.example/kade||Kade followed Olson at Acme Bank."},
		{"a.md", "# One #\n\nKade led *Acme*, ~~Dantec~~ and `Kestrel`.\n\n1. First\n2. Second  \n   line\n\n- [ ] done\n", "|One|Kade led Acme, Dantec and Kestrel.\n\nFirst\n\nSecond\nline\n\ndone"},
		{"a.md", "Kade \\*led\\* AT&amp;T &mdash; <b>twice</b>.\n\n<!-- more -->\n\n<div>Olson left.</div>\n", "||Kade *led* AT&T — twice.\n\nOlson left."},
		{"a.md", "{% include head.html %}\n\n{{< youtube abc >}}\n\n> [!note]\n> Kade led ==Acme Bank=={.big}.\n\n%% ask Olson %%\n", "||Kade led Acme Bank."},
		{"a.md", "Kade left.[^1]\n\n```go\nfunc Olson() {}\n```\n\n[^1]: In May.\n", "||Kade left."},
		{"a.md", "[Kade][1] led [Acme Bank].\n\n[1]: https://k.example\n[Acme Bank]: https://a.example \"Bank\"\n", "||Kade led Acme Bank."},
		{"a.md", "---\ntitle: [broken\n---\nKade left.", "||Kade left."},
		{"a.md", "---\nKade left.\n\n---\n\nOlson came.\n", "||Kade left.\n\nOlson came."},
		{"a.md", "---\r\ntitle: Kade\r\n---\r\nKade left.\r\n\r\nOlson came.\r\n", "|Kade|Kade left.\n\nOlson came."},
		{"a.md", "---\na: &a [x]\nb: &b [*a, *a]\ntitle: Kade\n---\nKade left.", "|Kade|Kade left."},
		// What is no Markdown stays as it is.
		{"a.txt", "Kade is #1 * of 3 * banks.\n\n* Kade led Acme Bank.", "||Kade is #1 * of 3 * banks.\n\n* Kade led Acme Bank."},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		opts := Options{MinWords: -1}
		if c.name == "-" {
			path, opts.Stdin = "-", strings.NewReader(c.content)
		} else if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := brief(t, opts, path); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s %q:\ngot  %q\nwant %q", c.name, c.content, got, c.want)
		}
	}
}
