#!/usr/bin/env python3
"""Joins the annotation that lies here with the texts that it is about.

    python join.py polnear/train.jsonl newsmtsc/train.jsonl > annotated.jsonl

annotation.tsv holds no text but names: for each article a line with its id, then its actors (A: name,
kind, further names parted by |), then its stances (S: number of the actor, target, issue, position,
strength, voice, evidence; places as START-END in code points). sentences.tsv holds a line for each
sentence: its id and its stances (holder, target, position), parted by tabs.
"""

import json
import sys
from pathlib import Path


def span(field):
    start, end = field.split("-")
    return [int(start), int(end)]


def articles(texts):
    found = []
    for line in Path(__file__).with_name("annotation.tsv").read_text(encoding="utf-8").splitlines():
        kind, *fields = line.split("\t")
        if kind == "A":
            name, what, further = fields
            found[-1]["actors"].append({"name": name, "kind": what, "aliases": further.split("|") if further else []})
        elif kind == "S":
            article, (actor, target, issue, position, strength, voice, evidence) = found[-1], fields
            start, end = span(target)
            row = {"actor": article["actors"][int(actor)]["name"], "target": article["text"][start:end], "issue": issue}
            row |= {"position": position, "strength": strength, "voice": voice, "evidence": span(evidence)}
            article["stances"].append(row)
        else:
            found.append({"id": kind, "text": texts[kind], "actors": [], "stances": []})
    return found


def sentences(texts):
    for line in Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines():
        name, *rows = line.split("\t")
        text, actors, stances = texts[name], {}, []
        for row in rows:
            holder, target, position = row.split(" ")
            holder, target = (text[slice(*span(place))] for place in (holder, target))
            actors[holder] = {"name": holder, "kind": "unnamed", "aliases": []}
            row = {"actor": holder, "target": target, "issue": target, "position": position}
            stances.append(row | {"strength": "firm", "voice": "narrated", "evidence": [0, len(text)]})
        yield {"id": name, "text": text, "actors": list(actors.values()), "stances": stances}


def main():
    texts = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as lines:
            texts |= {doc["id"]: doc["text"] for doc in map(json.loads, lines)}
    for article in [*articles(texts), *sentences(texts)]:
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
