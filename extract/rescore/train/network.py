"""The rescorer: a small network on the vectors that the pipeline has computed of a sentence's tokens.

A claim of the rules gets a score; besides, while it learns, every pair of mentions gets a score for every relation,
against that of a threshold (adaptive thresholding), which teaches it more than the few claims of the rules.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from examples import ABOVE_OBJECT, ABOVE_SUBJECT, FORMS, NAMES, NEARS, OUTSIDE, PLACES, RELATIONS, SYMMETRIC, TOP

GIVEN, WIDTH, ASK, HIDDEN, HEADS = 192, 128, 64, 192, 4
SAYS = 48
R = len(RELATIONS)


class Lists:
    """The words, tags, labels and frames that have a row of a table; row 0 is for all others, and for names."""

    def __init__(s, words, tags, labels, frames):
        s.words, s.tags, s.labels, s.frames = words, tags, labels, frames
        s.index = [{x: i + 1 for i, x in enumerate(list)} for list in (words, tags, labels, frames)]

    @staticmethod
    def of(examples, least):
        count = {}
        for x in examples:
            for t in x.tokens:
                if not t["tag"].startswith("NNP"):
                    count[t["lemma"].lower()] = count.get(t["lemma"].lower(), 0) + 1
        return Lists(sorted(w for w, c in count.items() if c >= least), sorted({t["tag"] for x in examples for t in x.tokens}),
                     sorted({t["dep"] for x in examples for t in x.tokens}), sorted({c["frame"] for x in examples for c in x.claims}))

    def number(s, x):
        words, tags, labels, _ = s.index
        x.word = torch.tensor([0 if t["tag"].startswith("NNP") else words.get(t["lemma"].lower(), 0) for t in x.tokens])
        x.tag = torch.tensor([tags.get(t["tag"], 0) for t in x.tokens])
        x.label = torch.tensor([labels.get(t["dep"], 0) for t in x.tokens])
        x.head = torch.tensor(x.tree.head)
        x.ends = torch.tensor([(m["start"], m["end"], m["head"], NAMES.index(m["kind"]), FORMS.index(m["form"])) for m in x.mentions])
        for c in x.claims:
            c["row"] = s.index[3].get(c["frame"], 0)


class Rescorer(nn.Module):
    def __init__(s, lists, drop=0.3):
        super().__init__()
        s.lists = lists
        s.mix, s.word = nn.Linear(GIVEN, WIDTH), nn.Embedding(len(lists.words) + 1, WIDTH)
        s.tag, s.label = nn.Embedding(len(lists.tags) + 1, WIDTH), nn.Embedding(len(lists.labels) + 1, WIDTH)
        s.tree, s.norm = nn.Linear(3 * WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        s.subject, s.object = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(3 * WIDTH, HIDDEN)
        s.qs, s.qo, s.key, s.value = nn.Linear(WIDTH, ASK), nn.Linear(WIDTH, ASK), nn.Linear(WIDTH, ASK), nn.Linear(WIDTH, WIDTH)
        s.place, s.join = nn.Embedding(PLACES, HEADS), nn.Linear(3 * WIDTH, HIDDEN)
        s.subject_kind, s.object_kind = nn.Embedding(len(NAMES), HIDDEN), nn.Embedding(len(NAMES), HIDDEN)
        s.subject_form, s.object_form = nn.Embedding(len(FORMS), HIDDEN), nn.Embedding(len(FORMS), HIDDEN)
        s.near, s.rule = nn.Embedding(2 * NEARS, HIDDEN), nn.Embedding(2 * R, HIDDEN)
        s.deep, s.pair = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, R + 1)
        s.relation, s.frame, s.says, s.trigger = nn.Embedding(R, HIDDEN), nn.Embedding(len(lists.frames) + 1, HIDDEN), nn.Embedding(SAYS, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        s.last, s.out = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1)
        s.drop = nn.Dropout(drop)
        for m in s.modules():
            if isinstance(m, nn.Embedding):
                nn.init.normal_(m.weight, std=0.05)
        nn.init.zeros_(s.place.weight)

    def tokens(s, b):
        rows = torch.arange(len(b["given"]))[:, None]
        u = s.mix(s.drop(b["given"])) + s.word(b["word"]) * (b["word"] > 0)[..., None] + s.tag(b["tag"]) + s.label(b["label"])
        u = F.gelu(u) * b["token"][..., None]
        governed = (b["head"] != torch.arange(u.shape[1]))[..., None]
        under = torch.zeros_like(u).scatter_add(1, b["head"][..., None].expand_as(u), u * governed)
        return s.norm(u + s.drop(F.gelu(s.tree(torch.cat([u, u[rows, b["head"]], under], -1))))) * b["token"][..., None]

    def forward(s, b):
        """Scores of all pairs (relations and threshold), and of the claims."""
        u = s.tokens(b)
        B, n, _ = u.shape
        rows = torch.arange(B)[:, None]
        sums = torch.cat([torch.zeros(B, 1, WIDTH), u.cumsum(1)], 1)
        first, stop, head, kind, form = b["ends"].unbind(-1)
        mean = (sums[rows, stop] - sums[rows, first]) / (stop - first).clamp(min=1)[..., None]
        m = torch.cat([mean, u[rows, head], u[rows, b["head"][rows, head]]], -1)
        i, j = b["pairs"].unbind(-1)
        question = torch.tanh(s.qs(mean)[rows, i] + s.qo(mean)[rows, j])
        split = lambda y: y.view(B, -1, HEADS, y.shape[-1] // HEADS).transpose(1, 2)
        place, outside = b["places"].long(), b["places"] == OUTSIDE
        scores = split(question) @ split(s.key(u)).transpose(2, 3) / (ASK / HEADS) ** 0.5
        scores = scores + s.place(place.masked_fill(outside, 0)).permute(0, 3, 1, 2)
        seen = scores.masked_fill(outside[:, None], -1e9).softmax(-1) @ split(s.value(u))
        seen = seen.transpose(1, 2).reshape(B, -1, WIDTH)
        way = ((place == TOP) | (place == ABOVE_SUBJECT) | (place == ABOVE_OBJECT)).float() @ u
        top = u[rows, b["top"].clamp(min=0)] * (b["top"] >= 0)[..., None]
        z = s.subject(m)[rows, i] + s.object(m)[rows, j] + s.join(torch.cat([top, seen, way], -1))
        z = z + s.subject_kind(kind)[rows, i] + s.object_kind(kind)[rows, j] + s.subject_form(form)[rows, i] + s.object_form(form)[rows, j]
        z = s.drop(F.gelu(z + s.near(b["near"]) + b["said"] @ s.rule.weight))
        z = z + F.gelu(s.deep(z))
        c = b["claims"]
        if not len(c):
            return s.pair(s.drop(z)), torch.zeros(0)
        k = c[:, 0]
        trigger = (sums[k, c[:, 6]] - sums[k, c[:, 5]]) / (c[:, 6] - c[:, 5]).clamp(min=1)[:, None]
        y = s.drop(F.gelu(z[k, c[:, 1]] + s.relation(c[:, 2]) + s.frame(c[:, 3]) + s.says(c[:, 4]) + s.trigger(trigger)))
        return s.pair(s.drop(z)), s.out(s.drop(y + F.gelu(s.last(y))))[:, 0]


def collate(examples, vectors, rules=True):
    """rules: whether the pairs are told what the rules claim."""
    B, n = len(examples), max(len(x.tokens) for x in examples)
    M, P = max(len(x.mentions) for x in examples), max(len(x.pairs) for x in examples)
    whole = lambda *size: torch.zeros(*size, dtype=torch.long)
    b = dict(given=torch.zeros(B, n, GIVEN), word=whole(B, n), tag=whole(B, n), label=whole(B, n), head=torch.arange(n).repeat(B, 1), token=torch.zeros(B, n), ends=whole(B, M, 5),
             pairs=whole(B, P, 2), near=whole(B, P), top=whole(B, P), places=torch.full((B, P, n), OUTSIDE, dtype=torch.uint8), real=torch.zeros(B, P, dtype=torch.bool), said=torch.zeros(B, P, 2 * R))
    group, holds, trap, claims, right = [], [], [], [], []
    for k, x in enumerate(examples):
        t, m, p = len(x.tokens), len(x.mentions), len(x.pairs)
        b["given"][k, :t] = vectors[x.first : x.first + t]
        b["word"][k, :t], b["tag"][k, :t], b["label"][k, :t], b["head"][k, :t], b["token"][k, :t] = x.word, x.tag, x.label, x.head, 1
        b["ends"][k, :m] = x.ends
        b["pairs"][k, :p], b["near"][k, :p], b["top"][k, :p], b["places"][k, :p, :t], b["real"][k, :p] = torch.tensor(x.pairs), x.near, x.top, x.places, True
        at = {q: i for i, q in enumerate(x.pairs)}
        for c in x.claims:
            claims.append((k, c["pair"], c["relation"], c["row"], c["says"], *c["trigger"]))
            right.append(c["right"])
            i, j = c["ends"]
            for i, j in [(i, j), (j, i)] if RELATIONS[c["relation"]] in SYMMETRIC else [(i, j)]:
                if rules:
                    b["said"][k, at[i, j], c["relation"]] = 1
                    b["said"][k, at[j, i], R + c["relation"]] = 1
        group += [len(holds) + g for g in x.group]
        holds += x.holds
        trap += x.trap
    y = torch.zeros(len(holds), R)
    for k, h in enumerate(holds):
        y[k, h] = 1
    return dict(b, claims=torch.tensor(claims, dtype=torch.long).view(-1, 7), right=torch.tensor(right), group=torch.tensor(group), holds=y, trap=torch.tensor(trap))
