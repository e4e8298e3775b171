"""Makes known.tsv from free packages; README.md says which, and how to run it.

    python make.py NSI_DIR CODER_DIR CITIES_JSON BODIES_TXT > known.tsv
"""

import json
import re
import sys
import unicodedata

from rigour._core import territories_jsonl

nsi_dir, coder_dir, cities_json, bodies_txt = sys.argv[1:5]


def folded(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w ]", " ", plain.replace(".", "")).lower().split())


def latin(name):
    letters = [c for c in name if c.isalpha()]
    return letters and all("LATIN" in unicodedata.name(c, "") for c in letters)


def clean(names):
    """The names that a text in Latin letters may have, each once, the first spelling."""
    out = {}
    for name in names:
        name = " ".join(name.split())
        if latin(name) and not re.search(r"[;,\t]", name) and len(folded(name)) > 1:
            out.setdefault(folded(name), name)
    return list(out.values())


rows = {}  # Wikidata id -> kind, country, names


def add(qid, kind, country, names):
    assert re.fullmatch(r"Q[1-9][0-9]*", qid), qid
    names = clean(names)
    if not names:
        return
    if qid in rows:
        rows[qid][2][:] = clean(rows[qid][2] + names)
    else:
        rows[qid] = (kind, country, names)


coder = [f["properties"] for f in json.load(open(coder_dir + "/src/data/borders.json", encoding="utf-8"))["features"]]
second = {p["iso1A2"].lower(): p["wikidata"] for p in coder if "iso1A2" in p}
# The Netherlands and Denmark: the kingdom has the code, the country in it the name.
within = {(p["country"].lower(), p["nameEn"]): p["wikidata"] for p in coder if "iso1A2" not in p and "level" not in p and "country" in p}
near, large = {}, set()  # names of towns by country, and of cities anywhere
for city in json.load(open(cities_json, encoding="utf-8")).values():
    names = {folded(n) for n in [city["name"], *(city["alternatenames"] if city["population"] >= 50_000 else [])]}
    near.setdefault(city["countrycode"].lower(), set()).update(names)
    if city["population"] >= 100_000:
        large |= names
index = json.load(open(nsi_dir + "/dist/json/nsi.json", encoding="utf-8"))["nsi"]
third = {}  # name: the ids that flags have for it
for item in index["flags/man_made/flagpole"]["items"]:
    if "subject:wikidata" in item["tags"]:
        third.setdefault(folded(item["tags"]["subject"]), set()).add(item["tags"]["subject:wikidata"])
territories = [json.loads(line) for line in territories_jsonl().splitlines() if line.strip()]

for t in territories:
    code, qid = t["code"], t["qid"]
    if code in ("zz", "ip"):  # the whole world and the network, as codes of addresses
        continue
    others = {second.get(code, qid)} | third.get(folded(t["name"]), {qid})
    if qid not in others or second.get(code, qid) != qid:  # another source names another item: none
        print(code, t["name"], qid, *sorted(others), file=sys.stderr)
        continue
    qid = within.get((code, t["name"]), qid)
    names = [t["name"], t.get("full_name", ""), *t.get("names_strong", [])]
    if t.get("region") == "Supranational":
        add(qid, "Organization", "", names)
        continue
    names += [n.split(" (")[0] for n in names[:2]]  # "Georgia (USA)" is called Georgia
    if not t.get("is_country") and t.get("parent"):
        # A region that is called like a town of its country, or a city of another: the
        # name says too little.
        towns = near.get(t["parent"].split("-")[0], set()) | large
        names = [n for n in names if folded(n) not in towns]
    add(qid, "Place", (t.get("parent") or code).split("-")[0], names)

for p in coder:
    if p.get("level") in ("region", "subregion", "intermediateRegion"):
        add(p["wikidata"], "Place", "", [p["nameEn"]])

items = json.load(open(nsi_dir + "/dist/wikidata/wikidata.json", encoding="utf-8"))["wikidata"]
called = {}  # Wikidata id -> further names that the index has for it
for group in index.values():
    for item in group.get("items", []):
        tags = item.get("tags", {})
        for key in ("brand", "operator", "subject"):
            if qid := tags.get(key + ":wikidata"):
                called.setdefault(qid, []).extend(v for k in (key, key + ":en", key + ":short", "short_name:en") if (v := tags.get(k)))
ours = [[n.strip() for n in line.split(";")] for line in open(bodies_txt, encoding="utf-8") if line.strip() and line[0] != "#"]
international = re.compile(r"intergovernmental|international organi[sz]ation|international humanitarian|political and economic union"
                           r"|United Nations (agency|branch)|agency of the United Nations|(^|the |’s )central bank", re.I)
for qid, item in sorted(items.items(), key=lambda i: int(i[0][1:])):
    label, about = item.get("label", ""), item.get("description", "")
    if not international.search(about) or re.search(r"\bformer\b|flag", about):
        continue
    names = [label, *called.get(qid, [])]
    names = [label] + [n for n in names[1:] if re.fullmatch("[A-Z]{3,}", n)]  # others may be of another language's body
    for group in ours:
        if {folded(n) for n in group} & {folded(n) for n in names}:
            names += group
    add(qid, "Organization", "", names)

print("wikidata", "name", "aliases", "kind", "country", sep="\t")
for qid, (kind, country, names) in sorted(rows.items(), key=lambda r: (r[1][0], int(r[0][1:]))):
    print(qid, names[0], "; ".join(names[1:]), kind, country, sep="\t")
