package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// framePrefix stands before the name of a frame in the name of its layer.
const framePrefix = "frame-"

// LayerNames returns the parts that New can leave out: each frame, and negation,
// modality and speaker, without which every claim is plain.
func LayerNames() []string {
	var names []string
	for _, f := range frameNames() {
		names = append(names, framePrefix+f)
	}
	return append(names, framePrefix+extract.DenialFrame, "negation", "modality", "speaker", "former")
}

// leaveOut makes a claim plain in what the extractor is to leave out.
func (x *Extractor) leaveOut(k *extract.Claim) {
	if len(x.without) == 0 {
		return
	}
	if slices.Contains(x.without, "negation") {
		k.Negated = false
	}
	if slices.Contains(x.without, "modality") {
		k.Modality = extract.Actual
	}
	if slices.Contains(x.without, "speaker") {
		k.Speaker, k.Reported = -1, false
	}
	if slices.Contains(x.without, "former") {
		k.Former = false
	}
}
