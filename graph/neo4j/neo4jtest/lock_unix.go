//go:build unix

package neo4jtest

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// lock waits for a file's lock, which ends with the process at the latest.
func lock(path string) (unlock func(), err error) { return locked(path, syscall.LOCK_EX) }

// tryLock takes a file's lock where that is free; unlock is nil where it is not.
func tryLock(path string) (unlock func(), err error) {
	unlock, err = locked(path, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, nil
	}
	return unlock, err
}

func locked(path string, how int) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

// detached lets a process outlive this one.
func detached(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
