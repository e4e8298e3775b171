//go:build !small && !stock

package english

import _ "embed"

// namesWeights are the names network retrained for news, with word vectors.
//
//go:embed weights/names_md.bin
var namesWeights string

// rescoreWeights are the network that judges the claims of the rules by the vectors of
// these networks. Builds with other names networks have none.
//
//go:embed weights/rescore.bin
var rescoreWeights string
