#!/usr/bin/env python3
"""Fits the confidence of claims that the reader has judged, and the bound below which a claim falls.

    go build -o newsgraph ./cmd/newsgraph
    calibrate.py --newsgraph ./newsgraph

The binary holds the reader's weights. It extracts from a part of the corpus that the reader was not trained on, fold 0 as
train.py --leave 0 has it, and fits how often which claims are right (newsgraph eval --fit). The result is
extract/english/weights/reader.txt, which is built in: build again. The untouched part of the corpus is not used. A minute.
"""
import argparse
import glob
import os
import subprocess
import tempfile
import zlib

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = os.path.join(HERE, "..", "..", "english", "weights")
HEAD = """\
# What each property of a claim is worth once the reader has judged it, in the form of relation/confidence.txt: in
# hundredths of log odds for each whole one of it. Fitted by reader/train/calibrate.py to the weights with the sum
# reader.bin {sum:08x}
# from {n} passages of the corpus that they were not trained on. The last lines tell how well it predicts passages that
# it was not fitted to. "bound" is the confidence that is wanted of a claim unless --min-confidence names another.
"""


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--newsgraph", default="newsgraph", help="the binary with the weights")
    ap.add_argument("--corpus", default=os.path.join(HERE, "../../../testdata/corpus/part-*.txt"))
    ap.add_argument("--folds", type=int, default=10)
    ap.add_argument("--fold", type=int, default=0, help="the fold that train.py left out")
    ap.add_argument("--weights", default=os.path.join(WEIGHTS, "reader.bin"))
    ap.add_argument("--out", default=os.path.join(WEIGHTS, "reader.txt"))
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        n = held_out(a, folder)
        command = [a.newsgraph, "eval", "--model", "best", "--min-confidence", "0", "--fit", folder]
        fitted = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    with open(a.weights, "rb") as f:
        head = HEAD.format(sum=zlib.crc32(f.read()), n=n)
    with open(a.out, "w", encoding="utf-8") as f:
        f.write(head + fitted)
    print(head + "".join(line + "\n" for line in fitted.split("\n") if line.startswith(("#", "bound"))), end="")


def held_out(a, folder):
    """Writes the fold's records into a folder, and returns how many there are."""
    n = 0
    for name in sorted(glob.glob(a.corpus)):
        kept = [b for b in corpus.blocks(name) if (r := corpus.Record(b, name)).fold(a.folds) == a.fold and not r.untouched()]
        n += len(kept)
        if not kept:
            continue
        with open(os.path.join(folder, os.path.basename(name)), "w", encoding="utf-8") as f:
            f.write("\n".join("\n".join(b) + "\n" for b in kept))
    if n == 0:
        raise SystemExit(f"{a.corpus}: no record of fold {a.fold}")
    return n


if __name__ == "__main__":
    main()
