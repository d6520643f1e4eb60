#!/usr/bin/env python3
"""Turns articles that were written to learn stances from into what the training reads.

    python own.py own/*.txt > own.jsonl

In these files each article begins with a line `=== id`. After its text and a line `---` comes a line
for each stance: actor (its names parted by ` / `, the fullest first), target, issue, position,
strength, voice, and the first and the last words of the evidence (`FIRST … LAST`), parted by ` | `.
All of these stand in the text as they are given here. What does not fit is told, and nothing printed.
"""

import json
import re
import sys
from pathlib import Path

POSITIONS, STRENGTHS, VOICES = ("for", "against", "open"), ("firm", "hedged"), ("direct", "reported", "narrated")
FIELDS = 7


def article(lines):
    """An article out of its lines, and what is wrong with it."""
    name = lines[0].removeprefix("===").strip()
    if "---" not in lines:
        return None, [f"{name}: no line `---`"]
    edge = lines.index("---")
    text, actors, stances, wrong = "\n\n".join(filter(None, lines[1:edge])), {}, [], []
    for row in filter(None, lines[edge + 1 :]):
        fields = [field.strip() for field in row.split("|")]
        if len(fields) != FIELDS:
            wrong.append(f"{len(fields)} fields instead of {FIELDS}: {row}")
            continue
        names, target, issue, position, strength, voice, evidence = fields
        names, span = names.split(" / "), evidence_in(text, evidence)
        known = position in POSITIONS and strength in STRENGTHS and voice in VOICES
        if not (known and span and all(words.lower() in text.lower() for words in [*names, target])):
            wrong.append(row)
            continue
        actor = actors.setdefault(names[0], {"name": names[0], "kind": "unnamed", "aliases": []})
        actor["aliases"] += [name for name in names[1:] if name not in actor["aliases"]]
        row = {"actor": names[0], "target": target, "issue": issue, "position": position}
        stances.append(row | {"strength": strength, "voice": voice, "evidence": span})
    return {"id": name, "text": text, "actors": list(actors.values()), "stances": stances}, [f"{name}: {row}" for row in wrong]


def evidence_in(text, evidence):
    """Where the evidence stands; nothing unless its first words stand once and its last ones in the
    same paragraph."""
    first, _, last = (part.strip() for part in evidence.partition("…"))
    start = text.find(first)
    at = text.find(last, start)
    if not first or not last or start < 0 or at < 0 or text.find(first, start + 1) >= 0:
        return None
    return [start, at + len(last)] if "\n" not in text[start:at] else None


def main():
    articles, wrong = [], []
    for path in sys.argv[1:]:
        for part in re.split(r"^(?==== )", Path(path).read_text(encoding="utf-8"), flags=re.MULTILINE):
            if part.startswith("==="):
                found, mistakes = article([line.strip() for line in part.splitlines()])
                articles.append(found)
                wrong += mistakes
    if wrong:
        sys.exit("\n".join(wrong))
    for found in articles:
        print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
