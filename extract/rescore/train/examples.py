"""Passages of testdata/corpus as the pipeline reads them (vectors/main.go), as examples for the rescorer.

Tokens are counted from the passage's first. Labels, folds and the untouched part are those of
extract/reader/train/corpus.py.
"""
import json
import os
import sys
from collections import defaultdict

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "reader", "train"))
from corpus import KINDS, RELATIONS, SYMMETRIC, overlaps  # noqa: E402

NAMES = ["Person", "Organization", "Place", "Event", "Agreement", "Law", "Group", "Product", "Topic", "Date"]  # in the order of KINDS
FORMS = ["name", "noun", "pronoun"]
MODALITIES = ["actual", "planned", "possible"]
# The classes of a token's place, seen from a pair, as in extract/rescore/tree.go.
ELSEWHERE, BETWEEN, SUBJECT, OBJECT, TOP, ABOVE_SUBJECT, ABOVE_OBJECT, UNDER_SUBJECT, UNDER_OBJECT, UNDER_TOP, ABOVE_TOP, PLACES = range(12)
OUTSIDE = 255  # of the sentence
MOST_PATH = 40
NEARS = 8
# Relations that the score takes for one, and those that may be former.
ALIKE = {"EMPLOYED_BY": "WORKS_FOR", "HOLDS_OFFICE_IN": "WORKS_FOR", "REPRESENTS": "WORKS_FOR", "PARTICIPATED_IN": "ATTENDED", "OWNED_BY": "SUBSIDIARY_OF"}
OFFICES = {"LEADS", "WORKS_FOR", "MEMBER_OF"}


def alike(relation):
    return ALIKE.get(relation, relation)


class Tree:
    """The heads of a passage's tokens: its own number at a root, and where a token is governed from another sentence."""

    def __init__(s, tokens, sentences):
        s.head = list(range(len(tokens)))
        for a, b in sentences:
            for i in range(a, b):
                if a <= tokens[i]["head"] < b:
                    s.head[i] = tokens[i]["head"]
        s.under = defaultdict(list)
        for i, h in enumerate(s.head):
            if h != i:
                s.under[h].append(i)

    def up(s, i):
        out = [i]
        while s.head[out[-1]] != out[-1] and len(out) < MOST_PATH:
            out.append(s.head[out[-1]])
        return out

    def way(s, subject, object):
        """Tokens above the one and above the other, below the top; the top, -1 if there is none; those above it."""
        a, b = s.up(subject), s.up(object)
        for k, i in enumerate(a):
            if i in b:
                return a[1:k], b[1 : b.index(i)], i, a[k + 1 :]
        return a[1:], b[1:], -1, []

    def places(s, n, sentence, subject, object):
        """The class of every token of n, and the top."""
        up, down, top, over = s.way(subject["head"], object["head"])
        p = bytearray([OUTSIDE]) * n
        tops = [top] if top >= 0 else []
        spans = [(range(*sentence), ELSEWHERE), (range(min(subject["end"], object["end"]), max(subject["start"], object["start"])), BETWEEN), (over, ABOVE_TOP)]
        spans += [(s.under.get(t, ()), UNDER_TOP) for t in tops] + [(s.under.get(subject["head"], ()), UNDER_SUBJECT), (s.under.get(object["head"], ()), UNDER_OBJECT)]
        spans += [(up, ABOVE_SUBJECT), (down, ABOVE_OBJECT), (range(subject["start"], subject["end"]), SUBJECT), (range(object["start"], object["end"]), OBJECT), (tops, TOP)]
        for tokens, place in spans:
            for i in tokens:
                p[i] = place
        return p, top


def near(a, b):
    gap, order = (b["start"] - (a["end"] - 1), 0) if a["start"] < b["start"] else (a["start"] - (b["end"] - 1), NEARS)
    return order + min(max(gap, 1).bit_length() - 1, NEARS - 1)


def says(claim):
    """The class of what a claim says besides its ends."""
    number = MODALITIES.index(claim["modality"])
    for i, yes in enumerate((claim.get("negated"), claim.get("former"), claim.get("reported"), claim["speaker"] >= 0)):
        number += (3 << i) * bool(yes)
    return number


def status(marks):
    return "neg" in marks, next((m for m in MODALITIES[1:] if m in marks), MODALITIES[0]), "former" in marks


class Example:
    """A passage: its mentions, pairs of them, what holds of the pairs, the rules' claims and whether each is right."""

    def __init__(s, article, record, first):
        """first is the row of the passage's first vector."""
        s.id, s.first, s.tokens = article["id"], first, article["tokens"]
        s.sentences = [(x["start"], x["end"]) for x in article["sentences"]]
        s.tree = Tree(s.tokens, s.sentences)
        s.sentence = [-1] * len(s.tokens)
        for k, (a, b) in enumerate(s.sentences):
            s.sentence[a:b] = [k] * (b - a)
        s.facts, s.traps = defaultdict(set), set()
        for c in record.claims:
            s.facts[c["relation"], c["s"], c["o"]].add(status(c["marks"]))
            if c["relation"] in SYMMETRIC:
                s.facts[c["relation"], c["o"], c["s"]].add(status(c["marks"]))
        for c in record.traps:
            s.traps |= {(c["s"], c["o"])} | ({(c["o"], c["s"])} if c["relation"] in SYMMETRIC else set())
        s.find_mentions(article, record)
        s.find_pairs()
        s.find_claims(article)

    def find_mentions(s, article, record):
        """The mentions of the pipeline with the entities of the passage, and those that it missed."""
        at = [0]
        for c in record.text:
            at.append(at[-1] + len(c.encode()))
        gold = [(at[a], at[b], e) for e, spans in record.entities.items() for a, b in spans]
        votes, found = defaultdict(lambda: defaultdict(float)), []
        for i, m in enumerate(article["mentions"] or []):
            if m["entity"] < 0 or m["kind"] not in NAMES or s.sentence[m["start"]] < 0 or s.sentence[m["start"]] != s.sentence[m["end"] - 1]:
                continue
            span = s.tokens[m["start"]]["start"], s.tokens[m["end"] - 1]["end"]
            best = max((g for g in gold if overlaps(g, span)), key=lambda g: (min(g[1], span[1]) - max(g[0], span[0])) / (g[1] - g[0] + span[1] - span[0]), default=None)
            if best:
                votes[m["entity"]][best[2]] += 1 if m["form"] == "name" else 0.5
            found.append(dict(m, number=i, span=span, stands=best and best[2]))
        s.entity = {e: max(sorted(v), key=v.get) for e, v in votes.items()}
        for m in found:
            m["stands"] = m["stands"] or s.entity.get(m["entity"]) or f"x{m['entity']}"
        for a, b, e in gold:
            if not any(overlaps((a, b), m["span"]) for m in found):
                s.missed(found, a, b, e)
        s.mentions = sorted(found, key=lambda m: (m["start"], -m["end"]))

    def missed(s, found, a, b, entity):
        ts = [i for i, t in enumerate(s.tokens) if t["start"] < b and t["end"] > a]
        if not ts or s.sentence[ts[0]] < 0 or s.sentence[ts[0]] != s.sentence[ts[-1]]:
            return
        head = next((i for i in ts if s.tree.head[i] == i or s.tree.head[i] not in ts), ts[0])
        tag = s.tokens[head]["tag"]
        form = "pronoun" if tag[:2] in ("PR", "WP") else "name" if tag.startswith("NNP") else "noun"
        found.append(dict(start=ts[0], end=ts[-1] + 1, head=head, kind=NAMES[KINDS.index(entity[0])], form=form, number=-1, span=(a, b), stands=entity))

    def find_pairs(s):
        """Pairs in one sentence. Those that stand for the same two entities share one label."""
        ms, s.pairs, s.group, s.holds, s.trap, groups = s.mentions, [], [], [], [], {}
        for i, a in enumerate(ms):
            for j, b in enumerate(ms):
                if i == j or s.sentence[a["start"]] != s.sentence[b["start"]]:
                    continue
                key = a["stands"], b["stands"]
                if key not in groups:
                    groups[key] = len(groups)
                    s.holds.append([k for k, r in enumerate(RELATIONS) if (r, *key) in s.facts])
                    s.trap.append(key in s.traps)
                s.pairs.append((i, j))
                s.group.append(groups[key])

    def find_claims(s, article):
        s.claims, at = [], {m["number"]: k for k, m in enumerate(s.mentions) if m["number"] >= 0}
        pair = {p: k for k, p in enumerate(s.pairs)}
        for c in article.get("claims") or []:
            i, j = at.get(c["subject_mention"]), at.get(c["object_mention"])
            if c["object"] < 0 or c["relation"] not in RELATIONS or (i, j) not in pair:
                continue
            a, b = c["trigger"]["start"], c["trigger"]["end"]
            x, y = s.sentences[s.sentence[s.mentions[i]["start"]]]
            s.claims.append(dict(pair=pair[i, j], ends=(i, j), relation=RELATIONS.index(c["relation"]), frame=c["relation"] + "/" + c["frame"], says=says(c),
                                 trigger=(a, b) if x <= a < b <= y else (0, 0), right=s.right(c, i, j), fact=(c["relation"], c["subject"], c["object"]),
                                 plain=not c.get("negated") and c["modality"] == "actual"))

    def right(s, c, i, j):
        """Whether a claim is what the passage states, with its marks."""
        for a in (s.mentions[i]["stands"], s.entity.get(c["subject"])):
            for b in (s.mentions[j]["stands"], s.entity.get(c["object"])):
                for (relation, x, y), marks in s.facts.items():
                    if alike(relation) == alike(c["relation"]) and (x, y) == (a, b):
                        want = bool(c.get("negated")), c["modality"], bool(c.get("former"))
                        if any(m[:2] == want[:2] and (m[2] == want[2] or alike(relation) not in OFFICES) for m in marks):
                            return 1.0
        return 0.0

    def thin(s, share, random):
        """Leaves out pairs of which nothing holds, that are no trap and of which the rules claim nothing, but for a share of them."""
        claimed = {p for c in s.claims for p in (c["ends"], c["ends"][::-1])}
        kept = [k for k, p in enumerate(s.pairs) if s.holds[s.group[k]] or s.trap[s.group[k]] or p in claimed or random.random() < share]
        number = {k: i for i, k in enumerate(kept)}
        groups = {g: i for i, g in enumerate(sorted({s.group[k] for k in kept}))}
        s.holds, s.trap = [s.holds[g] for g in groups], [s.trap[g] for g in groups]
        s.pairs, s.group = [s.pairs[k] for k in kept], [groups[s.group[k]] for k in kept]
        for c in s.claims:
            c["pair"] = number[c["pair"]]

    def see(s):
        """Per pair the class of every token and the top."""
        seen = [s.tree.places(len(s.tokens), s.sentences[s.sentence[s.mentions[i]["start"]]], s.mentions[i], s.mentions[j]) for i, j in s.pairs]
        s.places = torch.frombuffer(bytearray().join(p for p, _ in seen), dtype=torch.uint8).view(len(seen), -1)
        s.top = torch.tensor([t for _, t in seen])
        s.near = torch.tensor([near(s.mentions[i], s.mentions[j]) for i, j in s.pairs])


def read(prefix, records, share, random):
    """Examples of the passages of PREFIX.jsonl that are among the records and have pairs, thinned."""
    known, out, first = {r.id(): r for r in records}, [], 0
    for line in open(prefix + ".jsonl", encoding="utf-8"):
        article = json.loads(line)
        if article["id"] in known and article.get("sentences"):
            x = Example(article, known[article["id"]], first)
            x.thin(share, random)
            if x.pairs:
                x.see()
                out.append(x)
        first += len(article["tokens"])
    return out
