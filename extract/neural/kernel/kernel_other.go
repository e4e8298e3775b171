//go:build !amd64 && !arm64

package kernel

// Levels returns the levels that the processor allows, the fastest last.
func Levels() []Level { return []Level{Generic} }
