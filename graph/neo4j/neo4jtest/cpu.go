package neo4jtest

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// CPU is the processor time that a process has used, with its threads; 0 means
// this process. It is 0 where there is no /proc.
func CPU(pid int) time.Duration {
	name := "self"
	if pid > 0 {
		name = strconv.Itoa(pid)
	}
	text, err := os.ReadFile("/proc/" + name + "/stat")
	if err != nil {
		return 0
	}
	// The name in brackets may hold blanks; utime and stime, in hundredths of a
	// second, are the 12th and 13th field after it.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}
