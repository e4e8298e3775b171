"""train.py OUT [--folds N --leave K]: trains the reader on testdata/corpus, without its untouched part."""
import argparse
import json
import os
import random
import subprocess
import time

import torch
import torch.nn.functional as F

import corpus
import others
from corpus import KINDS, MARKS, RELATIONS
from model import Reader, collate, tokenizer

R = len(RELATIONS)
MASK = 103


KIND = dict(PERSON="P", ORG="O", PLACE="L", EVENT="E", NORP="G", PRODUCT="R", DATE="D")


def found(texts, binary, cache):
    """What newsgraph finds in each text without the reader: text -> ([(span, kind)], [(relation, subject span, object span)])."""
    if not os.path.exists(cache):
        lines = "".join(json.dumps(dict(id=str(i), text=t), ensure_ascii=False) + "\n" for i, t in enumerate(texts))
        out = subprocess.run([binary, "extract", "--model", "rules", "--format", "scorer", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
        with open(cache, "w", encoding="utf-8") as f:
            for line in out.decode().splitlines():
                d = json.loads(line)
                d["text"] = texts[int(d["id"])]
                f.write(json.dumps(d, ensure_ascii=False) + "\n")
    out = {}
    for line in open(cache, encoding="utf-8"):
        d = json.loads(line)
        kinds = {}
        for e in d["entities"]:
            for m in e["mentions"] + e.get("pronouns", []):
                kinds.setdefault(tuple(m), KINDS.index(KIND[e["type"]]) if e["type"] in KIND else len(KINDS))
        out[d["text"]] = list(kinds.items()), [(r["type"], *r["ev"]) for r in d["relations"] if r["type"] in RELATIONS and r.get("ev")]
    missing = [t for t in texts if t not in out]
    if missing:
        raise SystemExit(f"{cache} was made of other passages: it lacks {len(missing)}, {missing[0][:60]!r} first; delete it, and it is made again")
    return out


def pairs(x):
    """All ordered pairs of mentions in one sentence or in two neighbours."""
    ms = x["mentions"]
    return [(i, j) for i in range(len(ms)) for j in range(len(ms)) if i != j and abs(ms[i]["sentence"] - ms[j]["sentence"]) <= 1]


def batches(data, size):
    data = sorted(data, key=lambda x: len(x["ids"]) + random.random() * 12)
    out, cur, longest = [], [], 0
    for x in data:
        n = len(x["ids"])
        if cur and max(longest, n) * (len(cur) + 1) > size:
            out.append(cur)
            cur, longest = [], 0
        cur.append(x)
        longest = max(longest, n)
    out.append(cur)
    random.shuffle(out)
    return out


def labels(x):
    """Groups of pairs that stand for the same two entities: they share one label."""
    ms = x["mentions"]
    groups = {}
    x["group"], gold, traps, marked = [], [], [], []
    for i, j in x["pairs"]:
        key = ms[i]["entity"], ms[j]["entity"]
        if key not in groups:
            groups[key] = len(groups)
            g, t = x["gold"].get(key, {}), x["traps"].get(key, ())
            gold.append([RELATIONS.index(r) for r in g])
            traps.append(any(r not in g for r in t))
            marked += [(groups[key], RELATIONS.index(r), [float(v) for v in m]) for r, m in g.items()]
        x["group"].append(groups[key])
    x["labels"] = torch.zeros(len(groups), R)
    for k, g in enumerate(gold):
        x["labels"][k, g] = 1
    x["trap"] = torch.tensor(traps, dtype=torch.bool)
    x["marked"] = marked
    same = lambda a, b: float(a == b) if not (str(a).startswith("?") and str(b).startswith("?")) else -1.0
    x["same"] = torch.tensor([same(ms[i]["entity"], ms[j]["entity"]) for i, j in x["pairs"]])
    x["known"] = (torch.ones(R, dtype=torch.bool) if x["scope"] is None else x["scope"]).expand(len(groups), R)


def prepare(x):
    """Adds to an example what the loss wants."""
    x["pairs"] = pairs(x)
    x["ments"] = [m["piece"] for m in x["mentions"]]
    for m in x["mentions"]:
        m["capital"] = x["text"][m["span"][0]].isupper()
    labels(x)


def tagging(scores, tags):
    """Cross-entropy of tags, of which some are sets (see others.py)."""
    total = F.cross_entropy(scores, torch.where(tags < 1000, tags, -100), ignore_index=-100, reduction="sum")
    sets = tags >= 1000
    if sets.any():
        s = scores[sets]
        among = ((tags[sets][:, None] - 1000) >> torch.arange(s.shape[1])) & 1
        total = total + (s.logsumexp(1) - s.masked_fill(among == 0, -1e4).logsumexp(1)).sum()
    return total / (tags != -100).sum().clamp(min=1)


def masked(x, args):
    """The passage with some pieces hidden: those of whole names, so that none is learnt by heart, and single ones."""
    ids = list(x["ids"])
    for m in x["mentions"]:
        if random.random() < args.hidename and m["capital"]:
            ids[m["piece"][0] : m["piece"][1] + 1] = [MASK] * (m["piece"][1] + 1 - m["piece"][0])
    for k in range(1, len(ids) - 1):
        if random.random() < args.hide:
            ids[k] = MASK
    return dict(x, ids=ids)


def loss(model, items, args):
    items = [x["heard"] if "heard" in x and random.random() < args.heard else x for x in items]
    for x in items:
        x["kind"] = [len(KINDS) if random.random() < args.kinddrop else m["kind"] for m in x["mentions"]]
    drop = random.random() < args.ruledrop
    items = [masked(x, args) for x in items]
    b = collate(items, rules=not drop)
    x = model.encode(b)
    tags = torch.full(b["ids"].shape, -100)
    for k, it in enumerate(items):
        tags[k, 1 : len(it["ids"]) - 1] = torch.tensor(it["tags"][1:-1])
    total = tagging(model.tag(x).flatten(0, 1), tags.flatten())
    if not any(it["pairs"] for it in items):
        return total
    z, out = model.judge(x, b)
    z, out = z[b["real"]], out[b["real"]]
    group, offset = [], 0
    for it in items:
        group += [offset + g for g in it["group"]]
        offset += len(it["labels"])
    group = torch.tensor(group)
    y, trap, known = (torch.cat([it[name] for it in items]) for name in ("labels", "trap", "known"))
    # Of the pairs of a group one is enough: the sum of their odds is the group's.
    top = out[:, :R].detach().max()
    odds = torch.zeros(offset, R).index_add(0, group, (out[:, :R] - top).clamp(min=-60).exp())
    count = torch.zeros(offset).index_add(0, group, torch.ones(len(group)))
    threshold = torch.zeros(offset).index_add(0, group, out[:, R]) / count
    o = torch.cat([odds.clamp(min=1e-30).log() + top, threshold[:, None]], 1)
    some = y.any(1)
    none = torch.cat([(y == 0) & known, torch.ones(offset, 1, dtype=torch.bool)], 1)
    positive = torch.cat([y, torch.ones(offset, 1)], 1).bool()
    lpos = -(o.masked_fill(~positive, -1e4).log_softmax(1)[:, :R] * y).sum(1)
    lneg = -o.masked_fill(~none, -1e4).log_softmax(1)[:, R]
    w = torch.where(trap, args.trap, torch.where(some, 1.0, args.none))
    total = total + args.pair * (lpos.sum() + (lneg * w).sum()) / (some.sum() + 8)
    same = torch.cat([it["same"] for it in items])
    if (same >= 0).any():
        total = total + 0.5 * F.binary_cross_entropy_with_logits(out[:, R + 1][same >= 0], same[same >= 0])
    # The marks are read from the pair that speaks most for the claim.
    rows, rels, marks, offset, at = [], [], [], 0, 0
    scores = out.detach()
    for it in items:
        members = {}
        for p, g in enumerate(it["group"]):
            members.setdefault(g, []).append(at + p)
        for g, r, mk in it["marked"]:
            ps = members[g]
            rows.append(ps[int(scores[ps, r].argmax())] if len(ps) > 1 else ps[0])
            rels.append(r)
            marks.append(mk)
        at += len(it["group"])
    if rows:
        m = model.marks(z[rows], torch.tensor(rels))
        total = total + args.mark * F.binary_cross_entropy_with_logits(m, torch.tensor(marks), pos_weight=torch.full((len(MARKS),), 1.5))
    return total


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("--corpus", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../testdata/corpus/part-*.txt"))
    ap.add_argument("--rules", default="newsgraph", help="the binary whose mentions and rules are features")
    ap.add_argument("--cache", default="found.jsonl", help="what newsgraph finds, made if it is not there; delete it when the rules change")
    ap.add_argument("--others", help="a folder with sets of others, see others.py")
    ap.add_argument("--share", type=float, default=1.0, help="share of the sets of others that an epoch reads")
    ap.add_argument("--heard", type=float, default=0.35, help="share of the passages that are read with the mentions that newsgraph finds")
    ap.add_argument("--folds", type=int, default=10)
    ap.add_argument("--leave", type=int, default=-1, help="a fold that is left out")
    ap.add_argument("--init")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--headlr", type=float, default=8e-4)
    ap.add_argument("--size", type=int, default=900)
    ap.add_argument("--none", type=float, default=0.5)
    ap.add_argument("--trap", type=float, default=2.0)
    ap.add_argument("--pair", type=float, default=1.0)
    ap.add_argument("--mark", type=float, default=0.5)
    ap.add_argument("--ruledrop", type=float, default=0.4)
    ap.add_argument("--kinddrop", type=float, default=0.3)
    ap.add_argument("--hidename", type=float, default=0.15)
    ap.add_argument("--hide", type=float, default=0.05)
    ap.add_argument("--wd", type=float, default=0.02)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--every", type=int, default=50)
    ap.add_argument("--limit", type=int, default=0)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    torch.set_num_threads(2)
    records = corpus.read(a.corpus)
    tok = tokenizer()
    train = [r for r in records if not r.untouched() and not (a.leave >= 0 and r.fold(a.folds) == a.leave)]
    random.shuffle(train)
    train = train[: a.limit or len(train)]
    more = list(others.passages(a.others)) if a.others else []
    finds = found([r.text for r in records] + more, a.rules, a.cache)
    data = []
    for r in train:
        mentions, claims = finds[r.text]
        x = corpus.example(r, tok, claims)
        if x:
            x["heard"] = corpus.heard(x, mentions, claims, lambda: random.random() < 0.5)
            prepare(x["heard"])
            data.append(x)
    if a.others:
        data += others.others(a.others, tok, finds)
    for x in data:
        prepare(x)
    print(len(data), "passages", sum(len(x["ids"]) for x in data), "pieces", sum(len(x["pairs"]) for x in data), "pairs", flush=True)
    model = Reader()
    model.e.load()
    if a.init:
        model.load_state_dict(torch.load(a.init, weights_only=True))
    model.e.we.weight.requires_grad_(False)
    decay = lambda ps: [p for p in ps if p.requires_grad]
    opt = torch.optim.AdamW([dict(params=decay(model.e.parameters()), lr=a.lr), dict(params=[p for n, p in model.named_parameters() if not n.startswith("e.")], lr=a.headlr)], weight_decay=a.wd)
    state = random.getstate()
    total = a.epochs * len(batches([x for x in data if "record" in x or random.random() < a.share], a.size))
    random.setstate(state)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total))
    begin, n, step, run = time.time(), 0, 0, 0
    for epoch in range(a.epochs):
        model.train()
        for items in batches([x for x in data if "record" in x or random.random() < a.share], a.size):
            l = loss(model, items, a)
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
            opt.step()
            sched.step()
            step += 1
            n += sum(len(x["ids"]) for x in items)
            run = 0.98 * run + 0.02 * float(l.detach())
            if step % a.every == 0:
                print(epoch, step, total, round(run / (1 - 0.98**step), 3), round(n / (time.time() - begin)), "pieces/s", flush=True)
        torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
