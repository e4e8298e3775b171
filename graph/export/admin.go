package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// adminList separates the values of a list in the files of Admin: a control
// character, because a name may hold any printable one.
const adminList = "\x1f"

// The files of Admin beside the CSV: the arguments of the import, the statements to
// run after it, and how much there must be then.
const (
	AdminArgs   = "import.args"
	AdminSchema = "schema.cypher"
	AdminCounts = "counts.json"
)

// Admin writes a whole graph into a folder as CSV files for
//
//	neo4j-admin database import full DATABASE @import.args
//	cypher-shell -d DATABASE -f schema.cypher
//
// which fills an empty database much faster than transactions do. Nodes with the
// same labels share a file, as do edges of one type. Bookkeeping is left out, which
// schema brings back. The folder must not hold files of an earlier export. What an
// export that fails has written is removed.
func Admin(dir string, g graph.Graph, schema string) (Summary, error) {
	_, missing := os.Stat(dir)
	a := &adminFiles{dir: dir, byName: map[string]*adminFile{}, labelled: map[string]*adminFile{}, typed: map[string]*adminFile{}}
	err := bare(os.MkdirAll(dir, 0o777))
	if err == nil {
		err = a.export(g, schema)
	}
	if err == nil {
		return a.summary(), nil
	}
	a.remove()
	if missing != nil {
		os.Remove(dir)
	}
	return Summary{}, fmt.Errorf("export to %s: %w", dir, err)
}

// adminFiles are the files of one export, in the order in which they are first
// needed, which is that of the ids.
type adminFiles struct {
	dir    string
	files  []*adminFile
	byName map[string]*adminFile
	beside []string // the other files that have been written
	// by the labels as they come, and the types
	labelled, typed map[string]*adminFile
	scratch         []byte
	fields          []string // of the present edge
}

// adminFile holds the nodes of one combination of labels or the edges of a type.
type adminFile struct {
	path    string
	edges   bool
	names   []string // labels, or the type
	columns []string // property names, sorted when the file is begun
	types   map[string]string
	rows    int
	written int
	file    *os.File // nil until it has been made
	out     *bufio.Writer
	labels  string // of its nodes, as they are written
	line    []byte // scratch
}

// export writes all files, the arguments last.
func (a *adminFiles) export(g graph.Graph, schema string) error {
	for _, name := range []string{AdminArgs, AdminSchema, AdminCounts} {
		if _, err := os.Lstat(filepath.Join(a.dir, name)); err == nil {
			return fmt.Errorf("there is %s of an earlier export: name a new folder", name)
		}
	}
	for _, pass := range []func(*adminFile, string, []string, map[string]any) error{(*adminFile).learn, (*adminFile).write} {
		if err := a.all(g, pass); err != nil {
			return err
		}
	}
	if err := a.close(); err != nil {
		return err
	}
	counts, err := a.counts()
	for _, f := range []struct{ name, text string }{{AdminCounts, counts}, {AdminSchema, schema}, {AdminArgs, a.args()}} {
		if err != nil {
			break
		}
		path := filepath.Join(a.dir, f.name)
		err = Create(path, func(w io.Writer) error {
			_, err := io.WriteString(w, f.text)
			return err
		})
		if err == nil {
			a.beside = append(a.beside, path)
		}
	}
	return err
}

// counts tells how much of what there must be after the import.
func (a *adminFiles) counts() (string, error) {
	s := a.summary()
	counts := struct {
		Nodes  int            `json:"nodes"`
		Edges  int            `json:"edges"`
		Labels map[string]int `json:"labels"`
		Types  map[string]int `json:"types"`
	}{s.Nodes, s.Edges, map[string]int{}, map[string]int{}}
	for _, l := range s.Labels {
		counts.Labels[l.Name] = l.N
	}
	for _, t := range s.Types {
		counts.Types[t.Name] = t.N
	}
	text, err := json.MarshalIndent(counts, "", "  ")
	return string(text) + "\n", err
}

// remove takes away what an export that failed has written: half a database must
// not be imported, and the next export wants an empty folder.
func (a *adminFiles) remove() {
	for _, f := range a.files {
		if f.file != nil {
			f.file.Close()
			os.Remove(f.path)
		}
	}
	for _, path := range a.beside {
		os.Remove(path)
	}
}

// all runs one pass over the graph.
func (a *adminFiles) all(g graph.Graph, pass func(f *adminFile, id string, ends []string, props map[string]any) error) error {
	for n, err := range g.Nodes {
		if err != nil {
			return err
		}
		if err := pass(a.nodes(n.Labels), n.ID, nil, n.Props); err != nil {
			return fmt.Errorf("node %s: %w", n.ID, err)
		}
	}
	for e, err := range g.Edges {
		if err != nil {
			return err
		}
		a.fields = append(a.fields[:0], e.From, e.To, e.Type)
		if err := pass(a.edges(e.Type), e.ID, a.fields, e.Props); err != nil {
			return fmt.Errorf("edge %s: %w", e.ID, err)
		}
	}
	return nil
}

// innerFirst puts __Entity__ before the kind, so that it becomes the first label
// that the database knows, and Neo4j Browser colours by kind.
func innerFirst(labels []string) []string {
	sorted := slices.Sorted(slices.Values(labels))
	slices.SortStableFunc(sorted, func(a, b string) int {
		switch x, y := strings.HasPrefix(a, "__"), strings.HasPrefix(b, "__"); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return 0
	})
	return sorted
}

// nodes is the file of the nodes with some labels.
func (a *adminFiles) nodes(labels []string) *adminFile {
	a.scratch = a.scratch[:0]
	for _, l := range labels {
		a.scratch = append(append(a.scratch, l...), adminList...)
	}
	f := a.labelled[string(a.scratch)]
	if f == nil {
		f = a.of(false, innerFirst(labels))
		a.labelled[string(a.scratch)] = f
	}
	return f
}

func (a *adminFiles) edges(kind string) *adminFile {
	f := a.typed[kind]
	if f == nil {
		f = a.of(true, []string{kind})
		a.typed[kind] = f
	}
	return f
}

func (a *adminFiles) of(edges bool, names []string) *adminFile {
	kind := "nodes"
	if edges {
		kind = "edges"
	}
	key := kind + adminList + strings.Join(names, adminList)
	if f := a.byName[key]; f != nil {
		return f
	}
	f := &adminFile{edges: edges, names: names, labels: strings.Join(names, adminList), types: map[string]string{}}
	name := strings.Join(names, "-")
	if strings.Trim(name, "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") != "" || name == "" {
		name = strconv.Itoa(len(a.files) + 1) // not every file system takes it
	}
	f.path = filepath.Join(a.dir, kind+"-"+name+".csv")
	a.files, a.byName[key] = append(a.files, f), f
	return f
}

// learn notes the type of every property: the first pass.
func (f *adminFile) learn(_ string, _ []string, props map[string]any) error {
	f.rows++
	for k, v := range props {
		t, err := adminType(v)
		switch old := f.types[k]; {
		case err != nil:
			return fmt.Errorf("property %s: %w", k, err)
		case strings.ContainsAny(k, ":\"\n\r"):
			return fmt.Errorf("property %q: neo4j-admin cannot read this name", k)
		case old == "":
			f.types[k] = t
			f.columns = append(f.columns, k)
		case old != t:
			return fmt.Errorf("property %s is %s here and %s in other rows: one column has one type", k, t, old)
		}
	}
	return nil
}

func adminType(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return "string", nil
	case bool:
		return "boolean", nil
	case int64:
		return "long", nil
	case float64:
		return "double", nil
	case graph.Date:
		return "date", nil
	case time.Time:
		return "datetime", nil
	case []any:
		if len(v) == 0 {
			return "", errors.New("an empty list: neo4j-admin would lose it")
		}
		t, err := adminType(v[0])
		for _, x := range v {
			if u, e := adminType(x); e != nil || u != t {
				return "", fmt.Errorf("a list of values that differ in type")
			}
		}
		return t + "[]", err
	}
	return "", fmt.Errorf("values of type %T are not supported", v)
}

// write writes a row: the second pass.
func (f *adminFile) write(id string, ends []string, props map[string]any) error {
	if f.file == nil {
		if err := f.begin(); err != nil {
			return err
		}
	}
	line := f.line[:0]
	if !f.edges {
		line = appendCSV(append(appendCSV(line, id), ','), f.labels)
	}
	for i, text := range ends {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendCSV(line, text)
	}
	var err error
	for _, k := range f.columns {
		line = append(line, ',')
		if v, ok := props[k]; ok {
			if line, err = appendAdmin(line, v); err != nil {
				return fmt.Errorf("property %s: %w", k, err)
			}
		}
	}
	f.written++
	f.line = append(line, '\n')
	_, err = f.out.Write(f.line)
	return err
}

// begin opens the file and writes the header.
func (f *adminFile) begin() error {
	slices.Sort(f.columns)
	var err error
	if f.file, err = os.OpenFile(f.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666); err != nil {
		return err
	}
	f.out = bufio.NewWriterSize(f.file, 1<<16)
	header := []string{":ID", ":LABEL"}
	if f.edges {
		header = []string{":START_ID", ":END_ID", ":TYPE"}
	}
	for _, k := range f.columns {
		header = append(header, string(appendCSV(nil, k+":"+f.types[k])))
	}
	_, err = f.out.WriteString(strings.Join(header, ",") + "\n")
	return err
}

// appendCSV quotes a text. Only a doubled quote escapes one, and what is not quoted
// and empty would be no value.
func appendCSV(b []byte, s string) []byte {
	b = append(b, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			b = append(b, s...)
			return append(b, '"')
		}
		b = append(append(b, s[:i]...), `""`...)
		s = s[i+1:]
	}
}

func appendAdmin(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return appendCSV(b, v), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case float64:
		return strconv.AppendFloat(b, v, 'g', -1, 64), nil
	case graph.Date:
		return appendDate(b, v), nil
	case time.Time:
		return v.UTC().AppendFormat(b, time.RFC3339Nano), nil
	}
	list, _ := v.([]any)
	var text []byte
	var err error
	for i, x := range list {
		if i > 0 {
			text = append(text, adminList...)
		}
		if s, ok := x.(string); !ok {
			text, err = appendAdmin(text, x)
		} else if text = append(text, s...); strings.Contains(s, adminList) {
			err = errors.New("an element holds the control character U+001F, which separates elements")
		}
		if err != nil {
			return b, err
		}
	}
	return appendCSV(b, string(text)), nil
}

// close flushes and closes every file, and checks that the second pass saw what
// the first did.
func (a *adminFiles) close() error {
	for _, f := range a.files {
		if f.rows != f.written {
			return fmt.Errorf("%s: %d rows, then %d: the graph changed while it was read", f.path, f.rows, f.written)
		}
		if err := f.out.Flush(); err != nil {
			return err
		}
		if err := errors.Join(f.file.Sync(), f.file.Close()); err != nil {
			return err
		}
	}
	return nil
}

// args are the arguments of neo4j-admin behind the name of the database, one a line,
// to be run in the folder.
func (a *adminFiles) args() string {
	var lines []string
	for _, f := range a.files {
		flag := "--nodes="
		if f.edges {
			flag = "--relationships="
		}
		lines = append(lines, flag+filepath.Base(f.path))
	}
	lines = append(lines, "--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--overwrite-destination")
	return strings.Join(lines, "\n") + "\n"
}

func (a *adminFiles) summary() Summary {
	var s Summary
	labels, types := counter{}, counter{}
	for _, f := range a.files {
		if f.edges {
			s.Edges += f.rows
			types[f.names[0]] += f.rows
			continue
		}
		s.Nodes += f.rows
		for _, l := range f.names {
			labels[l] += f.rows
		}
	}
	s.Labels, s.Types = labels.list(), types.list()
	return s
}
