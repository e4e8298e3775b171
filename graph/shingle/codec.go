package shingle

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// version is of what a sketch and its keys are: it must change with either, and with
// how a text is taken apart, so that the articles that have another are sketched again.
const version = "1"

// String is the sketch as text of ASCII letters, about 700 bytes of it.
func (s Sketch) String() string {
	return strings.Join([]string{version, strconv.Itoa(s.all), packed(s.shingles), packed(s.marks)}, ".")
}

// Current reports whether a sketch as text is of this version.
func Current(text string) bool { return strings.HasPrefix(text, version+".") }

// Parse reads what String has written.
func Parse(text string) (s Sketch, err error) {
	fields := strings.Split(text, ".")
	if len(fields) != 4 || fields[0] != version {
		return s, fmt.Errorf("read the sketch of a text %.20q: it is not of version %s", text, version)
	}
	if s.all, err = strconv.Atoi(fields[1]); err == nil {
		s.shingles, err = unpacked(fields[2])
	}
	if err == nil {
		s.marks, err = unpacked(fields[3])
	}
	if err != nil {
		return Sketch{}, fmt.Errorf("read the sketch of a text %.20q: %w", text, err)
	}
	return s, nil
}

// packed writes hashes of 24 bits: four letters each.
func packed(hashes []uint32) string {
	bytes := make([]byte, 0, 3*len(hashes))
	for _, h := range hashes {
		bytes = append(bytes, byte(h>>16), byte(h>>8), byte(h))
	}
	return base64.RawURLEncoding.EncodeToString(bytes)
}

func unpacked(text string) ([]uint32, error) {
	bytes, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	hashes := make([]uint32, 0, len(bytes)/3)
	for ; len(bytes) >= 3; bytes = bytes[3:] {
		hashes = append(hashes, uint32(bytes[0])<<16|uint32(bytes[1])<<8|uint32(bytes[2]))
	}
	return hashes, nil
}
