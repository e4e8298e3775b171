package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Seal is a checksum of what the layers say that people may want to correct: the names,
// kinds and mentions of entities, and the claims. The layers are read from the text again
// wherever an article goes; the seal tells whether somebody has edited them meanwhile, who
// must not be left to believe that it had an effect.
func (a *Article) Seal() string {
	h := sha256.New()
	put := func(fields ...any) {
		for _, f := range fields {
			fmt.Fprintf(h, "%v\x1f", f)
		}
		fmt.Fprint(h, "\x1e")
	}
	for _, m := range a.Mentions {
		put("mention", m.Start, m.End, m.Kind, m.Entity)
	}
	for _, e := range a.Entities {
		put("entity", e.Name, strings.Join(e.Aliases, "\x1d"), e.Kind, e.Mentions)
	}
	for _, c := range a.Claims {
		put("claim", c.Relation, c.Subject, c.Object, c.Value, c.Speaker, c.Sentence, c.Reported, c.Negated, c.Modality, c.Former, c.Role, c.RoleNorm, c.Sole, c.Topic)
	}
	return "1:" + hex.EncodeToString(h.Sum(nil)[:12])
}
