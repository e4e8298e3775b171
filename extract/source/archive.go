package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

const (
	// archiveDepth is how deep archives may lie in one another.
	archiveDepth = 2
	// heldArchive is the largest zip archive that is read into memory because it
	// comes from a stream: its list of members stands at its end.
	heldArchive = 256 << 20
)

// archiveSuffixes are those of files that hold files; .tar.gz is .tar here.
func archiveSuffixes() []string { return []string{".zip", ".tar", ".tgz"} }

// isArchive names the kind of archive that begins with head, or is empty.
func isArchive(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")): // the second holds nothing
		return "zip"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return "tar"
	}
	return ""
}

// archive reads the members of an archive that are in a known format. Nothing is
// ever written to a disk, so that their names can do no harm.
func (in *Input) archive(kind string, yield yields) bool {
	if in.depth >= archiveDepth {
		return yield(nil, in.reject(0, 0, "nested", "an archive in an archive in an archive: unpack it first"))
	}
	before, skipped := in.reader.report.Records, in.reader.report.NotArticles
	read := in.zip
	if kind == "tar" {
		read = in.tar
	}
	if !read(yield) {
		return false
	}
	if in.reader.report.Records > before {
		return true
	}
	return yield(nil, in.reject(0, 0, "empty", "no articles in this archive (%d files not read): articles end in %s",
		in.reader.report.NotArticles-skipped, suffixList()))
}

// member reads one member if its name is that of an article. A member that cannot
// be opened is a reject.
func (in *Input) member(name string, open func() (io.Reader, error), yield yields) bool {
	if in.Member != "" {
		name = in.Member + "!" + name
	}
	inner := &Input{Name: in.Name, Member: name, path: in.path, depth: in.depth + 1, listed: true, budget: in.budget, reader: in.reader}
	why, kind := in.reader.passedBy(name), kindOfName(name)
	if strings.HasPrefix(path.Base(name), ".") {
		why, kind = "hidden", "hidden"
	}
	if why != "" {
		in.reader.report.skip(Skipped{Source: inner.place(0), Kind: kind, Reason: why})
		return true
	}
	body, err := open()
	if err != nil {
		return yield(nil, inner.damaged(err))
	}
	return in.reader.read(inner, body, yield)
}

// exhausted tells of an archive that is given up for what its members hold
// together.
func (in *Input) exhausted(yield yields) bool {
	return yield(nil, in.reject(0, 0, "bomb", "the members of the archive hold more than 200 times its size: the rest of it is not read"))
}

func (in *Input) tar(yield yields) bool {
	if in.budget == nil {
		in.budget = &budget{stream: in.packed}
	}
	t := tar.NewReader(in.Body)
	for {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			return yield(nil, in.damaged(err))
		case h.Typeflag == tar.TypeDir:
		case h.Typeflag != tar.TypeReg:
			in.reader.report.skip(Skipped{Source: in.place(0) + "!" + h.Name, Kind: "link or device", Reason: "no regular file"})
		case !in.member(h.Name, func() (io.Reader, error) {
			return &inflated{r: t, packed: &counted{n: 4 << 30}, budget: in.budget}, nil
		}, yield):
			return false
		case in.budget.spent():
			return in.exhausted(yield)
		}
	}
}

func (in *Input) zip(yield yields) bool {
	z, size, closer, rej := in.openZip()
	if rej != nil {
		if k := in.reader.kinds.ofName(in.base()); k != nil && len(k.members) > 0 {
			rej = in.reject(0, 0, "binary", "%s", k)
		}
		return yield(nil, rej)
	}
	defer closer.Close()
	if in.budget == nil {
		in.budget = &budget{size: size}
	}
	if k := in.document(z.File); k != nil {
		return yield(nil, in.reject(0, 0, "binary", "%s", k))
	}
	files, rej := in.distinct(z.File)
	if rej != nil {
		return yield(nil, rej)
	}
	for _, f := range files {
		if f.Mode()&fs.ModeType != 0 {
			in.reader.report.skip(Skipped{Source: in.place(0) + "!" + f.Name, Kind: "link or device", Reason: "no regular file"})
			continue
		}
		var body io.ReadCloser
		open := func() (io.Reader, error) {
			if f.Flags&1 != 0 {
				return nil, errEncrypted
			}
			var err error
			body, err = f.Open()
			return &inflated{r: body, packed: &counted{n: int64(f.CompressedSize64)}, budget: in.budget}, err
		}
		more := in.member(f.Name, open, yield)
		if body != nil {
			body.Close()
		}
		switch {
		case !more:
			return false
		case in.budget.spent():
			return in.exhausted(yield)
		}
	}
	return true
}

// document returns the kind of a file that is a zip archive only inside, nil for an
// archive of files.
func (in *Input) document(files []*zip.File) *kind {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
	}
	if k := in.reader.kinds.ofMembers(names); k != nil {
		return k
	}
	if k := in.reader.kinds.ofName(in.base()); k != nil && len(k.members) > 0 {
		return k
	}
	return nil
}

// distinct returns the files of a zip archive without its folders and without the
// entries that point at data another entry has named. An archive whose members lie
// one in the other is made to do harm.
func (in *Input) distinct(all []*zip.File) ([]*zip.File, *extract.Reject) {
	type stretch struct{ start, end int64 }
	var files []*zip.File
	var data []stretch
	at := map[int64]bool{}
	for i, f := range all {
		if f.Mode().IsDir() {
			continue
		}
		start, err := f.DataOffset()
		if err == nil && at[start] {
			in.reader.report.skip(Skipped{Source: in.place(0) + "!" + f.Name, Record: i + 1, Kind: "repeated entry",
				Reason: "the archive's directory has named these data before"})
			continue
		}
		if err == nil {
			at[start] = true
			data = append(data, stretch{start, start + int64(f.CompressedSize64)})
		}
		files = append(files, f)
	}
	slices.SortFunc(data, func(a, b stretch) int { return cmp.Compare(a.start, b.start) })
	for i := range max(0, len(data)-1) {
		if data[i].end > data[i+1].start {
			return nil, in.reject(data[i+1].start, 0, "bomb", "members of the archive lie one in the other: not an honest archive")
		}
	}
	return files, nil
}

// openZip opens the archive in its file, or holds it in memory.
func (in *Input) openZip() (*zip.Reader, int64, io.Closer, *extract.Reject) {
	if in.plainFile {
		f, err := os.Open(in.Name)
		if err != nil {
			return nil, 0, nil, in.damaged(err)
		}
		info, err := f.Stat()
		if err == nil {
			var z *zip.Reader
			if z, err = zip.NewReader(meteredFile{f, in.reader}, info.Size()); err == nil {
				return z, info.Size(), f, nil
			}
		}
		f.Close()
		return nil, 0, nil, in.damaged(err)
	}
	b, err := io.ReadAll(io.LimitReader(in.Body, heldArchive+1))
	if err != nil {
		return nil, 0, nil, in.damaged(err)
	}
	if len(b) > heldArchive {
		return nil, 0, nil, in.reject(0, 0, "too-long", "a zip archive of more than %d bytes in a stream: give it as a file", heldArchive)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, 0, nil, in.damaged(err)
	}
	return z, int64(len(b)), io.NopCloser(nil), nil
}

// errEncrypted is the error of a member that needs a password.
var errEncrypted = errors.New("the member is encrypted")

// damaged makes a reject of an error of an archive.
func (in *Input) damaged(err error) *extract.Reject {
	if errors.Is(err, errBomb) || errors.Is(err, errTruncated) {
		return in.readError(0, 0, err)
	}
	switch {
	case errors.Is(err, errEncrypted):
		return in.reject(0, 0, "encrypted", "%v: unpack it with its password first", err)
	case errors.Is(err, zip.ErrAlgorithm):
		return in.reject(0, 0, otherFormat, "packed in a way that is not read (%v): unpack the archive first", err)
	}
	return in.reject(0, 0, "truncated", "%v: the archive is damaged, fetch it again", cause(err))
}

// isArchiveName reports whether a file's name is that of an archive.
func isArchiveName(name string) bool {
	return slices.Contains(archiveSuffixes(), filepath.Ext(bare(name)))
}
