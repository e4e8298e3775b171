package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/extract"
)

// path reads a file, a directory or, for "-", standard input.
func (r *reader) path(path string, yield yields) bool {
	if path == "-" {
		if r.opts.Stdin == nil {
			return yield(nil, refuse(path, "unreadable", "there is no standard input"))
		}
		return r.read(&Input{Name: path, reader: r}, r.opts.Stdin, yield)
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
	return r.file(path, yield)
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
		"no articles in this directory (%d other files skipped): articles end in %s", skipped, suffixList()))
}

func (r *reader) walk(dir string, yield yields) bool {
	entries, err := os.ReadDir(dir)
	if err != nil && !yield(nil, refuse(dir, "unreadable", "%v", cause(err))) {
		return false
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
			continue
		case e.IsDir():
			if !r.walk(path, yield) {
				return false
			}
		case !knownSuffix(e.Name()) || leadsToDirectory(path, e):
			r.report.NotArticles++
		case !r.listed(path, yield):
			return false
		}
	}
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
	case r.skipped(info), holdsRejects(path):
		r.report.NotArticles++
		return true
	}
	return r.file(path, yield)
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

// file reads one file and sees to it that nobody changed it meanwhile.
func (r *reader) file(path string, yield yields) bool {
	f, err := os.Open(path)
	if err != nil {
		r.report.Files++
		return yield(nil, refuse(path, "unreadable", "%v", cause(err)))
	}
	defer f.Close()
	before, err := f.Stat()
	plain := err == nil && before.Mode().IsRegular()
	if !r.read(&Input{Name: path, plainFile: plain, reader: r}, f, yield) {
		return false
	}
	after, err2 := os.Stat(path)
	if plain && err2 == nil &&
		(before.Size() != after.Size() || !before.ModTime().Equal(after.ModTime())) {
		return yield(nil, refuse(path, "changed", "the file was changed while it was read: read it again"))
	}
	return true
}

// read reads one opened file, stream or member of an archive in the format that
// it is found to be in.
func (r *reader) read(in *Input, body io.Reader, yield yields) bool {
	if rej := in.open(body); rej != nil {
		r.report.Files++
		return yield(nil, rej)
	}
	if kind := isArchive(in.Head); kind != "" {
		return in.archive(kind, yield)
	}
	r.report.Files++
	format, rej := r.format(in)
	if rej != nil {
		return yield(nil, rej)
	}
	for a, err := range format.Read(in) {
		if !yield(a, err) {
			return false
		}
	}
	return true
}

// format decides in which format the input is.
func (r *reader) format(in *Input) (Format, *extract.Reject) {
	for _, f := range Formats() {
		if r.opts.Format == f.Name || r.opts.Format == "" && f.Match(in.base(), in.Head) {
			return f, nil
		}
	}
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return Format{}, in.reject(0, 0, "format", "there is no format %q: use one of %s", r.opts.Format, strings.Join(names, ", "))
}

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
