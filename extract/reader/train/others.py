"""Examples from sets of others: names (CoNLL columns) and KnowledgeNet, of which only what they say counts.

Neither set is part of the project: others() wants a folder that holds wikigold.conll.txt, crossner_politics.txt and
kn_*.jsonl, as far as they are there; weights/README.md says where they come from.
"""
import glob
import json
import os

import torch

from corpus import KINDS, LONGEST, RELATIONS, SYMMETRIC, pieces, placed, spoken

BEGIN = lambda kind: 1 + 2 * KINDS.index(kind)
INSIDE = lambda kind: 2 + 2 * KINDS.index(kind)
KIND = {"PER": "P", "ORG": "O", "LOC": "L", "politician": "P", "person": "P", "organisation": "O", "politicalparty": "O",
        "event": "E", "election": "E", "country": "L", "location": "L"}
# A tag of an example may be a set of tags, of which any will do: its number is 1000 and the bits of the tags. These sets have
# other conventions than ours for what is no name, so that only a capital without a name says something.
ANY = -100
NO_NAME = 1000 + sum(1 << t for t in range(1 + 2 * len(KINDS)) if t not in (BEGIN("P"), INSIDE("P"), BEGIN("O"), INSIDE("O"), BEGIN("L"), INSIDE("L")))


def sentences(path):
    """Sentences of a file with a token and its tag a line: [(token, begins, kind)]."""
    out, last = [], "O"
    for line in open(path, encoding="utf-8"):
        part = line.split()
        if len(part) < 2 or part[0].startswith("-DOCSTART-"):
            if out:
                yield out
            out, last = [], "O"
            continue
        tag = part[-1]
        out.append((part[0], tag != "O" and (tag[0] == "B" or last == "O" or last[2:] != tag[2:]), None if tag == "O" else tag[2:]))
        last = tag
    if out:
        yield out


def names(path, tokenizer):
    """Passages of four sentences with what is known of their tags."""
    run = []
    for s in list(sentences(path)) + [None]:
        if s is not None:
            run.append(s)
        if run and (s is None or sum(map(len, run)) > 70 or len(run) == 4):
            x = named([t for q in run for t in q], tokenizer)
            if x:
                yield x
            run = []


def named(tokens, tokenizer):
    text, spans = "", []
    for word, begins, kind in tokens:
        glue = text == "" or word in ",.;:!?)'’”%" or word.startswith("'") or text[-1] in "(“"
        text += "" if glue else " "
        spans.append((len(text), len(text) + len(word), begins, kind))
        text += word
    ids, shapes, offsets = pieces(tokenizer, text)
    if len(ids) > LONGEST:
        return None
    tags = [ANY] * len(ids)
    for n, (a, b, begins, kind) in enumerate(spans):
        for k, (s, e) in enumerate(offsets):
            if e > s and s < b and e > a:
                first = begins and s == a
                if kind is None:
                    tags[k] = NO_NAME if n and text[a].isupper() and spans[n - 1][1] != a - 2 else ANY
                elif kind in KIND:
                    tags[k] = BEGIN(KIND[kind]) if first else INSIDE(KIND[kind])
    return dict(id="names", text=text, ids=ids, shapes=shapes, offsets=offsets, tags=tags, mentions=[], gold={}, traps={}, said={}, scope=None)


def knowledgenet(path, tokenizer, found):
    """The annotated passages, each with the relations of which all facts are marked. found: the mentions and claims that
    newsgraph finds in a passage's text, by the text."""
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        for begin, end, scope in d["scope"]:
            text = d["text"][begin:end]
            ids, shapes, offsets = pieces(tokenizer, text)
            if not text.strip() or len(ids) > LONGEST:
                continue
            inside = lambda m: begin <= m[0] and m[1] <= end
            marked = [(e["id"], (m[0] - begin, m[1] - begin), len(KINDS)) for e in d["entities"] for m in e["mentions"] if inside(m)]
            there = {m[0] for m in marked}
            spans = [m[1] for m in marked]
            mentions, claims = found.get(text, ((), ()))
            kinds = dict(mentions)
            marked = [(e, s, kinds.get(s, k)) for e, s, k in marked]
            marked += [(f"?{k}", s, kind) for k, (s, kind) in enumerate(mentions) if all(s[0] >= b or s[1] <= a for a, b in spans)]
            gold = {}
            for r in d["relations"]:
                if r["type"] in RELATIONS and r["s"] in there and r["o"] in there:
                    for p in [(r["s"], r["o"])] + ([(r["o"], r["s"])] if r["type"] in SYMMETRIC else []):
                        gold.setdefault(p, {}).setdefault(r["type"], [0] * 5)
            ms = placed(text, offsets, marked)
            known = torch.zeros(len(RELATIONS), dtype=torch.bool)
            for r in scope:
                if r in RELATIONS:
                    known[RELATIONS.index(r)] = True
            yield dict(id="kn", text=text, ids=ids, shapes=shapes, offsets=offsets, tags=[ANY] * len(ids), mentions=ms, gold=gold, traps={},
                       said=spoken(ms, claims), scope=known)


def passages(folder):
    """Texts of KnowledgeNet, for newsgraph to read."""
    for path in sorted(glob.glob(os.path.join(folder, "kn_*.jsonl"))):
        for line in open(path, encoding="utf-8"):
            d = json.loads(line)
            for begin, end, _ in d["scope"]:
                yield d["text"][begin:end]


def others(folder, tokenizer, found):
    out = []
    for name in ("wikigold.conll.txt", "crossner_politics.txt"):
        if os.path.exists(os.path.join(folder, name)):
            out += names(os.path.join(folder, name), tokenizer)
    for path in sorted(glob.glob(os.path.join(folder, "kn_*.jsonl"))):
        out += knowledgenet(path, tokenizer, found)
    return out
