package embedded

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// A log file and a snapshot begin with a header and go on with records; in a log
// the mark stands between them.
//
//	header   magic (8 bytes), version (4), store id (16), generation (8), CRC (4)
//	mark     length of the log that has been acknowledged (8), CRC of header and length (4)
//	record   length of the body (4), CRC of the body (4), CRC of these 8 bytes (4), body
//
// Numbers are little-endian, checksums CRC-32C. In a log each record is the
// transactions of one sync. A snapshot is the whole graph in blocks; its last
// record is empty. Log N continues snapshot N; there is no snapshot 0.
//
// The mark is written when a record is on the disk and before anybody is told, and
// reaches the disk with the next record or on closing. What lies before it has been
// acknowledged: if any of that cannot be read, it was damaged, not cut off by a
// crash. What lies behind it is nobody's yet, so a reader beside a writer ends
// there. Where the mark cannot be read, as after a crash while it was written, what
// was acknowledged is not known, as in logs of version 1, which have none.
const (
	logMagic        = "NGraphLo"
	snapshotMagic   = "NGraphSn"
	logVersion      = 2
	unmarkedVersion = 1 // of logs without a mark
	snapshotVersion = 1
	headerSize      = 40
	markSize        = 12
	recordHead      = 12
)

// header is what a file says of itself.
type header struct {
	magic      string
	version    uint32
	id         [16]byte
	generation uint64
}

// size is how many bytes precede the first record.
func (h header) size() int {
	if h.marked() {
		return headerSize + markSize
	}
	return headerSize
}

// marked reports whether the file has a mark.
func (h header) marked() bool { return h.magic == logMagic && h.version != unmarkedVersion }

// mark is the mark for an acknowledged length.
func (h header) mark(length int64) []byte {
	b := binary.LittleEndian.AppendUint64(h.bytes(), uint64(length))
	return binary.LittleEndian.AppendUint32(b[headerSize:], checksum(b))
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

func (h header) bytes() []byte {
	b := append(make([]byte, 0, headerSize), h.magic...)
	b = binary.LittleEndian.AppendUint32(b, h.version)
	b = append(b, h.id[:]...)
	b = binary.LittleEndian.AppendUint64(b, h.generation)
	return binary.LittleEndian.AppendUint32(b, checksum(b))
}

// DamageError is a file of a store that cannot be what was written, or is not
// there. Nothing is changed.
type DamageError struct {
	File   string
	Offset int64 // missing, if the file is not there
	Msg    string
}

// missing is the offset of damage in a file that is not there.
const missing = -1

func (e *DamageError) Error() string {
	what := fmt.Sprintf("is damaged at byte %d: %s", e.Offset, e.Msg)
	if e.Offset == missing {
		what = "is missing: " + e.Msg
	}
	return fmt.Sprintf("%s %s; nothing was changed: restore the graph from a dump, or load it anew", e.File, what)
}

// VersionError is a store written by a newer version of the program.
type VersionError struct {
	File    string
	Version uint32
	Newest  uint32 // that this program reads
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("%s has format version %d, this program reads up to version %d", e.File, e.Version, e.Newest)
}

// parseHeader reads the header, which is the same in every version.
func parseHeader(file string, b []byte, magic string, newest uint32) (header, error) {
	h := header{magic: magic}
	if len(b) < headerSize || string(b[:8]) != magic {
		return h, &DamageError{file, 0, "it does not begin as such a file does"}
	}
	if checksum(b[:headerSize-4]) != binary.LittleEndian.Uint32(b[headerSize-4:]) {
		return h, &DamageError{file, 0, "the checksum of its header is wrong"}
	}
	if h.version = binary.LittleEndian.Uint32(b[8:]); h.version == 0 || h.version > newest {
		return h, &VersionError{file, h.version, newest}
	}
	copy(h.id[:], b[12:28])
	h.generation = binary.LittleEndian.Uint64(b[28:])
	return h, nil
}

// acknowledged returns the length of a log that has been acknowledged, 0 if that is
// not known.
func (h header) acknowledged(file string, content []byte) (int64, error) {
	if !h.marked() {
		return 0, nil
	}
	if len(content) < h.size() {
		return 0, &DamageError{file, headerSize, "its mark is cut off"}
	}
	length := int64(binary.LittleEndian.Uint64(content[headerSize:]))
	if !bytes.Equal(h.mark(length), content[headerSize:h.size()]) {
		return 0, nil
	}
	if length > int64(len(content)) {
		return 0, &DamageError{file, int64(len(content)), fmt.Sprintf("it ends here, and %d bytes have been acknowledged", length)}
	}
	return length, nil
}

func appendRecord(b, body []byte) []byte {
	start := len(b)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
	b = binary.LittleEndian.AppendUint32(b, checksum(body))
	b = binary.LittleEndian.AppendUint32(b, checksum(b[start:]))
	return append(b, body...)
}

// readRecord returns the record at an offset of a file's content. torn means
// that the record was being written when the machine went down: the content ends
// within it, or some of its sectors never reached the disk.
func readRecord(file string, content []byte, at int) (body []byte, next int, torn bool, err error) {
	rest := content[at:]
	if len(rest) < recordHead || blank(rest) {
		return nil, 0, true, nil
	}
	if !headAt(rest) {
		if blank(rest[recordHead:]) || headMissing(content, at) && lastHead(content, at) {
			return nil, 0, true, nil
		}
		return nil, 0, false, &DamageError{file, int64(at), "the head of a record is wrong"}
	}
	size := int(binary.LittleEndian.Uint32(rest))
	if size > len(rest)-recordHead {
		return nil, 0, true, nil
	}
	body, next = rest[recordHead:recordHead+size], at+recordHead+size
	if checksum(body) != binary.LittleEndian.Uint32(rest[4:]) {
		if sectorMissing(content, at, next) && lastHead(content, at) {
			return nil, 0, true, nil
		}
		return nil, 0, false, &DamageError{file, int64(at), "the checksum of a record is wrong"}
	}
	if size > 0 && body[0] == stuffing {
		body = unstuffed(body)
	}
	return body, next, false, nil
}

// blank reports whether there are only zeros: space that was never written.
func blank(b []byte) bool { return len(bytes.TrimLeft(b, "\x00")) == 0 }

// logFile is the log that commits are appended to.
type logFile struct {
	file     disk
	size     int64 // of what is valid
	base     int64 // size of the snapshot it continues
	header   header
	broken   bool // nothing may be appended any more
	notUntil int64
}

// append writes one transaction and waits until it is on the disk. If it fails,
// the log is as before, or broken: after a failed fsync nobody knows what is on
// the disk, and asking again gives no answer.
func (l *logFile) append(body []byte) error {
	if int64(len(body)) > 1<<32-1 {
		return fmt.Errorf("append to the log: a transaction of %d bytes is more than 4 GiB", len(body))
	}
	body = framed(body, l.size+recordHead)
	record := appendRecord(make([]byte, 0, recordHead+len(body)), body)
	if _, err := l.file.WriteAt(record, l.size); err != nil {
		if cut := l.file.Truncate(l.size); cut != nil {
			l.broken = true
			err = errors.Join(err, cut)
		}
		return fmt.Errorf("append to the log: %w", err)
	}
	if err := l.file.Sync(); err != nil {
		l.broken = true
		return fmt.Errorf("sync the log: %w", err)
	}
	l.size += int64(len(record))
	return l.acknowledge()
}

// acknowledge moves the mark to the end of the log, all of which is on the disk.
func (l *logFile) acknowledge() error {
	if !l.header.marked() {
		return nil
	}
	if _, err := l.file.WriteAt(l.header.mark(l.size), headerSize); err != nil {
		l.broken = true
		return fmt.Errorf("mark the log as acknowledged: %w", err)
	}
	return nil
}

// due reports whether the log has grown enough for compaction.
func (l *logFile) due() bool { return l.size > 64<<20 && l.size > 2*l.base && l.size > l.notUntil }

// postpone puts the next attempt off until the log has grown by half.
func (l *logFile) postpone() { l.notUntil = l.size + l.size/2 }

// close makes the mark last.
func (l *logFile) close() error { return errors.Join(l.file.Sync(), l.file.Close()) }
