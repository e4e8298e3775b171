package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestURL bounds the bytes of a chunk that is looked at as a URL.
const longestURL = 4096

// url reports whether a chunk is a URL, an address with @ or a bare host: an
// optional scheme, anything up to an "@", a host with a top-level domain or a
// public IPv4 address, a port, and a path.
func (k *rules) url(s string) bool {
	if len(s) > longestURL || !strings.Contains(s, ".") {
		return false
	}
	if k.host(s) {
		return true
	}
	if scheme, rest, ok := strings.Cut(s, "://"); ok && schemeName(scheme) && k.host(rest) {
		return true
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '@' && k.host(s[i+1:]) {
			return true
		}
	}
	return false
}

func schemeName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("_+-.", r) {
			return false
		}
	}
	return utf8.RuneCountInString(s) >= 2
}

// host reports whether s is a host, an optional port and an optional path.
func (k *rules) host(s string) bool {
	name, rest := s, ""
	if i := strings.IndexAny(s, ":/?#"); i >= 0 {
		name, rest = s[:i], s[i:]
	}
	labels := strings.Split(name, ".")
	if len(labels) < 2 || !k.domain(labels) && !address(labels) {
		return false
	}
	if port, ok := strings.CutPrefix(rest, ":"); ok {
		n := len(port) - len(strings.TrimLeft(port, "0123456789"))
		if n < 2 || n > 5 {
			return false
		}
		rest = port[n:]
	}
	return rest == "" || strings.IndexByte("/?#", rest[0]) >= 0
}

// domain reports whether the last label is a top-level domain and the others
// are letters and digits, with "-" and "_" inside.
func (k *rules) domain(labels []string) bool {
	last := len(labels) - 1
	top := labels[last]
	for _, r := range top {
		if !k.topLevel.has(r) {
			return false
		}
	}
	if n := utf8.RuneCountInString(top); n < 2 || n > 63 {
		return false
	}
	for _, l := range labels[:last] {
		n := utf8.RuneCountInString(l)
		if n == 0 || n > 64 {
			return false
		}
		i := 0
		for _, r := range l {
			alnum := r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0xa1 && r <= 0xffff
			if !alnum && (i == 0 || i == n-1 || r != '-' && r != '_') {
				return false
			}
			i++
		}
	}
	return true
}

// address reports whether labels are a public IPv4 address. Leading zeros are
// taken in the two middle numbers, of at most two digits.
func address(labels []string) bool {
	if len(labels) != 4 {
		return false
	}
	var n [4]int
	for i, l := range labels {
		outer := i == 0 || i == 3
		if l == "" || len(l) > 3 || l[0] == '0' && (outer || len(l) == 3) {
			return false
		}
		for _, c := range []byte(l) {
			if c < '0' || c > '9' {
				return false
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	if n[0] > 223 || n[1] > 255 || n[2] > 255 || n[3] > 254 {
		return false
	}
	private := n[0] == 10 || n[0] == 127 || n[0] == 169 && n[1] == 254 || n[0] == 192 && n[1] == 168 ||
		n[0] == 172 && n[1] >= 16 && n[1] <= 31
	return !private
}
