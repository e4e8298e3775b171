//go:build !unix

package neo4jtest

import (
	"errors"
	"os/exec"
)

// lock is not there: these systems test with NEO4J_URI and one package at a time.
func lock(string) (func(), error) {
	return nil, errors.New("file locks are not supported here")
}

func tryLock(path string) (func(), error) { return lock(path) }

func detached(*exec.Cmd) {}
