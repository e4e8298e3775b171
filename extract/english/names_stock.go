//go:build stock && !small

package english

import _ "embed"

// namesWeights are the small names network as spaCy publishes it.
//
//go:embed weights/stock.bin
var namesWeights string

// rescoreWeights are none: the network that judges the claims of the rules has learned
// from the vectors of another names network.
const rescoreWeights = ""
