package embedded

import (
	"strings"
	"testing"
)

// A process that has ended is not named as the holder of a lock.
func TestHolderIsNotOneThatHasEnded(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	reading := reopened(t, dir, Options{ReadOnly: true})
	defer reading.Close(t.Context())
	_, err := Open(t.Context(), dir, Options{})
	if err == nil || strings.Contains(err.Error(), "process") && strings.Contains(err.Error(), " by ") {
		t.Errorf("opening for writing beside a reader: %v", err)
	}
}
