"""Figures over annotated articles: contents found, and found with the right source."""

from collections import Counter


def covered(spans, text):
    return frozenset(i for a, b in spans for i in range(a, min(b, len(text))) if text[i].isalnum())


def counts(doc, given):
    """Matches contents one to one, best Jaccard first; found from 0.5 on."""
    text, n = doc["text"], Counter()
    wanted = [covered(q["content"], text) for q in doc["quotes"]]
    offered = [covered(q["content"], text) for q in given]
    n["wanted"], n["given"] = len(wanted), sum(map(bool, offered))
    pairs = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(offered) if a & b),
        reverse=True,
    )
    used = set()
    for jaccard, i, j in pairs:
        if ("wanted", i) in used or ("given", j) in used:
            continue
        used |= {("wanted", i), ("given", j)}
        n["exact"] += jaccard == 1
        if jaccard >= 0.5:
            a, b = covered(doc["quotes"][i]["source"], text), covered(given[j]["source"], text)
            n["found"] += 1
            n["attributed"] += bool(a & b) or not (a or b)
            n["found", doc["quotes"][i]["type"]] += 1
            n["attributed", doc["quotes"][i]["type"]] += bool(a & b) or not (a or b)
    n.update(("wanted", q["type"]) for q in doc["quotes"])
    return n


def table(docs, find):
    """Prints the figures of `find`, a function from an article to its quotations."""
    n = Counter()
    for doc in docs:
        n.update(counts(doc, find(doc)))
    print(f"gold {n['wanted']}  given {n['given']}")
    for key in ("exact", "found", "attributed"):
        p, r = 100 * n[key] / max(1, n["given"]), 100 * n[key] / max(1, n["wanted"])
        print(f"{key:11} P {p:5.1f}  R {r:5.1f}  F1 {2 * p * r / max(1e-9, p + r):5.1f}")
    for kind in ("direct", "mixed", "indirect"):
        of = max(1, n["wanted", kind])
        found, attributed = 100 * n["found", kind] / of, 100 * n["attributed", kind] / of
        print(f"  {kind:9} {n['wanted', kind]:5}  found {found:5.1f}  attributed {attributed:5.1f}", flush=True)
