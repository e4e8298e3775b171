package embedded

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

const (
	lockExclusive   = 2
	lockAtOnce      = 1
	errLockViolated = syscall.Errno(33)
	errIOPending    = syscall.Errno(997)
)

// lockFile locks a byte far behind the text, so that others can read who holds
// the lock.
func lockFile(file *os.File, shared bool) error {
	flags := uintptr(lockAtOnce)
	if !shared {
		flags |= lockExclusive
	}
	where := syscall.Overlapped{Offset: 1 << 30}
	call := syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")
	ok, _, err := call.Call(file.Fd(), flags, 0, 1, 0, uintptr(unsafe.Pointer(&where)))
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, errLockViolated), errors.Is(err, errIOPending):
		return errHeld
	}
	return err
}
