package embedded

import (
	"bytes"
	"encoding/binary"
)

// Recovery must tell a record that was being written when the power failed, which
// nobody was told of, from a record that was kept and is damaged. A disk writes
// sectors whole, but in any order, and one that it did not write reads as zeros.
// So records of a log are written such that no sector's part of them is zeros:
//
//   - a body holds no run of more than zeroRun-1 zeros: else it is stuffed;
//   - a record ends so that its part of the last sector is at least minPart bytes,
//     and so that the head of the next record does not lie across two sectors: else
//     it is padded with records that say nothing.
//
// A record is written only when the one before it is on the disk. Where zeros
// stand in the place of a sector, and no head of a record follows, that record was
// the last and was never acknowledged. A flipped bit cannot look like that: it
// joins two runs to one shorter than minPart. What a file has had from an earlier
// version of the program, which neither stuffed nor padded, is read the same way.
const (
	sector  = 512
	zeroRun = 16
	minPart = 2 * zeroRun
)

// stuffing is the first byte of a stuffed body, and every zeroRun-th after it.
const stuffing = 0xff

// nothing is a record of no new names.
var nothing = [...]byte{1, 0}

// framed returns a body as it is to stand at an offset of a log.
func framed(body []byte, at int64) []byte {
	zeros := bytes.Contains(body, make([]byte, zeroRun))
	length := func(n int) int64 {
		if zeros {
			n += (n + zeroRun - 2) / (zeroRun - 1)
		}
		return int64(n)
	}
	for body = body[:len(body):len(body)]; ; body = append(body, nothing[:]...) {
		end := (at + length(len(body))) % sector
		if end == 0 || end >= minPart && end <= sector-recordHead {
			break
		}
	}
	if zeros {
		return stuffed(body)
	}
	return body
}

func stuffed(body []byte) []byte {
	b := make([]byte, 0, len(body)+len(body)/(zeroRun-1)+1)
	for len(body) > 0 {
		n := min(zeroRun-1, len(body))
		b = append(append(b, stuffing), body[:n]...)
		body = body[n:]
	}
	return b
}

func unstuffed(b []byte) []byte {
	body := make([]byte, 0, len(b))
	for len(b) > 0 {
		n := min(zeroRun, len(b))
		body = append(body, b[1:n]...)
		b = b[n:]
	}
	return body
}

// headAt reports whether b begins with the head of a record.
func headAt(b []byte) bool {
	return len(b) >= recordHead && checksum(b[:8]) == binary.LittleEndian.Uint32(b[8:])
}

// lastHead reports whether no head of a record follows the one at an offset.
func lastHead(content []byte, at int) bool {
	for b := content[at+1:]; len(b) > recordHead; b = b[1:] {
		if size := binary.LittleEndian.Uint32(b); size > 0 && int64(size) <= int64(len(b)-recordHead) && headAt(b) {
			return false
		}
	}
	return true
}

// headMissing reports whether the sector with the head of a record was not written.
func headMissing(content []byte, at int) bool {
	part := content[at:min(len(content), (at/sector+1)*sector)]
	return len(part) >= recordHead && blank(part)
}

// sectorMissing reports whether a sector of a record was not written.
func sectorMissing(content []byte, at, end int) bool {
	for from := at; from < end; {
		to := min(end, (from/sector+1)*sector)
		if to-from >= minPart && blank(content[from:to]) {
			return true
		}
		from = to
	}
	return false
}
