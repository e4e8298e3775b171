package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// counted counts the bytes that were read through it.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// decompress returns a reader of the plain content, nil if it is plain already.
func (in *Input) decompress(head []byte) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return newGunzip(in)
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 4 && head[3] >= '1' && head[3] <= '9':
		source := &padded{r: in.Body}
		return &bunzip{in: in, source: source, r: bzip2.NewReader(source)}, nil
	}
	return nil, nil
}

// gunzip reads the members of a gzip file one behind the other. Bytes behind the
// last that begin no member are padding or garbage; gzip.Reader takes fewer than
// ten of them for a member that ends too early.
type gunzip struct {
	in     *Input
	source *bufio.Reader
	z      *gzip.Reader
	done   bool
}

func newGunzip(in *Input) (io.Reader, error) {
	z, err := gzip.NewReader(in.Body)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gunzip{in: in, source: in.Body, z: z}, nil
}

func (g *gunzip) Read(p []byte) (int, error) {
	for !g.done {
		n, err := g.z.Read(p)
		switch {
		case n > 0 && err == io.EOF:
			return n, nil
		case err != io.EOF:
			return n, err
		}
		next, err := g.source.Peek(2)
		switch {
		case len(next) == 0:
			return 0, err
		case next[0] == 0x1f && (len(next) < 2 || next[1] == 0x8b):
			err = g.z.Reset(g.source)
		default:
			err = gzip.ErrHeader
		}
		switch {
		case errors.Is(err, gzip.ErrHeader):
			g.in.garbage(next)
			g.done = true
		case err != nil:
			return 0, unexpected(err)
		default:
			g.z.Multistream(false)
		}
	}
	return 0, io.EOF
}

// garbage notes that bytes stand behind the end of compressed data; zeros are
// padding.
func (in *Input) garbage(next []byte) {
	if len(bytes.Trim(next, "\x00")) > 0 {
		in.note(0, "bytes behind the end of the compressed data left out")
	}
}

// bunzip reads a bzip2 file. Behind the end of a stream bzip2 wants another one or
// nothing.
type bunzip struct {
	in     *Input
	source *padded
	r      io.Reader
	done   bool
}

// noStream is the error of package bzip2 for bytes that begin no further stream.
const noStream = bzip2.StructuralError("bad magic value in continuation file")

func (b *bunzip) Read(p []byte) (int, error) {
	if b.done {
		return 0, io.EOF
	}
	n, err := b.r.Read(p)
	if err == noStream {
		b.in.garbage(b.source.last[:])
		b.done, err = true, io.EOF
	}
	return n, err
}

// padded puts two bytes behind a stream's end, so that one byte of garbage there
// is told from a stream that begins; a stream that was cut off stays so.
type padded struct {
	r    *bufio.Reader
	last [2]byte // that were read
	more int
}

func (p *padded) ReadByte() (byte, error) {
	c, err := p.r.ReadByte()
	if err == io.EOF && p.more < 2 {
		p.more++
		c, err = 0, nil
	}
	p.last = [2]byte{p.last[1], c}
	return c, err
}

func (p *padded) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	var err error
	if b[0], err = p.ReadByte(); err != nil {
		return 0, err
	}
	return 1, nil
}

// The errors of a compressed stream.
var (
	errTruncated = errors.New("the compressed data ends too early or is damaged")
	errBomb      = errors.New("the compressed data grows beyond 4 GiB or 200 times its size")
)

// bombs reports whether so much data from so many bytes is no honest compression.
func bombs(plain, packed int64) bool { return plain > 64<<20 && plain > 200*packed }

// inflated guards a decompressed stream against bombs and names its damages.
type inflated struct {
	r      io.Reader
	packed *counted
	budget *budget
	n      int64
}

func (f *inflated) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	f.n += int64(n)
	switch {
	case f.n > 4<<30, bombs(f.n, f.packed.n), !f.budget.take(n):
		return 0, errBomb
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("%w (%v)", errTruncated, err)
	}
	return n, err
}

// budget bounds what all members of an archive hold together, those of the
// archives in it too. A nil budget has no bound.
type budget struct {
	size   int64    // of the archive, or
	stream *counted // the bytes of its stream that were read
	n      int64
}

// take counts bytes and reports whether they are within the bound.
func (b *budget) take(n int) bool {
	if b == nil {
		return true
	}
	b.n += int64(n)
	return !b.spent()
}

func (b *budget) spent() bool {
	if b.stream != nil {
		return bombs(b.n, b.stream.n)
	}
	return bombs(b.n, b.size)
}
