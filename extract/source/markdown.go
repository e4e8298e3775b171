package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	renderer "github.com/yuin/goldmark/renderer/html"
	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsgraph/newsgraph/extract"
)

// markdownFormat reads one article a file. Its front matter has the fields that the
// records of other formats have, by the same names.
func markdownFormat() Format {
	suffixes := []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}
	return Format{
		Name: "markdown", Doc: "Markdown, one article a file, with or without front matter in YAML or TOML",
		Suffixes: suffixes, Prose: true,
		Sure:  func(head []byte) bool { _, _, ok := frontMatter(string(head)); return ok },
		Match: func(name string, head []byte) bool { return hasSuffix(name, suffixes) || looksLikeMarkdown(head) },
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { yield(in.markdown()) }
		},
	}
}

// mark is a sign of Markdown: a pattern, and what stands in each text that has it.
type mark struct {
	holds   string
	sure    bool // it stands in no plain text
	pattern string
}

// markdownMarks are the signs of Markdown. Of those that are not sure it takes two.
var markdownMarks = []mark{
	{"#", true, `\A\s*#{1,2} +\S`},
	{"](", true, `\[[^\]\n]+\]\((https?:|mailto:)[^)\s]*( "[^"\n]*")?\)`},
	{"](", true, `!\[[^\]\n]*\]\([^)\n]+\)`},
	{"# ", false, `(?m)^ {0,3}#{1,6} +\S`},
	{"](", false, `\[[^\]\n]+\]\((/|#|\.)[^)\s]*\)`},
	{"**", false, `(^|[\s(“"])\*\*[^\s*_][^*_\n]*\*\*`},
	{"__", false, `(^|[\s(“"])__[^\s*_][^*_\n]*__`},
	{"*", false, `(^|[\s(“"])\*[^\s*][^*\n]*[^\s*]\*([\s.,;:)”"]|$)`},
	{"```", false, "(?m)^ {0,3}```"},
	{"~~~", false, `(?m)^ {0,3}~~~`},
	{"> ", false, `(?m)^ {0,3}> +\S`},
	{"]: ", false, `(?m)^\[[^\]\n]+\]: +\S+`},
	{"`", false, "(^|[\\s(])`[^`\\n]+`"},
	{"---", false, `(?m)^\|? *:?-{3,}:? *\|`},
	{"\n----", false, `(?m)^\S[^\n]*\n-{4,}$`},
	{"\n====", false, `(?m)^\S[^\n]*\n={4,}$`},
}

func looksLikeMarkdown(head []byte) bool {
	n := 0
	for _, m := range markdownMarks {
		switch {
		case !bytes.Contains(head, []byte(m.holds)) || !regexp.MustCompile(m.pattern).Match(head):
		case m.sure:
			return true
		default:
			n++
		}
	}
	return n > 1
}

// compiled returns patterns that are compiled when they are first wanted.
func compiled(patterns ...string) func() []*regexp.Regexp {
	return sync.OnceValue(func() (all []*regexp.Regexp) {
		for _, p := range patterns {
			all = append(all, regexp.MustCompile(p))
		}
		return all
	})
}

// frontMatter cuts the fields from the head of a text: between lines of --- in YAML,
// between lines of +++ in TOML.
func frontMatter(s string) (language, rest string, ok bool) {
	s = strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), "\r\n")
	first, body, _ := strings.Cut(s, "\n")
	fence := strings.TrimRight(first, " \t\r")
	if fence != "---" && fence != "+++" {
		return "", "", false
	}
	for at := 0; ; {
		line, _, more := strings.Cut(body[at:], "\n")
		next := at + len(line) + 1
		if end := strings.TrimRight(line, " \t\r"); end == fence || fence == "---" && end == "..." {
			return body[:at], body[min(next, len(body)):], fence == "+++" || keyed(body[:at])
		}
		if !more {
			return "", "", false
		}
		at = next
	}
}

// keyed reports whether text between two lines of --- is the fields of front matter
// and not a paragraph between two rules.
func keyed(s string) bool {
	return regexp.MustCompile(`\A(\s*#.*\n)*\s*["']?[\w-]+["']?[ \t]*:([ \t]|\r?\n)`).MatchString(s)
}

// fieldsOf reads front matter.
func fieldsOf(source, fence string) (m map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	if fence == "+++" {
		if err := toml.Unmarshal([]byte(source), &m); err != nil {
			return nil, err
		}
		var b []byte
		if b, err = json.Marshal(m); err == nil { // its dates become texts
			m = nil
			err = json.Unmarshal(b, &m)
		}
		return m, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(source), &root); err != nil {
		return nil, err
	}
	m, _ = plainYAML(&root, 0).(map[string]any)
	return m, nil
}

// plainYAML returns a node of YAML with all its scalars as they are written: a date
// is a text here, and so is a number. Aliases are not followed.
func plainYAML(n *yaml.Node, depth int) any {
	switch {
	case depth > maxDepth:
	case n.Kind == yaml.DocumentNode && len(n.Content) > 0:
		return plainYAML(n.Content[0], depth+1)
	case n.Kind == yaml.ScalarNode && n.Tag != "!!null":
		return n.Value
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, e := range n.Content {
			list = append(list, plainYAML(e, depth+1))
		}
		return list
	case n.Kind == yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainYAML(n.Content[i+1], depth+1)
		}
		return m
	}
	return nil
}

// markdown reads the input as one article.
func (in *Input) markdown() (*extract.Article, error) {
	raw, rej := in.all()
	if rej != nil {
		return nil, rej
	}
	body, note, _ := decode(raw, "")
	if note != "" {
		in.note(0, "%s", note)
	}
	body = strings.ReplaceAll(body, "\r\n", "\n")
	var m map[string]any
	if source, rest, ok := frontMatter(body); ok {
		fence := strings.TrimLeft(strings.TrimPrefix(body, "\ufeff"), "\n")[:3]
		var err error
		if m, err = fieldsOf(source, fence); err != nil {
			in.note(0, "the front matter cannot be read: %s", oneLine(err.Error()))
		}
		body = rest
	}
	rec := record{fields: in.reader.canonical(m), raw: raw, plain: true}
	guessed := m == nil && !hasSuffix(in.base(), markdownFormat().Suffixes)
	if header, rest := in.reader.names.markdownHeader(body); m == nil && header != nil {
		rec.fields, body = header, rest
	}
	clippings(rec.fields)
	if err := in.markdownText(&rec, body, guessed); err != nil {
		r := in.reject(0, 0, "markdown", "%v", err)
		r.Raw = keep(raw)
		return nil, r
	}
	a, err := in.article(rec)
	if err == nil && m != nil {
		in.unread(m, a.Text, a.Published.IsZero())
	}
	return a, err
}

// titleBlock is what Pandoc reads at the beginning: title, authors and date behind %.
var titleBlock = compiled(`\A%[ \t]*(.*)\n%[ \t]*(.*)\n(?:%[ \t]*(.*)\n)?`)

// markdownHeader cuts the fields from a text without front matter: Pandoc's title
// block, or lines of names and values at its beginning or below its first heading.
func (n *fieldNames) markdownHeader(s string) (map[string]any, string) {
	if block := titleBlock()[0].FindStringSubmatch(s); block != nil {
		return map[string]any{"title": block[1], "authors": block[2], "published": block[3]}, s[len(block[0]):]
	}
	header, rest := n.splitHeader(s)
	if header != nil {
		return header, rest
	}
	heading, below, ok := strings.Cut(strings.TrimLeft(s, "\n"), "\n")
	if !ok || !strings.HasPrefix(heading, "# ") {
		return nil, s
	}
	if header, rest = n.splitHeader(strings.TrimLeft(below, "\n")); len(header) < 2 {
		return nil, s
	}
	return header, heading + "\n\n" + rest
}

// clippings brings the fields that note-taking programs and scrapers write to ours:
// the address stands under source, and names are links.
func clippings(fields map[string]any) {
	if s := text(fields["source"]); fields["url"] == nil && strings.HasPrefix(s, "http") {
		if u, err := url.Parse(s); err == nil && strings.Trim(u.Path, "/")+u.RawQuery != "" { // else it is the site
			fields["url"] = s
			delete(fields, "source")
		}
	}
	unlinked := func(v any) any {
		if s, ok := v.(string); ok {
			return strings.TrimSuffix(strings.TrimPrefix(s, "[["), "]]")
		}
		return v
	}
	if list, ok := fields["authors"].([]any); ok {
		for i := range list {
			list[i] = unlinked(list[i])
		}
	} else if fields["authors"] != nil {
		fields["authors"] = unlinked(fields["authors"])
	}
}

// markdownExtras are what programs that write Markdown add to it; the last group of a
// pattern, if it has one, is read in its place.
var markdownExtras = compiled(
	`!\[\[[^\]\n]*\]\]`,                   // a note put in
	`\[\[(?:[^\]|\n]*\|)?([^\]|\n]*)\]\]`, // a link to a note
	`(?s)%%.*?%%`,                         // a comment
	`\{\{[<%](?s:.*?)[>%]\}\}`,            // Hugo's shortcodes
	`(?s)\{% *(?:highlight|raw|comment)\b.*?\{% *end(?:highlight|raw|comment) *%\}`, // Liquid's blocks of a program
	`\{%[^%\n]*%\}`,                             // Liquid's tags
	`(?m)^(\s*>\s*)\[!\w+\][-+]?.*$`,            // a callout, and its label
	`==([^=\n]+)==`,                             // a highlight
	`(?m)^(?:import|export) .*(?:from|=) .*;?$`, // MDX
	`(?m)^Markdown Content:$`,                   // Jina Reader's
	`(?m)^(?:#[\pL\w/-]+[ \t]*)+$`,              // a line of tags
	`(?m)^:::.*$`,                               // a fenced block of Pandoc
	`\{[:.#][\w .#:="'-]*\}`,                    // attributes
)

// programming reports whether a block says in which programming language it is.
func programming(pre *html.Node) bool {
	code := child(pre, "code")
	return code != nil && strings.HasPrefix(attr(code, "class"), "language-")
}

// markdownText puts the text of an article's Markdown into its record, and its first
// heading where the record has no title. The lines of a text that is only guessed to
// be Markdown stay lines.
func (in *Input) markdownText(rec *record, source string, lines bool) error {
	for _, extra := range markdownExtras() {
		instead := ""
		if extra.NumSubexp() > 0 {
			instead = "$1"
		}
		source = extra.ReplaceAllString(source, instead)
	}
	output := []goldmark.Option{goldmark.WithRendererOptions(renderer.WithUnsafe())}
	if lines {
		output = append(output, goldmark.WithRendererOptions(renderer.WithHardWraps()))
	}
	md := goldmark.New(append(output, goldmark.WithParserOptions(parser.WithAttribute()),
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote))...)
	var markup bytes.Buffer
	if err := md.Convert([]byte(source), &markup); err != nil {
		return fmt.Errorf("read Markdown: %w", err)
	}
	if markup.Len() > maxPage {
		return fmt.Errorf("a page of %d bytes, more than %d: not an article", markup.Len(), maxPage)
	}
	root, err := html.Parse(&markup)
	if err != nil {
		return fmt.Errorf("read Markdown: %w", err)
	}
	var aside []*html.Node
	programs, notes := 0, 0
	for n := range root.Descendants() {
		switch class := attr(n, "class"); {
		case n.DataAtom == atom.H1 && absent(rec.fields["title"]):
			rec.fields["title"] = oneLine(flat(n))
		case n.DataAtom == atom.Pre && programming(n):
			aside = append(aside, n)
			programs++
		case class == "footnotes":
			aside = append(aside, n)
			notes++
		case n.DataAtom == atom.Sup && strings.HasPrefix(attr(n, "id"), "fnref"):
			aside = append(aside, n)
		}
	}
	for _, n := range aside {
		n.Parent.RemoveChild(n)
	}
	if programs > 0 {
		in.note(0, "left out what is in a programming language (blocks: %d)", programs)
	}
	if notes > 0 {
		in.note(0, "left out the footnotes")
	}
	rec.text = render(root, text(rec.fields["title"]))
	return nil
}
