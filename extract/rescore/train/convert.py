#!/usr/bin/env python3
"""Writes a trained rescorer as a weights file, which newsgraph reads.

    convert.py MODEL OUT [fp16|fp32]

MODEL is what train.py saved. Development time only: newsgraph itself never runs Python.
"""
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "neural"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "reader", "train"))
from weights import Writer  # noqa: E402

from corpus import RELATIONS  # noqa: E402


def write(saved, out, mode="fp16"):
    w, d = Writer(mode), {k: v.float().numpy() for k, v in saved["state"].items()}
    # The vectors are not brought to one scale when newsgraph runs: the first layer does it.
    d["mix.weight"] = d["mix.weight"] / saved["scale"].numpy()
    d["mix.bias"] = d["mix.bias"] - d["mix.weight"] @ saved["mean"].numpy()
    for name, rows in zip(("relations", "words", "tags", "labels", "frames"), (RELATIONS, *saved["lists"])):
        w.records("rescore." + name, [rows])
    w.array("rescore.sizes", [len(d["norm.weight"]), len(d["qs.bias"]), len(d["deep.bias"])], "i4")
    for name, parts in dict(mix=["mix"], tree=["tree"], roles=["subject", "object"], question=["qs", "qo"], look=["key", "value"], join=["join"], deep=["deep"], trigger=["trigger"], last=["last"]).items():
        w.matrix(f"rescore.{name}.weights", np.ascontiguousarray(np.concatenate([d[p + ".weight"] for p in parts]).T))
        w.exact(f"rescore.{name}.bias", np.concatenate([d[p + ".bias"] for p in parts]))
    w.exact("rescore.norm.gain", d["norm.weight"])
    w.exact("rescore.norm.shift", d["norm.bias"])
    for name in ("word", "tag", "label", "place", "subject_kind", "object_kind", "subject_form", "object_form", "near", "rule", "relation", "frame", "says"):
        w.matrix("rescore." + name, d[name + ".weight"])
    w.exact("rescore.out", d["out.weight"])
    w.exact("rescore.bias", d["out.bias"][None])
    w.write(out)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    write(torch.load(sys.argv[1], weights_only=True), *sys.argv[2:])
