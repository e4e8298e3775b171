package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// path reads a file, a directory or, for "-", standard input.
func (r *reader) path(path string, yield yields) bool {
	if path == "-" {
		if r.opts.Stdin == nil {
			return yield(nil, refuse(path, "unreadable", "there is no standard input"))
		}
		r.begin(endless)
		return r.read(&Input{Name: path, reader: r}, metered{r.opts.Stdin, r}, yield)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil && strings.Contains(path, "://"):
		return yield(nil, refuse(path, "address", "newsgraph does not fetch pages: save it to a file (curl -o page.html ADDRESS) and load the file"))
	case errors.Is(err, fs.ErrNotExist):
		return yield(nil, refuse(path, "missing", "no such file or directory: check the path"))
	case err != nil:
		return yield(nil, refuse(path, "unreadable", "%v", cause(err)))
	case info.IsDir():
		return r.directory(path, yield)
	case !info.Mode().IsRegular() && !stream(info):
		return yield(nil, refuse(path, "not-regular", "neither a file nor a directory: name the file itself"))
	}
	return r.file(path, false, yield)
}

// stream reports whether a path that the user named is a pipe, as the shell's
// <(command) makes them.
func stream(info fs.FileInfo) bool { return info.Mode()&fs.ModeNamedPipe != 0 }

// directory reads all files below dir that are in a known format.
func (r *reader) directory(dir string, yield yields) bool {
	before, skipped := r.report.Records, r.report.NotArticles
	if !r.walk(dir, yield) {
		return false
	}
	if r.report.Records > before {
		return true
	}
	skipped = r.report.NotArticles - skipped
	return yield(nil, refuse(dir, "empty",
		"no articles in this directory (%d other files not read): articles end in %s", skipped, suffixList()))
}

func (r *reader) walk(dir string, yield yields) bool {
	entries, err := os.ReadDir(dir)
	if err != nil && !yield(nil, refuse(dir, "unreadable", "%v", cause(err))) {
		return false
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		why := r.passedBy(e.Name())
		if why == "" && !knownSuffix(path) && !e.IsDir() && !openable(path) {
			why = "no format has files of this ending, and it cannot be opened"
		}
		switch {
		case strings.HasPrefix(e.Name(), "."):
			r.report.skip(Skipped{Source: path, Kind: "hidden", Reason: "hidden: name it itself to have it read"})
		case e.IsDir():
			if !r.walk(path, yield) {
				return false
			}
		case leadsToDirectory(path, e):
			r.report.skip(Skipped{Source: path, Kind: "link", Reason: "a link to a directory: name the directory itself to have it read"})
		case why != "":
			r.report.skip(Skipped{Source: path, Kind: kindOfName(path), Reason: why})
		case !r.listed(path, yield):
			return false
		}
	}
	return true
}

// openable reports whether a path leads to a file that can be opened.
func openable(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// listed reads one file that a directory lists.
func (r *reader) listed(path string, yield yields) bool {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.report.Files++
		return yield(nil, refuse(path, "unreadable", "%v", cause(err)))
	case !info.Mode().IsRegular():
		r.report.Files++
		return yield(nil, refuse(path, "not-regular", "not a regular file: left alone"))
	case r.skipped(info):
		r.report.skip(Skipped{Source: path, Kind: "of this run", Reason: "this run writes the file"})
		return true
	case hasSuffix(path, linesFormat().Suffixes) && HoldsRejects(path):
		r.report.skip(Skipped{Source: path, Kind: "rejects", Reason: "a file of rejects: name it itself to have them tried again"})
		return true
	}
	return r.file(path, true, yield)
}

// skipped reports whether a file is one that the run itself writes.
func (r *reader) skipped(info fs.FileInfo) bool {
	return slices.ContainsFunc(r.opts.Skip, func(name string) bool {
		own, err := os.Stat(name)
		return err == nil && os.SameFile(own, info)
	})
}

// leadsToDirectory reports whether a symbolic link names a directory. Such links
// are not followed: they can lead in a circle.
func leadsToDirectory(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// file reads one file, that a directory lists or not, and sees to it that nobody
// changed it meanwhile.
func (r *reader) file(path string, listed bool, yield yields) bool {
	f, err := os.Open(path)
	if err != nil {
		r.report.Files++
		return yield(nil, refuse(path, "unreadable", "%v", cause(err)))
	}
	defer f.Close()
	before, err := f.Stat()
	plain := err == nil && before.Mode().IsRegular()
	in := &Input{Name: path, plainFile: plain, listed: listed, reader: r}
	r.begin(endless)
	if plain {
		in.path = keptPath(path)
		r.begin(before.Size())
	}
	if !r.read(in, metered{f, r}, yield) {
		return false
	}
	r.end()
	after, err2 := os.Stat(path)
	if plain && err2 == nil &&
		(before.Size() != after.Size() || !before.ModTime().Equal(after.ModTime())) {
		return yield(nil, refuse(path, "changed", "the file was changed while it was read: read it again"))
	}
	return true
}

// keptPath is the path under which the articles of a file are known: absolute, and
// behind "/./", as rsync has it, what the user named.
func keptPath(path string) string {
	named := filepath.ToSlash(filepath.Clean(path))
	if filepath.IsAbs(path) {
		return named
	}
	here, err := os.Getwd()
	if err != nil {
		return named
	}
	return strings.TrimSuffix(filepath.ToSlash(here), "/") + "/./" + named
}

// read reads one opened file, stream or member of an archive in the format that
// it is found to be in.
func (r *reader) read(in *Input, body io.Reader, yield yields) bool {
	rej := in.open(body)
	if why := in.strange(rej); why != "" {
		r.report.skip(Skipped{Source: in.place(0), Kind: kindOfName(in.base()), Reason: why})
		return true
	}
	if rej == nil && isArchive(in.Head) != "" {
		return in.archive(isArchive(in.Head), yield)
	}
	r.report.Files++
	if rej != nil {
		return in.refused(rej, yield)
	}
	return in.content(yield)
}

// content reads what has been opened and is no archive.
func (in *Input) content(yield yields) bool {
	format, rej := in.format()
	if rej != nil {
		return in.refused(rej, yield)
	}
	for a, err := range format.Read(in) {
		if !yield(a, err) {
			return false
		}
	}
	return true
}

// refused tells of an input that is not read. A file that a directory or an archive
// lists is passed by if its ending does not promise an article; one that is called
// an article and is none is rejected.
func (in *Input) refused(rej *extract.Reject, yield yields) bool {
	if !in.listed || rej.Code != otherFormat && rej.Code != "binary" || !slices.Contains(sharedSuffixes(), ending(in.base())) {
		return yield(nil, rej)
	}
	in.reader.report.Files--
	in.reader.report.skip(Skipped{Source: in.place(0), Kind: kindOfName(in.base()), Reason: rej.Message})
	return true
}

// otherFormat is the code of what is known and not read.
const otherFormat = "other-format"

// sharedSuffixes are those that files of other formats have too.
func sharedSuffixes() []string { return []string{".xml", ".rdf"} }

// format decides in which format the input is, first by what surely tells it, then
// by the ending of its name, then by what its content looks like.
func (in *Input) format() (Format, *extract.Reject) {
	all := Formats()
	if forced := in.reader.opts.Format; forced != "" {
		for _, f := range all {
			if f.Name == forced {
				return f, nil
			}
		}
		var names []string
		for _, f := range all {
			names = append(names, f.Name)
		}
		return Format{}, in.reject(0, 0, "format", "there is no format %q: use one of %s", forced, strings.Join(names, ", "))
	}
	head, name, kinds := sniffed(in.Head), in.base(), in.reader.kinds
	if root, _, ok := rootOf(head); ok {
		if k := kinds.ofRoot(root.Local, head); k != nil {
			return Format{}, in.reject(0, 0, otherFormat, "%s", k)
		}
	}
	for _, f := range all {
		if f.Sure != nil && f.Sure(head) {
			return f, nil
		}
	}
	const anyway = " (--input text takes it as plain text)"
	if k := kinds.ofName(name); k != nil {
		return Format{}, in.reject(0, 0, otherFormat, "%s", k.String()+anyway)
	}
	if md := markdownFormat(); hasSuffix(name, md.Suffixes) && !looksLikeJSON(head) { // a tag in braces begins like JSON lines
		return md, nil
	}
	for _, f := range all {
		if !f.Match(name, head) {
			continue
		}
		if f.Name == "xml" { // in a dialect it would have been sure
			return Format{}, in.reject(0, 0, otherFormat, "%s", xmlKind(head))
		}
		if f.Prose && (f.Name == "text" || !hasSuffix(name, f.Suffixes)) {
			if k := kinds.ofText(string(head[:min(len(head), shapeSize)])); k != nil {
				return Format{}, in.reject(0, 0, otherFormat, "%s", k.String()+anyway)
			}
			if in.reader.names.looksLikeTable(head) {
				return csvFormat(), nil
			}
		}
		return f, nil
	}
	return Format{}, in.reject(0, 0, otherFormat, "no format fits: give text, HTML, JSON or JSON lines")
}

// shapeSize is how much of a text is looked at for its shape.
const shapeSize = 16 << 10

// sniffed returns the first bytes without a byte order mark.
func sniffed(head []byte) []byte { return bytes.TrimPrefix(head, []byte("\ufeff")) }

// refuse makes the reject of a whole file or directory.
func refuse(path, code, format string, args ...any) *extract.Reject {
	return &extract.Reject{Source: path, Stage: stage, Code: code, Message: fmt.Sprintf(format, args...)}
}

// stage names this package in a reject.
const stage = "source"

// cause takes the path off a file error: the reject names it already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// FileName returns the name under which articles of a file are known that name
// no publisher: the last part of the path, or of the name inside an archive,
// without the suffix of a compression. It is empty if no format has files of
// such a name, as for the standard input.
func FileName(path string) string {
	name := filepath.Base(path[strings.LastIndex(path, "!")+1:])
	if !knownSuffix(name) {
		return ""
	}
	for _, packed := range []string{".gz", ".bz2"} {
		if cut := len(name) - len(packed); cut > 0 && strings.EqualFold(name[cut:], packed) {
			name = name[:cut]
		}
	}
	return name
}

// bare returns a file name in lower case without the suffix of a compression.
func bare(name string) string {
	name = strings.ToLower(filepath.Base(name))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".bz2")
}

func hasSuffix(name string, suffixes []string) bool {
	return slices.Contains(suffixes, filepath.Ext(bare(name)))
}

func knownSuffix(name string) bool {
	return isArchiveName(name) || slices.ContainsFunc(Formats(), func(f Format) bool { return hasSuffix(name, f.Suffixes) })
}

func suffixList() string {
	var all []string
	for _, f := range Formats() {
		all = append(all, f.Suffixes...)
	}
	return strings.Join(append(all, archiveSuffixes()...), " ") + " (also .gz, .bz2)"
}
