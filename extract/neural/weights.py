"""Writes weights files, which package neural reads. Development time only.

A file is, little endian:

    8 bytes   "NGWT0001"
    u32       number of sections
    sections  u8 length of the name, the name, u8 type, u8 dimensions, u32 each dimension, u32 offset, u32 bytes
    data      every section begins at a multiple of 64 bytes of the file

Types: 0 text, 1 float32, 2 float16, 3 int32, 4 int8. Matrices are rounded to float16 unless fp32 is asked for; biases
and normalisation stay float32. A table of int8 has a section of its name and ".scale" with a float32 for every row, the
weights of a layer in int8, written input by input, one for every output.
Text sections are records ended by 0x1E with fields ended by 0x1F, or lines.
"""
import os
import struct

import numpy as np

TYPES = {"text": 0, "f4": 1, "f2": 2, "i4": 3, "i1": 4}


class Writer:
    """Collects sections and writes the file."""

    def __init__(self, mode):
        self.mode, self.sections = mode, []

    def array(self, name, a, kind):
        a = np.ascontiguousarray(a, dtype="<" + kind)
        self.sections.append((name, kind, a.shape, a.tobytes()))

    def matrix(self, name, a):
        self.array(name, a, "f4" if self.mode == "fp32" else "f2")

    def product(self, name, a):
        """A layer's weights [in][out]: in mode int8 each output is rounded to 255 steps of its own."""
        if self.mode != "int8":
            return self.matrix(name, a)
        self.table(name, a.T)
        name, kind, shape, data = self.sections[-2]
        self.sections[-2] = (name, kind, shape[::-1], np.frombuffer(data, "i1").reshape(shape).T.tobytes())

    def table(self, name, a):
        """Rows rounded to 255 steps of their own, unless fp32 is asked for."""
        if self.mode == "fp32":
            return self.exact(name, a)
        scale = np.maximum(np.abs(a).max(1) / 127, 1e-12).astype("f4")
        self.array(name, np.rint(a / scale[:, None]), "i1")
        self.exact(name + ".scale", scale)

    def exact(self, name, a):
        self.array(name, a, "f4")

    def text(self, name, s):
        b = s.encode()
        self.sections.append((name, "text", (len(b),), b))

    def records(self, name, rows):
        for row in rows:
            assert not any("\x1e" in f or "\x1f" in f for f in row)
        self.text(name, "".join("".join(f + "\x1f" for f in row) + "\x1e" for row in rows))

    def write(self, path):
        size = 12 + sum(1 + len(n.encode()) + 2 + 4 * len(s) + 8 for n, _, s, _ in self.sections)
        head, body, at = b"", [], size
        for name, kind, shape, data in self.sections:
            gap = -at % 64
            body += [b"\0" * gap, data]
            at += gap
            n = name.encode()
            head += struct.pack("B", len(n)) + n + struct.pack("BB", TYPES[kind], len(shape))
            head += struct.pack(f"<{len(shape)}I", *shape) + struct.pack("<II", at, len(data))
            at += len(data)
        with open(path, "wb") as f:
            f.write(b"NGWT0001" + struct.pack("<I", len(self.sections)) + head + b"".join(body))
        assert os.path.getsize(path) == at
        print(path, self.mode, at, "bytes", len(self.sections), "sections")
