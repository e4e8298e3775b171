package relation

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// What passages taught of a relation stands in its file as a line "taught:" with the
// version of the reader, the bound, the precision and a checksum of the weights, and
// lines "weights:" with these, four bytes each, in base64.
const (
	taughtLine  = "taught"
	weightsLine = "weights"
	perLine     = 96 // characters of base64
)

// taught reads "taught: reader 1-36f0, bound 0.83, precision 0.92, weights 9a0b1c2d".
func (p *reader) taught(values []string) error {
	t := &extract.Taught{}
	p.r.Taught = t
	for _, v := range values {
		key, value, _ := strings.Cut(v, " ")
		var err error
		switch key {
		case "reader":
			t.Reader = value
		case "bound":
			t.Bound, err = share(value)
		case "precision":
			t.Precision, err = share(value)
		case weightsLine:
			p.sum, p.sumAt = value, p.n
		default:
			err = fmt.Errorf("%q is none of reader, bound, precision, weights", key)
		}
		if err != nil {
			return p.errorf("what was taught: %v", err)
		}
	}
	return nil
}

// share reads a number from 0 to 1.
func share(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return 0, fmt.Errorf("want a number from 0 to 1, not %q", s)
	}
	return v, nil
}

// learned decodes the weights, once the file is read.
func (p *reader) learned() error {
	t := p.r.Taught
	if t == nil && p.weights.Len() == 0 {
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(p.weights.String())
	p.n = max(1, p.sumAt)
	switch {
	case t == nil:
		return p.errorf("weights without a line that says how they were taught: teach the relation again")
	case len(p.r.Object) == 0:
		return p.errorf("a relation with a literal object cannot be taught")
	case err != nil || len(data) == 0 || len(data)%4 != 0 || checksum(data) != p.sum:
		return p.errorf("the weights of %s are not those that were taught, a part is lost or changed: teach it again", p.r.Name)
	}
	for at := 0; at < len(data); at += 4 {
		t.Weights = append(t.Weights, math.Float32frombits(binary.LittleEndian.Uint32(data[at:])))
	}
	return nil
}

// checksum names what some bytes are.
func checksum(data []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(data)) }

// isTaught reports whether a line of a relation file says what passages taught.
func isTaught(line string) bool {
	head, _, _ := strings.Cut(line, ":")
	return head == taughtLine || head == weightsLine
}

// AppendTaught returns the text of a relation file with what passages taught, in the
// place of what they taught before; the rest stays as it is. Of an empty text it makes a
// file of r.
func AppendTaught(text string, r *extract.Relation) string {
	if strings.TrimSpace(text) == "" {
		text = header(r)
	}
	var b strings.Builder
	written := false
	for line := range strings.Lines(strings.TrimRight(text, " \r\n") + "\n") {
		switch taught := isTaught(line); {
		case taught && written:
			continue
		case taught:
			b.WriteString(lessons(r.Taught))
			written = true
			continue
		case strings.HasPrefix(line, ">") && !written:
			b.WriteString(lessons(r.Taught) + "\n")
			written = true
		}
		b.WriteString(line)
	}
	if !written {
		b.WriteString("\n" + lessons(r.Taught))
	}
	return b.String()
}

// ParseBefore reads of a relation file what was not taught: its weights may be damaged or for
// another reader. The relation has its name, ends, meaning, marks and examples.
func ParseBefore(name, text string) (extract.Relation, error) {
	var b strings.Builder
	replaced := false
	for line := range strings.Lines(text) {
		if isTaught(line) {
			if !replaced { // a file without a frame is none
				b.WriteString("verb: x\n")
			}
			replaced = true
			continue
		}
		b.WriteString(line)
	}
	return Parse(name, b.String())
}

// header writes what a file begins with.
func header(r *extract.Relation) string {
	kinds := func(list []extract.Kind) string {
		words := make([]string, len(list))
		for i, k := range list {
			words[i] = string(k)
		}
		return strings.Join(words, " | ")
	}
	arrow, state := "->", ""
	if r.Symmetric {
		arrow = "--"
	}
	if r.State {
		state = "  state"
	}
	return fmt.Sprintf("%s  %s %s %s%s\n%s\n", r.Name, kinds(r.Subject), arrow, kinds(r.Object), state, r.Doc)
}

// lessons writes what was taught.
func lessons(t *extract.Taught) string {
	var data []byte
	for _, w := range t.Weights {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(w))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: reader %s, bound %v, precision %v, %s %s\n", taughtLine, t.Reader, t.Bound, t.Precision, weightsLine, checksum(data))
	for text := base64.StdEncoding.EncodeToString(data); text != ""; {
		n := min(perLine, len(text))
		fmt.Fprintf(&b, "%s: %s\n", weightsLine, text[:n])
		text = text[n:]
	}
	return b.String()
}
