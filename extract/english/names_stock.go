//go:build stock && !small

package english

import _ "embed"

// namesWeights are the small names network as spaCy publishes it.
//
//go:embed weights/stock.bin
var namesWeights string
