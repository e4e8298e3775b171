package export

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// profile reads a file of just the form in which WriteGraphML writes, one element a
// line, many times quicker than CheckGraphML does. Whatever is otherwise, it does not
// know: CheckGraphML says then what it is. It holds a number for each node.
type profile struct {
	r        *bufio.Reader
	long     []byte // a line that is longer than the buffer of r
	keys     map[string]*profileKey
	names    map[string]bool // domain and attr.name
	nodes    ids
	last     []byte // the id of the last node or edge: they come in the order of their ids
	first    bool   // there was none yet
	elements int
	sum      Summary
	labels   map[string]*int // by their text in the file
	types    map[string]*int
	warnings int
}

// confirmGraphML reads a file that WriteGraphML wrote.
func confirmGraphML(r io.Reader) (Summary, bool) {
	sum, _, ok := readProfile(r)
	return sum, ok
}

type profileKey struct {
	edge bool
	kind string
	seen int // the last element that has it
}

// readProfile returns what the file holds, and how much in it some reader may take
// otherwise; ok is false if the file is not of the form.
func readProfile(r io.Reader) (sum Summary, warnings int, ok bool) {
	p := &profile{r: bufio.NewReaderSize(r, 1<<17), first: true, keys: map[string]*profileKey{}, names: map[string]bool{}, nodes: newIDs(),
		labels: map[string]*int{}, types: map[string]*int{}}
	if !p.run() {
		return Summary{}, 0, false
	}
	labels, types := counter{}, counter{}
	for text, n := range p.labels {
		for _, l := range splitLabels(unescaped(text)) {
			labels[l] += *n
		}
	}
	for text, n := range p.types {
		types[unescaped(text)] += *n
	}
	p.sum.Labels, p.sum.Types = labels.list(), types.list()
	return p.sum, p.warnings, true
}

func (p *profile) run() bool {
	for _, want := range strings.SplitAfter(beginning, "\n") {
		if line, ok := p.line(); want != "" && (!ok || string(line)+"\n" != want) {
			return false
		} else if want == "" {
			return p.body(line, ok)
		}
	}
	return false
}

// body reads keys, the graph, nodes and edges, in this order.
func (p *profile) body(line []byte, ok bool) bool {
	for ; ok && bytes.HasPrefix(line, []byte("<key ")); line, ok = p.line() {
		if !p.key(line) {
			return false
		}
	}
	if !ok || string(line) != graphTag {
		return false
	}
	for line, ok = p.line(); ok && bytes.HasPrefix(line, []byte("<node ")); line, ok = p.line() {
		if !p.node(line) {
			return false
		}
		p.sum.Nodes++
	}
	for p.first = true; ok && bytes.HasPrefix(line, []byte("<edge ")); line, ok = p.line() {
		if !p.edge(line) {
			return false
		}
		p.sum.Edges++
	}
	if !ok || string(line) != "</graph>" {
		return false
	}
	line, ok = p.line()
	if !ok || string(line) != "</graphml>" {
		return false
	}
	_, err := p.r.ReadByte()
	return err == io.EOF
}

// line reads a line of valid characters, which holds until the next one.
func (p *profile) line() ([]byte, bool) {
	line, err := p.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		p.long = p.long[:0]
		for err == bufio.ErrBufferFull {
			p.long = append(p.long, line...)
			line, err = p.r.ReadSlice('\n')
		}
		line = append(p.long, line...)
		p.long = line
	}
	if err != nil || len(line) > math.MaxInt32 {
		return nil, false
	}
	line = line[:len(line)-1]
	for _, c := range line {
		if c < ' ' {
			return nil, false
		}
	}
	return line, utf8.Valid(line) && !bytes.Contains(line, []byte("\ufffe")) && !bytes.Contains(line, []byte("\uffff"))
}

// after takes a text from the front of a line.
func after(line *[]byte, text string) bool {
	if len(*line) < len(text) || string((*line)[:len(text)]) != text {
		return false
	}
	*line = (*line)[len(text):]
	return true
}

// until takes what stands before a byte, and the byte.
func until(line *[]byte, end byte) (text []byte, ok bool) {
	i := bytes.IndexByte(*line, end)
	if i < 0 {
		return nil, false
	}
	text, *line = (*line)[:i], (*line)[i+1:]
	return text, wellEscaped(text)
}

// wellEscaped reports whether a text has no character of markup but in the entities
// that WriteGraphML knows.
func wellEscaped(text []byte) bool {
	if bytes.IndexByte(text, '<') >= 0 || bytes.IndexByte(text, '>') >= 0 {
		return false
	}
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return true
		}
		text = text[i:]
		if !slices.ContainsFunc(entities(), func(e string) bool { return bytes.HasPrefix(text, []byte(e)) }) {
			return false
		}
		text = text[1:]
	}
}

func entities() []string {
	return []string{"&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;", "&#13;"}
}

func unescaped(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#9;", "\t", "&#10;", "\n", "&#13;", "\r").Replace(s)
}

// key reads <key id="…" for="…" attr.name="…" attr.type="…"/>.
func (p *profile) key(line []byte) bool {
	var parts [4]string
	for i, before := range []string{`<key id="`, ` for="`, ` attr.name="`, ` attr.type="`} {
		if !after(&line, before) {
			return false
		}
		text, ok := until(&line, '"')
		if !ok {
			return false
		}
		parts[i] = unescaped(string(text))
	}
	if s := string(line); s != "/>" && s != ` attr.list="string"/>` {
		return false
	}
	id, domain, name, kind := parts[0], parts[1], parts[2], parts[3]
	known := p.keys[id] != nil || p.names[domain+" "+name]
	p.keys[id], p.names[domain+" "+name] = &profileKey{edge: domain == "edge", kind: kind}, true
	return !known && id != "" && (domain == "node" || domain == "edge") && !slices.Contains(taken(), name) && slices.Contains(kinds(), kind)
}

func (p *profile) node(line []byte) bool {
	var parts [2][]byte
	if !attributes(&line, parts[:], `<node id="`, ` labels="`) {
		return false
	}
	p.nodes.addBytes(parts[0])
	count(p.labels, parts[1])
	return p.data(line, "</node>", false, parts[0], "n_uid", parts[1], "labels")
}

func (p *profile) edge(line []byte) bool {
	var parts [4][]byte
	if !attributes(&line, parts[:], `<edge id="`, ` source="`, ` target="`, ` label="`) {
		return false
	}
	for _, end := range parts[1:3] {
		if !p.nodes.hasBytes(end) {
			return false
		}
	}
	count(p.types, parts[3])
	return p.data(line, "</edge>", true, parts[0], "e_uid", parts[3], "label")
}

// attributes reads the beginning of an element.
func attributes(line *[]byte, parts [][]byte, before ...string) (ok bool) {
	for i, b := range before {
		if !after(line, b) {
			return false
		}
		if parts[i], ok = until(line, '"'); !ok {
			return false
		}
	}
	return after(line, ">")
}

// count counts an element under its labels or its type.
func count(of map[string]*int, text []byte) {
	n := of[string(text)]
	if n == nil {
		n = new(int)
		of[string(text)] = n
	}
	*n++
}

// data reads the values of an element. It must have the one that the id was made of,
// greater than that of the element before, and the one that repeats its label.
func (p *profile) data(line []byte, end string, edge bool, id []byte, uidKey string, label []byte, labelKey string) bool {
	p.elements++
	withUID, withLabel := false, false
	for after(&line, `<data key="`) {
		name, ok := until(&line, '"')
		k := p.keys[string(name)]
		if !ok || k == nil || k.edge != edge || k.seen == p.elements || !after(&line, ">") {
			return false
		}
		k.seen = p.elements
		text, ok := until(&line, '<')
		if !ok || !after(&line, "/data>") || !p.value(k.kind, text) {
			return false
		}
		switch string(name) {
		case uidKey:
			if withUID = p.next(id, text); !withUID {
				return false
			}
		case labelKey:
			withLabel = bytes.Equal(text, label)
		}
	}
	return withUID && withLabel && string(line) == end
}

// next reports whether an element has the id that is made of its own one, and comes
// after the one before.
func (p *profile) next(id, uid []byte) bool {
	if !bytes.Equal(id, uid) || !plainID(uid) {
		uid = []byte(unescaped(string(uid)))
		if string(id) != xmlID(string(uid)) {
			return false
		}
	}
	if !p.first && bytes.Compare(uid, p.last) <= 0 {
		return false
	}
	p.last, p.first = append(p.last[:0], uid...), false
	return true
}

// value reports whether a value is one of its type that every reader takes.
func (p *profile) value(kind string, text []byte) bool {
	if len(text) == 0 {
		p.warnings++
		return true
	}
	switch kind {
	case "string":
		return true
	case "boolean":
		return string(text) == "true" || string(text) == "false"
	case "int":
		_, err := strconv.ParseInt(string(text), 10, 32)
		return err == nil
	case "long":
		n, err := strconv.ParseInt(string(text), 10, 64)
		return err == nil && n <= exact && n >= -exact
	}
	if strings.Trim(string(text), "0123456789.eE+-") != "" {
		return false
	}
	_, err := strconv.ParseFloat(string(text), 64)
	return err == nil
}
