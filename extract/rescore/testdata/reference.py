#!/usr/bin/env python3
"""Writes tiny.bin, a rescorer of random weights, and tiny.json, what PyTorch says of two passages with it.

    reference.py FOLDER
"""
import json
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train"))
import convert  # noqa: E402
import examples  # noqa: E402
import network  # noqa: E402

import corpus  # noqa: E402

# Tokens: word, tag, label, head. The second passage has two sentences.
PASSAGES = [
    ("Anna NNP compound 1\nBerg NNP nsubj 2\nleads VBZ ROOT 2\nthe DT det 5\nNorwegian JJ amod 5\ngrid NN dobj 2\n, , punct 5\nwhich WDT nsubj 8\nmet VBD relcl 5\nAcme NNP dobj 8\n. . punct 2",
     [(0, 2, 1, "Person", "name"), (4, 5, 4, "Place", "name"), (3, 6, 5, "Organization", "noun"), (9, 10, 9, "Organization", "name")], [11],
     [(0, 2, "LEADS", "verb", 2, 3, {}), (2, 1, "HEADQUARTERED_IN", "adjective", 4, 5, dict(former=True)), (2, 3, "MET_WITH", "verb", 8, 9, dict(reported=True)), (0, 2, "EMPLOYED_BY", "verb", 2, 3, dict(modality="planned"))]),
    ("Oslo NNP nsubj 1\nsaid VBD ROOT 1\n. . punct 1\nShe PRP nsubj 4\nmet VBD ROOT 4\nBo NNP dobj 4\nin IN prep 4\nLund NNP pobj 6\n. . punct 4",
     [(0, 1, 0, "Place", "name"), (3, 4, 3, "Person", "pronoun"), (5, 6, 5, "Person", "name"), (7, 8, 7, "Place", "name")], [3, 9],
     [(1, 2, "MET_WITH", "verb", 4, 5, dict(negated=True)), (1, 3, "VISITED", "verb", 1, 2, {}), (2, 3, "VISITED", "unheard", 4, 5, dict(speaker=0))]),
]


def passage(words, mentions, stops, claims):
    """An article as vectors/main.go writes it, and a record that states none of it."""
    text, tokens = "", []
    for line in words.split("\n"):
        form, tag, label, head = line.split()
        text += " " if text else ""
        tokens.append(dict(start=len(text), end=len(text) + len(form), tag=tag, lemma=form.lower() if tag[:2] != "NN" else form, dep=label, head=int(head)))
        text += form
    starts = [0, *stops]
    article = dict(id="x", text=text, tokens=tokens, sentences=[dict(start=a, end=b, paragraph=0) for a, b in zip(starts, stops)],
                   mentions=[dict(start=a, end=b, head=h, kind=k, form=f, entity=i) for i, (a, b, h, k, f) in enumerate(mentions)],
                   claims=[dict(dict(relation=r, subject=s, object=o, subject_mention=s, object_mention=o, frame=f, trigger=dict(start=a, end=b), modality="actual", speaker=-1), **more) for s, o, r, f, a, b, more in claims])
    return article, corpus.Record(["# style=x topic=x", text], "x")


def main(folder):
    torch.manual_seed(1)
    read = [passage(*p) for p in PASSAGES]
    first, xs = 0, []
    for article, record in read:
        xs.append(examples.Example(article, record, first))
        xs[-1].see()
        first += len(article["tokens"])
    network.WIDTH, network.ASK, network.HIDDEN = 32, 16, 24
    lists = network.Lists.of(xs, 1)
    lists.words.remove("the")
    lists.frames.remove("VISITED/unheard")
    lists = network.Lists(lists.words, lists.tags, lists.labels, lists.frames)
    for x in xs:
        lists.number(x)
    net = network.Rescorer(lists).eval()
    for p in net.parameters():
        p.data = (torch.randn_like(p) * 0.3).half().float()
    saved = dict(state=net.state_dict(), mean=torch.randn(network.GIVEN), scale=torch.rand(network.GIVEN) + 0.5, lists=(lists.words, lists.tags, lists.labels, lists.frames))
    vectors = torch.randn(first, network.GIVEN).half().float()
    convert.write(saved, os.path.join(folder, "tiny.bin"), "fp32")
    with torch.no_grad():
        chances = [net(network.collate([x], (vectors - saved["mean"]) / saved["scale"]))[1].sigmoid().tolist() for x in xs]
    with open(os.path.join(folder, "tiny.json"), "w") as f:
        for (article, _), x, p in zip(read, xs, chances):
            rows = vectors[x.first : x.first + len(x.tokens)]
            article["entities"] = [dict(name=str(i), kind=m["kind"], mentions=[i]) for i, m in enumerate(article["mentions"])]
            json.dump(dict(article=article, vectors=[[round(v, 6) for v in r] for r in rows.tolist()], chances=[round(c, 6) for c in p]), f)
            f.write("\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
