"""What annotated articles teach: tags and pointers for each word."""

import re

from network import OPINIONS, POLARITY, TAGS
from text import CAPITAL, INSIDE, bare, sentences

PRONOUNS = set("he she they who it him her them his their its whose".split())


def tidy(spans, text):
    """Spans without marks at their ends; those with nothing but marks between them are joined."""
    out = []
    for span in sorted(spans):
        start, end = bare(span, text)
        if start == end:
            continue
        if out and not any(c.isalnum() for c in text[out[-1][1] : start]):
            out[-1][1] = end
        else:
            out.append([start, end])
    return out


class Example:
    """An article ready for training, with what is known of each word by its start.

    `tags` are those of attribution, `opinions` those of stances (None where nobody annotated
    them), `polarity` how a sentence speaks of what a word names. `links` are the pointers: for
    each word and kind the word pointed to, or None for "nothing".
    """

    def __init__(self, text, tok):
        self.text = text
        self.article = sentences(text, tok)
        self.words = [w for paragraph in self.article for sentence in paragraph for w in sentence]
        self.tags, self.opinions, self.polarity, self.links = None, None, {}, {}

    def inside(self, start, end):
        """The words that meet the span, by their starts."""
        return [w.start for w in self.words if w.start < end and w.end > start]

    def attribute(self, quotes):
        """Learns contents, sources and cues; each word of a content points to its cue and its
        source, the first word of a cue to its source."""
        self.tags = {}
        for quote in quotes:
            source, cue = self.paint(quote["source"], "source"), self.paint(quote["cue"], "cue")
            self.paint(quote["content"], "content")
            to_source, to_cue = next(iter(source), None), next(iter(cue), None)
            for span in tidy(quote["content"], self.text):
                for at in self.inside(*span):
                    self.links.setdefault(at, {}).update({"content-cue": to_cue, "content-source": to_source})
            for at in cue[:1]:
                self.links.setdefault(at, {}).setdefault("cue-source", to_source)

    def paint(self, spans, kind):
        """Tags the spans; returns the first word of each."""
        heads = []
        for span in tidy(spans, self.text):
            inside = self.inside(*span)
            # Several quotations may share one source: it is tagged once.
            fresh = [at for at in inside if at not in self.tags]
            for i, at in enumerate(fresh):
                self.tags[at] = TAGS.index(("B-" if i == 0 else "I-") + kind)
            heads += inside[:1]
        return heads

    def hold(self, doc, quotes):
        """Learns the targets of stances, with their position, and who holds each."""
        self.opinions = {}
        names = {actor["name"]: [actor["name"], *actor["aliases"]] for actor in doc["actors"]}
        for row in doc["stances"]:
            start, end = row["evidence"]
            found = re.search(r"(?<!\w)" + re.escape(row["target"]) + r"(?!\w)", self.text[start:end], re.IGNORECASE)
            if not found:
                continue
            target = self.inside(start + found.start(), start + found.end())
            if not target or any(at in self.opinions for at in target):
                continue
            for i, at in enumerate(target):
                self.opinions[at] = OPINIONS.index(("B-" if i == 0 else "I-") + row["position"])
            holder = self.holder(names.get(row["actor"], [row["actor"]]), row, target, quotes)
            for at in target:
                self.links.setdefault(at, {})["target-holder"] = holder

    def holder(self, names, row, target, quotes):
        """The word that names the holder of a stance: the source of the quotation around the
        target, or a name or pronoun in the evidence."""
        start, end = row["evidence"]
        alias = r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)"
        for quote in quotes:
            if quote["source"] and any(a <= target[0] < b for a, b in quote["content"]):
                a, b = quote["source"][0]
                source = self.text[a:b]
                if re.search(alias, source) or (row["voice"] != "narrated" and source.lower() in PRONOUNS):
                    return next(iter(self.inside(a, b)), None)
        places = [start + m.start() for m in re.finditer(alias, self.text[start:end])]
        if not places and row["voice"] != "direct":
            places = [start + m.start() for m in re.finditer(r"\w+", self.text[start:end]) if m.group().lower() in PRONOUNS]
        places = [at for at in places if not target[0] <= at <= target[-1]]
        before = [at for at in places if at < target[0]]
        at = before[-1] if before else places[0] if places else None
        return None if at is None else next(iter(self.inside(at, at + 1)), None)

    def judge(self, stances):
        """Learns how a sentence speaks of its targets."""
        for stance in stances:
            inside = self.inside(*stance["target_span"])
            for at in inside[:1]:
                self.polarity[at] = POLARITY.index(stance["polarity"])

    def names(self):
        """The capitalised words that do not begin a sentence."""
        for paragraph in self.article:
            for sentence in paragraph:
                yield from (w for w in sentence[1:] if w.feature % INSIDE == CAPITAL)

    def renamed(self, share, pool, rng):
        """The article with some names replaced by others, the same one everywhere."""
        known = {w.pieces for w in self.names()}
        other = {pieces: rng.choice(pool) for pieces in sorted(known) if rng.random() < share}

        def rename(w):
            if w.feature % INSIDE != CAPITAL or w.pieces not in other:
                return w
            return type(w)(w.start, w.end, other[w.pieces], w.feature)

        return [[[rename(w) for w in sentence] for sentence in paragraph] for paragraph in self.article]
