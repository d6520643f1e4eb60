#!/usr/bin/env python3
"""Joins the annotation that lies here with the articles that it is about.

    python join.py polnear/train.jsonl > annotated.jsonl

annotation.tsv holds no text but names: for each article a line with its id, then its actors (A: name,
kind, further names parted by |), then its stances (S: number of the actor, target, issue, position,
strength, voice, evidence; places as START-END in code points).
"""

import json
import sys
from pathlib import Path


def span(field):
    start, end = field.split("-")
    return [int(start), int(end)]


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = {doc["id"]: doc["text"] for doc in map(json.loads, lines)}
    articles = []
    for line in Path(__file__).with_name("annotation.tsv").read_text(encoding="utf-8").splitlines():
        kind, *fields = line.split("\t")
        if kind == "A":
            name, what, further = fields
            articles[-1]["actors"].append({"name": name, "kind": what, "aliases": further.split("|") if further else []})
        elif kind == "S":
            article, (actor, target, issue, position, strength, voice, evidence) = articles[-1], fields
            start, end = span(target)
            row = {"actor": article["actors"][int(actor)]["name"], "target": article["text"][start:end], "issue": issue}
            row |= {"position": position, "strength": strength, "voice": voice, "evidence": span(evidence)}
            article["stances"].append(row)
        else:
            articles.append({"id": kind, "text": texts[kind], "actors": [], "stances": []})
    for article in articles:
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
