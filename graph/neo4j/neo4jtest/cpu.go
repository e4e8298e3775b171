package neo4jtest

import (
	"fmt"
	"os"
	"path/filepath"
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
	_, spent := readStat("/proc/" + name + "/stat")
	return spent
}

// CPU is the processor time that the server has used.
func (s *Server) CPU() time.Duration { return CPU(s.PID) }

// Compiling is the part of it that went into compiling its own code: much in a
// server that has just started, little after some thousand transactions.
func (s *Server) Compiling() (spent time.Duration) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", s.PID))
	if err != nil {
		return 0
	}
	for _, f := range files {
		if thread, d := readStat(f); strings.HasPrefix(thread, "C1 Compiler") || strings.HasPrefix(thread, "C2 Compiler") {
			spent += d
		}
	}
	return spent
}

// readStat reads the name and the processor time of a process or thread; of one that
// has ended, nothing.
func readStat(file string) (name string, spent time.Duration) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", 0
	}
	// The name in brackets may hold blanks; utime and stime, in hundredths of a
	// second, are the 12th and 13th field after it.
	open, end := strings.IndexByte(string(text), '('), strings.LastIndexByte(string(text), ')')
	if open < 0 || end < open {
		return "", 0
	}
	fields := strings.Fields(string(text[end+1:]))
	if len(fields) < 13 {
		return "", 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return string(text[open+1 : end]), time.Duration(user+system) * 10 * time.Millisecond
}
