package embedded

import (
	"strings"
	"testing"
)

// A process that has ended is not named as the holder of a lock.
func TestHolderIsNotOneThatHasEnded(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	checking, err := lockFolder(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	defer checking.release()
	if _, err := Open(t.Context(), dir, Options{}); err == nil || strings.Contains(err.Error(), "process") && strings.Contains(err.Error(), " by ") {
		t.Errorf("opening for writing while the folder is checked: %v", err)
	}
}
