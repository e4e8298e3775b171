package source

import (
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// Size returns how many bytes the files of the paths have that Open will read, by
// their entries in the directories alone. It is not known where one of them is a
// stream, or cannot be looked at.
func Size(paths []string, opts Options) (bytes int64, known bool) {
	r := newReader(Options{Format: opts.Format})
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == "-", err != nil, !info.IsDir() && !info.Mode().IsRegular():
			return 0, false
		case !info.IsDir():
			bytes += info.Size()
			continue
		}
		err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name != path && strings.HasPrefix(d.Name(), ".") && d.IsDir():
				return fs.SkipDir
			case d.IsDir(), strings.HasPrefix(d.Name(), "."), r.passedBy(d.Name()) != "":
				return nil
			}
			info, err := os.Stat(name) // a link counts as its file
			if err == nil && info.Mode().IsRegular() {
				bytes += info.Size()
			}
			return nil
		})
		if err != nil {
			return 0, false
		}
	}
	return bytes, true
}

// endless is the size of a stream.
const endless = math.MaxInt64

// begin tells the meter that a file of a size is read now, or a stream.
func (r *reader) begin(size int64) { r.unread = size }

// end counts what of a file nobody needed to read.
func (r *reader) end() {
	if r.unread != endless {
		r.count(r.unread)
	}
}

// count tells the meter that bytes have been read, at most those that the file has:
// parts of an archive are read twice.
func (r *reader) count(n int64) {
	n = min(n, r.unread)
	if r.unread != endless {
		r.unread -= n
	}
	if r.opts.Meter != nil {
		r.opts.Meter.Add(n)
	}
}

// metered is a file or stream that is being read.
type metered struct {
	io.Reader
	reader *reader
}

func (m metered) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.reader.count(int64(n))
	return n, err
}

// meteredFile is a file that is read here and there.
type meteredFile struct {
	io.ReaderAt
	reader *reader
}

func (m meteredFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := m.ReaderAt.ReadAt(p, off)
	m.reader.count(int64(n))
	return n, err
}
