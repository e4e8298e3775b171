package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/extract"
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
	before := in.reader.report.Records
	more := true
	if kind == "tar" {
		more = in.tar(yield)
	} else {
		more = in.zip(yield)
	}
	if more && in.reader.report.Records == before {
		return yield(nil, in.reject(0, 0, "empty", "no articles in this archive: articles end in %s", suffixList()))
	}
	return more
}

// member reads one member if its name is that of an article.
func (in *Input) member(name string, body io.Reader, yield yields) bool {
	if !knownSuffix(name) || strings.HasPrefix(filepath.Base(name), ".") {
		in.reader.report.NotArticles++
		return true
	}
	if in.Member != "" {
		name = in.Member + "!" + name
	}
	return in.reader.read(&Input{Name: in.Name, Member: name, depth: in.depth + 1, reader: in.reader}, body, yield)
}

func (in *Input) tar(yield yields) bool {
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
			in.reader.report.NotArticles++
		case !in.member(h.Name, t, yield):
			return false
		}
	}
}

func (in *Input) zip(yield yields) bool {
	z, closer, rej := in.openZip()
	if rej != nil {
		return yield(nil, rej)
	}
	defer closer.Close()
	for _, f := range z.File {
		if f.Mode().IsDir() {
			continue
		}
		if f.Mode()&fs.ModeType != 0 {
			in.reader.report.NotArticles++
			continue
		}
		body, err := f.Open()
		if err != nil {
			if !yield(nil, in.damaged(err)) {
				return false
			}
			continue
		}
		more := in.member(f.Name, &inflated{r: body, packed: &counted{n: int64(f.CompressedSize64)}}, yield)
		body.Close()
		if !more {
			return false
		}
	}
	return true
}

// openZip opens the archive in its file, or holds it in memory.
func (in *Input) openZip() (*zip.Reader, io.Closer, *extract.Reject) {
	if in.plainFile {
		f, err := os.Open(in.Name)
		if err != nil {
			return nil, nil, in.damaged(err)
		}
		info, err := f.Stat()
		if err == nil {
			z, err := zip.NewReader(f, info.Size())
			if err == nil {
				return z, f, nil
			}
			f.Close()
			return nil, nil, in.damaged(err)
		}
		f.Close()
		return nil, nil, in.damaged(err)
	}
	b, err := io.ReadAll(io.LimitReader(in.Body, heldArchive+1))
	if err != nil {
		return nil, nil, in.damaged(err)
	}
	if len(b) > heldArchive {
		return nil, nil, in.reject(0, 0, "too-long", "a zip archive of more than %d bytes in a stream: give it as a file", heldArchive)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, nil, in.damaged(err)
	}
	return z, io.NopCloser(nil), nil
}

// damaged makes a reject of an error of an archive.
func (in *Input) damaged(err error) *extract.Reject {
	if errors.Is(err, errBomb) || errors.Is(err, errTruncated) {
		return in.readError(0, 0, err)
	}
	return in.reject(0, 0, "truncated", "%v: the archive is damaged, fetch it again", cause(err))
}

// isArchiveName reports whether a file's name is that of an archive.
func isArchiveName(name string) bool {
	return slices.Contains(archiveSuffixes(), filepath.Ext(bare(name)))
}
