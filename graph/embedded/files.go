package embedded

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// files is what a store needs of a file system; a test puts one in its place
// that crashes and forgets what was not synced.
type files interface {
	create(path string) (disk, error) // empty, also if it was there
	open(path string) (disk, error)   // to write on
	read(path string) ([]byte, error)
	names(dir string) ([]string, error)
	rename(from, to string) error
	remove(path string) error
	syncFolder(dir string) error // makes the names in it last
}

// disk is an open file.
type disk interface {
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// system is the file system of the operating system.
type system struct{}

func (system) create(path string) (disk, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
}

func (system) open(path string) (disk, error)   { return os.OpenFile(path, os.O_RDWR, 0) }
func (system) read(path string) ([]byte, error) { return os.ReadFile(path) }
func (system) rename(from, to string) error     { return os.Rename(from, to) }
func (system) remove(path string) error         { return os.Remove(path) }
func (system) names(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// syncFolder does nothing on Windows, which has no such call.
func (system) syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// writeFile makes a file so that it is either there and complete, on the disk, or
// not there at all.
func writeFile(fs files, path string, write func(put func([]byte) error) error) (size int64, err error) {
	tmp, err := fs.create(path + ".tmp")
	if err != nil {
		return 0, err
	}
	put := func(b []byte) error {
		_, err := tmp.WriteAt(b, size)
		size += int64(len(b))
		return err
	}
	if err = write(put); err == nil {
		err = tmp.Sync()
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = fs.rename(path+".tmp", path)
	}
	if err != nil {
		fs.remove(path + ".tmp")
		return 0, err
	}
	return size, fs.syncFolder(filepath.Dir(path))
}
