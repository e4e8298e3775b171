//go:build small

package english

import _ "embed"

// namesWeights are the smaller names network retrained for news: seven
// megabytes less, and two points of names.
//
//go:embed weights/names.bin
var namesWeights string

// rescoreWeights are none: the network that judges the claims of the rules has learned
// from the vectors of another names network.
const rescoreWeights = ""
