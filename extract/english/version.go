package english

import (
	"fmt"
	"hash/crc32"

	"github.com/newsgraph/newsgraph/extract"
)

// Version names what reads an article besides its relations and options: the
// code of the stages, the word lists, the confidences and the networks. It is the
// same for every build of one source with one names network, on any platform.
func Version(m Model) string {
	weights := []string{syntaxWeights, namesWeights}
	switch m {
	case Best:
		weights = append(weights, readerWeights)
	case "", Fast:
		weights = append(weights, rescoreWeights)
	}
	return version(extract.Checksum(extract.Rules()), weights...)
}

// version adds to the checksum of the files those of the weights, which processors
// compute: a cryptographic one of fifteen megabytes would be felt at each start.
func version(files string, weights ...string) string {
	castagnoli, part := crc32.MakeTable(crc32.Castagnoli), make([]byte, 64<<10)
	for _, w := range weights {
		var a, b uint32
		for rest := w; rest != ""; {
			n := copy(part, rest)
			a, b = crc32.Update(a, castagnoli, part[:n]), crc32.Update(b, crc32.IEEETable, part[:n])
			rest = rest[n:]
		}
		files += fmt.Sprintf(" %d.%08x%08x", len(w), a, b)
	}
	return files
}
