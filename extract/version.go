package extract

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// rules is the source of all that reads articles: the stages, their word lists
// and the relations. The weights are not in it; english.Version covers them.
//
//go:embed *.go
//go:embed calibrate/*.go
//go:embed coref/*.go
//go:embed english/*.go english/weights/reader.txt
//go:embed entail/*.go
//go:embed identity/*.go
//go:embed judge/*.go
//go:embed lexicon/*.go lexicon/word/*.txt lexicon/table/*.txt
//go:embed ner/*.go
//go:embed neural/*.go neural/kernel/*.go neural/kernel/*.s neural/bert/*.go neural/wordpiece/*.go
//go:embed parse/*.go
//go:embed reader/*.go
//go:embed rescore/*.go
//go:embed relation/*.go relation/*.txt relation/type/*.rel
//go:embed syntax/*.go
//go:embed tag/*.go
//go:embed token/*.go
//go:embed when/*.go
var rules embed.FS

// Rules returns the files that decide what is read in an article, the weights
// left out.
func Rules() fs.FS { return rules }

// Checksum names the version of the files of a tree: their names and what they
// hold, in the order of the names. Tests do not count, nor how lines end, so that
// every checkout and every build of one source has the same.
func Checksum(files fs.FS) string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path.Base(name), "_test.go") {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "\r\n", "\n")
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		_, err = io.WriteString(sum, text)
		return err
	})
	if err != nil {
		panic("internal error: " + err.Error()) // the files lie in memory
	}
	return hex.EncodeToString(sum.Sum(nil))
}
