//go:build !small && !stock

package english

import _ "embed"

// namesWeights are the names network retrained for news, with word vectors.
//
//go:embed weights/names_md.bin
var namesWeights string
