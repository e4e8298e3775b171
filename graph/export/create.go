package export

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// Create writes a file that appears under its name when it is complete: what was
// there before stays until then. A symbolic link is followed; a device or a pipe is
// written to and stays what it is. The permissions are those of the file that was
// there, or what the process gives to new ones.
func Create(path string, write func(io.Writer) error) error {
	_, err := create(path, write, func(string) error { return nil })
	return err
}

// create also looks at the complete file before it gets its name, and reports
// whether there was one to look at: what a device or a pipe takes is gone.
func create(path string, write func(io.Writer) error, check func(name string) error) (checked bool, err error) {
	f, err := Pending(path)
	if err != nil {
		return false, fmt.Errorf("write %s: %w", path, err)
	}
	if err = write(f); err == nil && f.final != "" {
		checked, err = true, check(f.file.Name())
	}
	if err != nil {
		return checked, fmt.Errorf("write %s: %w", path, errors.Join(err, f.Discard()))
	}
	if err := f.Commit(); err != nil {
		return checked, fmt.Errorf("write %s: %w", path, err)
	}
	return checked, nil
}

// File is a file that is being written and has not got its name yet, or a device
// or pipe. Its errors do not hold the name that it has meanwhile.
type File struct {
	file  *os.File
	final string // "" of a device or pipe
	mode  fs.FileMode
}

// Pending begins a file: see Create. Commit or Discard ends it.
func Pending(path string) (*File, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, syscall.EISDIR
	case err == nil && !info.Mode().IsRegular():
		return opened(&File{}, path, os.O_WRONLY)
	}
	f := &File{}
	if err == nil {
		f.mode = info.Mode().Perm()
	}
	if f.final, err = followed(path); err != nil {
		return nil, err
	}
	for n := os.Getpid(); ; n++ {
		name := filepath.Join(filepath.Dir(f.final), ".newsgraph-"+strconv.Itoa(n))
		if f, err := opened(f, name, os.O_CREATE|os.O_EXCL|os.O_WRONLY); !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// opened opens the file behind f.
func opened(f *File, name string, flag int) (*File, error) {
	file, err := os.OpenFile(name, flag, 0o666)
	if err != nil {
		return nil, bare(err)
	}
	f.file = file
	return f, nil
}

// Write writes to the file.
func (f *File) Write(b []byte) (int, error) {
	n, err := f.file.Write(b)
	return n, bare(err)
}

// Commit closes the file and gives it its name.
func (f *File) Commit() error {
	if f.final == "" {
		return bare(f.file.Close())
	}
	err := f.file.Sync()
	if f.mode != 0 {
		err = errors.Join(err, f.file.Chmod(f.mode))
	}
	if err = errors.Join(err, f.file.Close()); err == nil {
		err = os.Rename(f.file.Name(), f.final)
	}
	if err != nil {
		os.Remove(f.file.Name())
	}
	return bare(err)
}

// Discard closes the file and removes it.
func (f *File) Discard() error {
	err := f.file.Close()
	if f.final != "" {
		err = errors.Join(err, os.Remove(f.file.Name()))
	}
	return bare(err)
}

// followed is where the file of a path lies, or will lie: at the end of its links.
func followed(path string) (string, error) {
	for range 40 { // as many as Linux follows
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link, or nothing there
		}
		if !filepath.IsAbs(link) {
			// Not Join: the folder may be a link, which ".." must not cancel out.
			link = filepath.Dir(path) + string(filepath.Separator) + link
		}
		path = link
	}
	return "", syscall.ELOOP
}

// bare takes the name out of an error of a file: the caller knows a better one.
func bare(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
