"""Records of testdata/corpus as examples for the reader: pieces, mentions, pairs, labels.

Offsets are characters of the passage. A record of the untouched part (see extract/corpus)
is only ever handed out by untouched().
"""
import glob
import hashlib
import os
import random
import re
from collections import OrderedDict, defaultdict

KINDS = "POLEAWGRTD"
LONGEST = 250  # pieces of a passage
MARKS = ["neg", "planned", "possible", "former", "reported"]
RELATIONS = [os.path.basename(f)[:-4].upper() for f in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../relation/type/*.rel")))]
MENTION = re.compile(r"\[([^\[\]|]+)\|([A-Z]\d+)\]")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Inc|Corp|Ltd|Co|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.N|U\.K|[A-Z])\.)$")


class Record:
    def __init__(self, block, source):
        self.source, self.head = source, block[0]
        self.text, self.entities = "", OrderedDict()
        at = 0
        for m in MENTION.finditer(block[1]):
            self.text += block[1][at : m.start()]
            begin = len(self.text)
            self.text += m[1]
            at = m.end()
            self.entities.setdefault(m[2], []).append((begin, len(self.text)))
        self.text += block[1][at:]
        self.claims, self.traps = [], []
        for line in block[2:]:
            trap = line.startswith("! ")
            body, _, role = line[2 if trap else 0 :].partition(" role=")
            s, relation, o, *rest = body.split()
            claim = dict(s=s, relation=relation, o=o, role=role or None, by=None, marks=set())
            for mark in rest:
                if mark.startswith("by="):
                    claim["by"] = mark[3:]
                else:
                    claim["marks"].add(mark)
            (self.traps if trap else self.claims).append(claim)

    def id(self):
        return "p_" + hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def draw(self, name):
        """A number below 65536 drawn by the text and a name."""
        sum = hashlib.sha256((name + " " + self.id()).encode()).digest()
        return sum[0] << 8 | sum[1]

    def untouched(self):
        return self.draw("untouched") < 6554

    def fold(self, n):
        return self.draw("fold") * n >> 16


def blocks(name):
    """The lines of each record of a file."""
    block = []
    for line in open(name, encoding="utf-8").read().split("\n") + [""]:
        line = line.rstrip()
        if line:
            block.append(line)
        elif block:
            yield block
            block = []


def read(pattern):
    return [Record(block, os.path.basename(name)) for name in sorted(glob.glob(pattern)) for block in blocks(name)]


def sentences(text):
    """Spans of sentences, as good as a reader of labels needs."""
    out, begin = [], 0
    for m in re.finditer(r'[.!?]["”’\')]*\s+(?=["“‘(]?[A-Z0-9])|\n+', text):
        if "\n" not in m.group() and ABBREVIATION.search(text[begin : m.start() + 1]):
            continue
        out.append((begin, m.end()))
        begin = m.end()
    if begin < len(text):
        out.append((begin, len(text)))
    return out


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
    if s[0].isupper() and s[1:].islower():
        return 6
    return 7


def pieces(tokenizer, text):
    e = tokenizer.encode(text)
    return e.ids, [shape(text[a:b]) if b > a else 0 for a, b in e.offsets], e.offsets


def cover(offsets, span):
    """First and last piece that a span touches, or None."""
    hit = [k for k, (a, b) in enumerate(offsets) if b > a and a < span[1] and b > span[0]]
    return (hit[0], hit[-1]) if hit else None


def example(record, tokenizer, rules=None):
    """One record as the model wants it, or None if it is too long.

    rules: claims that the rules found in the text: (relation, subject span, object span)."""
    ids, shapes, offsets = pieces(tokenizer, record.text)
    if len(ids) > LONGEST:
        return None
    marked = [(e, span, KINDS.index(e[0])) for e, spans in record.entities.items() for span in spans]
    mentions = placed(record.text, offsets, marked)
    tags = [0] * len(ids)
    for m in mentions:
        a, b = m["piece"]
        for k in range(a, b + 1):
            tags[k] = 1 + 2 * m["kind"] + (k > a)
    gold, traps = defaultdict(dict), defaultdict(set)
    for c in record.claims:
        if c["relation"] not in RELATIONS:
            continue
        pairs = [(c["s"], c["o"])]
        if c["relation"] in SYMMETRIC:
            pairs.append((c["o"], c["s"]))
        for p in pairs:
            gold[p].setdefault(c["relation"], [m in c["marks"] for m in MARKS])
    for c in record.traps:
        if c["relation"] in RELATIONS:
            traps[c["s"], c["o"]].add(c["relation"])
            if c["relation"] in SYMMETRIC:
                traps[c["o"], c["s"]].add(c["relation"])
    said = spoken(mentions, rules)
    return dict(id=record.id(), record=record, text=record.text, ids=ids, shapes=shapes, offsets=offsets, tags=tags, mentions=mentions, gold=dict(gold), traps=dict(traps), said=said, scope=None)


def placed(text, offsets, marked):
    """Mentions in the text's order, of (entity, span, kind)."""
    where = sentences(text)
    number = lambda at: next((i for i, (a, b) in enumerate(where) if a <= at < b), len(where))
    out = []
    for entity, span, kind in sorted(marked, key=lambda m: m[1]):
        p = cover(offsets, span)
        if p:
            out.append(dict(entity=entity, span=span, piece=p, kind=kind, sentence=number(span[0])))
    return out


def spoken(mentions, rules):
    """What the rules claim between mentions: (i, j) -> relations."""
    said = defaultdict(set)
    for relation, s, o in rules or ():
        for i, m in enumerate(mentions):
            if not overlaps(m["span"], s):
                continue
            for j, n in enumerate(mentions):
                if i != j and overlaps(n["span"], o):
                    said[i, j].add(RELATIONS.index(relation))
                    if relation in SYMMETRIC:
                        said[j, i].add(RELATIONS.index(relation))
    return dict(said)


def heard(x, found, rules, keep):
    """The example x with the mentions that newsgraph itself finds, (span, kind), as the reader meets them: cut otherwise,
    of another kind, some of no entity. Marked mentions that it does not find are left out unless keep() says so."""
    marked, taken = [], set()
    for k, (span, kind) in enumerate(found):
        best = max((m for m in x["mentions"] if overlaps(m["span"], span)), key=lambda m: shared(m["span"], span), default=None)
        if best:
            taken.add(best["span"])
        marked.append((best["entity"] if best else f"?{k}", span, best["kind"] if best and kind == len(KINDS) else kind))
    marked += [(m["entity"], m["span"], m["kind"]) for m in x["mentions"] if m["span"] not in taken and keep()]
    mentions = placed(x["text"], x["offsets"], marked)
    return dict(x, mentions=mentions, said=spoken(mentions, rules))


def shared(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def overlaps(a, b):
    """Dice of at least a half."""
    return 4 * shared(a, b) >= (a[1] - a[0]) + (b[1] - b[0])


SYMMETRIC = {"AGREED_WITH", "COMPETED_WITH", "COOPERATED_WITH", "FOUGHT", "MET_WITH", "SIBLING_OF", "SPOUSE_OF"}
