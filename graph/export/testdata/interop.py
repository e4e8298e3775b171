"""Reads a GraphML file with NetworkX and igraph and prints, as one JSON object
each, what they see: counts per label and type, and every attribute."""

import collections
import json
import sys
import warnings

import igraph
import networkx

warnings.simplefilter("error")  # a warning is a failure


def clean(attributes):
    # igraph gives every node every attribute; absent is "", nan or None there.
    return {k: v for k, v in attributes.items() if v is not None and v == v and v != ""}


def show(name, nodes, edges):
    labels = collections.Counter(l for n in nodes.values() for l in n["labels"].strip(":").split(":"))
    types = collections.Counter(e["interaction"] for e in edges.values())
    print(json.dumps({"reader": name, "labels": labels, "types": types, "nodes": nodes, "edges": edges}, sort_keys=True))


path = sys.argv[1]
g = networkx.read_graphml(path, force_multigraph=True)
show("networkx", {n: clean(d) for n, d in g.nodes(data=True)}, {k: dict(clean(d), source=s, target=t) for s, t, k, d in g.edges(keys=True, data=True)})
g = igraph.Graph.Read_GraphML(path)
ids = [v["id"] for v in g.vs]
show(
    "igraph",
    {v["id"]: {k: x for k, x in clean(v.attributes()).items() if k != "id"} for v in g.vs},
    # igraph 1.0 fills an edge's "id" with ids of nodes: uid is the edge's own.
    {e["uid"]: dict({k: x for k, x in clean(e.attributes()).items() if k != "id"}, source=ids[e.source], target=ids[e.target]) for e in g.es},
)
