package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// fileLock holds a folder for this process. The system gives it free when the
// process ends, however it ends.
type fileLock struct {
	file   *os.File
	shared bool
}

// errHeld is the error of a lock that somebody else holds.
var errHeld = errors.New("the lock is held")

// lockFolder takes the lock of a folder: for itself, or shared with other
// readers.
func lockFolder(dir string, shared bool) (*fileLock, error) {
	path := filepath.Join(dir, "lock")
	mode := os.O_RDWR | os.O_CREATE
	if shared {
		mode = os.O_RDONLY
	}
	file, err := os.OpenFile(path, mode, 0o644)
	if shared && errors.Is(err, os.ErrNotExist) {
		return nil, nil // nobody has ever written here, or the folder was copied
	}
	if err != nil {
		return nil, err
	}
	if err := lockFile(file, shared); err != nil {
		if errors.Is(err, errHeld) {
			err = &graph.Error{Failure: graph.Unavailable, Err: fmt.Errorf("the graph is in use%s; end that process, or wait for it", holder(path))}
		}
		return nil, errors.Join(err, file.Close())
	}
	if !shared {
		host, _ := os.Hostname()
		if err := errors.Join(file.Truncate(0), writeAll(file, fmt.Sprintf("process %d on %s\n", os.Getpid(), host))); err != nil {
			return nil, errors.Join(err, file.Close())
		}
	}
	return &fileLock{file, shared}, nil
}

func writeAll(file *os.File, text string) error {
	_, err := file.WriteAt([]byte(text), 0)
	return err
}

// holder says who wrote its name into the lock file, if that can be read.
func holder(path string) string {
	text, err := os.ReadFile(path)
	if name := strings.TrimSpace(string(text)); err == nil && name != "" {
		return " by " + name
	}
	return ""
}

// release gives the lock free, and takes the name out of it: readers, who write
// none, would be taken for that process.
func (l *fileLock) release() error {
	if l == nil {
		return nil
	}
	if l.shared {
		return l.file.Close()
	}
	return errors.Join(l.file.Truncate(0), l.file.Close())
}
