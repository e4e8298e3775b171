//go:build small

package english

import _ "embed"

// namesWeights are the smaller names network retrained for news: seven
// megabytes less, and two points of names.
//
//go:embed weights/names.bin
var namesWeights string
