//go:build unix

package queries_test

import (
	"syscall"
	"time"
)

// processorTime is what the process has used of all processors; on a busy machine it
// tells more than the clock.
func processorTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
