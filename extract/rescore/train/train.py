#!/usr/bin/env python3
"""train.py VECTORS OUT: trains the rescorer on the passages that vectors/main.go has written, without a fold.

VECTORS is the first argument of vectors. After every pass it prints, for the claims of the rules in the fold that is left
out, the precision that is reached if the least likely plain ones are dropped until so many right ones are lost.
"""
import argparse
import copy
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import examples
import network
from examples import RELATIONS

import corpus  # of extract/reader/train

R = len(RELATIONS)


def loss(net, b, a):
    scores, claims = net(b)
    scores, group, y = scores[b["real"]], b["group"], b["holds"]
    n = len(y)
    # Of the pairs of a group one is enough: the sum of their odds is the group's.
    most = scores[:, :R].detach().max()
    odds = torch.zeros(n, R).index_add(0, group, (scores[:, :R] - most).clamp(min=-60).exp())
    threshold = torch.zeros(n).index_add(0, group, scores[:, R]) / torch.zeros(n).index_add(0, group, torch.ones(len(group)))
    o = torch.cat([odds.clamp(min=1e-30).log() + most, threshold[:, None]], 1)
    some, one = y.any(1), torch.ones(n, 1)
    positive = -(o.masked_fill(torch.cat([y, one], 1) == 0, -1e4).log_softmax(1)[:, :R] * y).sum(1)
    negative = -o.masked_fill(torch.cat([1 - y, one], 1) == 0, -1e4).log_softmax(1)[:, R]
    weight = torch.where(b["trap"], 2.0, torch.where(some, 1.0, 0.5))
    total = a.pair * (positive.sum() + (negative * weight).sum()) / (some.sum() + 8)
    return total + F.binary_cross_entropy_with_logits(claims, b["right"]) if len(claims) else total


def hidden(b, a):
    """Some words and some tokens' vectors are hidden, so that none is learnt by heart."""
    b["word"] = b["word"] * (torch.rand(b["word"].shape) > a.hideword)
    b["given"] = b["given"] * (torch.rand(b["token"].shape) > a.hide)[..., None]
    return b


def predict(net, data, vectors):
    """Probabilities of all claims, passage by passage."""
    net.eval()
    with torch.no_grad():
        out = [net(network.collate(data[k : k + 32], vectors))[1].sigmoid() for k in range(0, len(data), 32)]
    return torch.cat(out).tolist()


def curve(data, chances):
    facts = {}
    for (x, c), p in zip([(x, c) for x in data for c in x.claims], chances):
        f = facts.setdefault((x.id, *c["fact"]), [p, c["right"], c["plain"]])
        f[0], f[1], f[2] = max(f[0], p), max(f[1], c["right"]), f[2] and c["plain"]
    facts = [f for k, f in facts.items() if k[1] != "SAID"]
    right, out = sum(f[1] for f in facts), [f"{len(facts)} claims, P {sum(f[1] for f in facts) / len(facts):.3f}"]
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        lost = gone = bound = 0
        for p, r, _ in sorted(f for f in facts if f[2]):
            if lost + r > share * right:
                break
            lost, gone, bound = lost + r, gone + 1, p
        out.append(f"{lost / right:.3f} lost: {(right - lost) / (len(facts) - gone):.3f} (<{bound:.2f})")
    for bound in (0.1, 0.2, 0.3):
        kept = [r for p, r, plain in facts if not plain or p >= bound]
        out.append(f"<{bound}: P {sum(kept) / len(kept):.3f} of {sum(kept) / right:.3f}")
    return "; ".join(out)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("vectors")
    ap.add_argument("out")
    ap.add_argument("--corpus", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../testdata/corpus/part-*.txt"))
    ap.add_argument("--folds", type=int, default=10)
    ap.add_argument("--leave", type=int, default=0, help="the fold that is left out")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--lr", type=float, default=2e-3)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--pair", type=float, default=1.0, help="weight of the pairs beside the claims")
    ap.add_argument("--share", type=float, default=0.35, help="of the pairs of which nothing holds")
    ap.add_argument("--drop", type=float, default=0.3)
    ap.add_argument("--hideword", type=float, default=0.2)
    ap.add_argument("--hide", type=float, default=0.05)
    ap.add_argument("--ruledrop", type=float, default=0.3)
    ap.add_argument("--least", type=int, default=4, help="how often a word has to occur to get a row")
    ap.add_argument("--wd", type=float, default=0.02)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    records = {r.id(): r for r in corpus.read(a.corpus) if not r.untouched()}
    data = examples.read(a.vectors, records.values(), a.share, random)
    left = [x for x in data if records[x.id].fold(a.folds) == a.leave]
    data = [x for x in data if records[x.id].fold(a.folds) != a.leave]
    vectors = torch.from_numpy(np.fromfile(a.vectors + ".f32", dtype="<f4").reshape(-1, network.GIVEN))
    mean, scale = vectors.mean(0), vectors.std(0)
    vectors = (vectors - mean) / scale
    lists = network.Lists.of(data, a.least)
    for x in data + left:
        lists.number(x)
    net = network.Rescorer(lists, a.drop)
    average, step, begin = copy.deepcopy(net), 0, time.time()
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, weight_decay=a.wd)
    total = a.epochs * -(-len(data) // a.batch)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total))
    print(len(data), "passages", sum(len(x.pairs) for x in data), "pairs", sum(len(x.claims) for x in data), "claims", len(lists.words), "words", flush=True)
    for epoch in range(a.epochs):
        net.train()
        order, run = sorted(data, key=lambda x: len(x.pairs) * (1 + random.random() / 2)), 0.0
        batches = [order[k : k + a.batch] for k in range(0, len(order), a.batch)]
        random.shuffle(batches)
        for batch in batches:
            l = loss(net, hidden(network.collate(batch, vectors, random.random() >= a.ruledrop), a), a)
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
            opt.step()
            sched.step()
            step, run = step + 1, run + float(l.detach())
            with torch.no_grad():  # the mean of the weights on the way is better than the last
                for to, x in zip(average.parameters(), net.parameters()):
                    to.lerp_(x, 1 - min(0.997, step / (step + 20)))
        print(f"{epoch} loss {run / len(batches):.3f} {time.time() - begin:.0f} s;", curve(left, predict(average, left, vectors)) if left else "", flush=True)
        torch.save(dict(state=average.state_dict(), mean=mean, scale=scale, lists=(lists.words, lists.tags, lists.labels, lists.frames)), a.out)


if __name__ == "__main__":
    main()
