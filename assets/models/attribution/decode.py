"""From the network's scores to quotations: the most probable tags, then their links."""

from dataclasses import dataclass

import numpy as np

from network import LONGEST, POINTERS, REACH, TAGS
from text import OTHER, bare, sentences, windows

CONTENT, SOURCE, CUE = 1, 3, 5
NONE = 0  # the first piece of a window stands for "nothing" in a pointer

# May a tag follow another? An I only its own B or I.
FOLLOWS = np.array([[not b or b % 2 == 1 or a in (b, b - 1) for b in range(len(TAGS))] for a in range(len(TAGS))])


@dataclass(frozen=True)
class Special:
    """The ids of the pieces that begin a window, and that stand after each paragraph."""

    first: int
    after: int

    @staticmethod
    def of(tok):
        return Special(tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]"))


@dataclass(frozen=True)
class Laid:
    """A window as the network takes it; `heads` are the first pieces of `words`."""

    pieces: list[int]
    features: list[int]
    words: list
    heads: list[int]


def lay_out(window, special):
    pieces, features, found, heads = [special.first], [OTHER], [], []
    for paragraph in window:
        for word in paragraph:
            found.append(word)
            heads.append(len(pieces))
            pieces += word.pieces
            features += [word.feature] * len(word.pieces)
        pieces.append(special.after)
        features.append(OTHER)
    return Laid(pieces, features, found, heads)


def torch_run(network):
    """A function from pieces and features to scores, queries and keys of one window."""
    import torch

    def run(pieces, features):
        with torch.inference_mode():
            out = network(torch.tensor([pieces]), torch.tensor([features]))
        return [part[0].float().numpy() for part in out]

    return run


def chain_of(network):
    """How well a tag follows another, and how well it begins: the learned scores under `FOLLOWS`."""
    follow, begin = network.follow.detach().numpy(), network.begin.detach().numpy()
    return np.where(FOLLOWS, follow, -1e9), np.where(FOLLOWS[0], begin, -1e9)


def viterbi(scores, chain):
    """The most probable tags of a sequence."""
    follow, begin = chain
    best = begin + scores[0]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + follow
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    return tags[::-1]


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def spans(tags, kind):
    """The stretches of a kind, as (first word, after last word)."""
    found = []
    for i, tag in enumerate(tags):
        if tag == kind:
            found.append([i, i + 1])
        elif tag == kind + 1:
            found[-1][1] = i + 1
    return found


class Links:
    """The pointers of a window, as log-probabilities over the heads of candidate spans."""

    def __init__(self, laid, queries, keys):
        self.heads, self.queries, self.keys = laid.heads, queries, keys

    def __call__(self, pointer, span, candidates):
        """How probable it is that the span points to each candidate, to none last."""
        part = slice(REACH * POINTERS.index(pointer), REACH * (POINTERS.index(pointer) + 1))
        places = [self.heads[a] for a, _ in candidates] + [NONE]
        heads = [self.heads[w] for w in range(*span)]
        every = log_softmax(self.queries[heads, part] @ self.keys[places, part].T)
        # The first word alone, and all together, count alike.
        return (every[0] + every.mean(0)) / 2


def linked(contents, cues, sources, links):
    """For each content the index of its cue and of its source, or -1: the best pair."""
    cue_source = np.array([links("cue-source", (a, a + 1), sources) for a, _ in cues] or np.zeros((0, len(sources) + 1)))
    # Nothing is known of the source of a cue that is not there.
    cue_source = np.vstack([cue_source, np.full(len(sources) + 1, -np.log(len(sources) + 1))])
    for a in contents:
        to_cue = links("content-cue", a, cues)
        to_source = links("content-source", a, sources)
        both = to_cue[:, None] + to_source[None, :] + cue_source
        cue, source = divmod(int(both.argmax()), len(sources) + 1)
        yield (cue if cue < len(cues) else -1), (source if source < len(sources) else -1)


def of_window(laid, run, chain):
    """The quotations of a window, as lists of (start, end) in code points."""
    if not laid.words:
        return
    scores, _, queries, keys = run(laid.pieces, laid.features)
    tags = viterbi(scores[laid.heads], chain)
    contents, sources, cues = (spans(tags, kind) for kind in (CONTENT, SOURCE, CUE))

    def place(span):
        return [laid.words[span[0]].start, laid.words[span[1] - 1].end]

    joined = {}
    pairs = linked(contents, cues, sources, Links(laid, queries, keys))
    for i, (content, (cue, source)) in enumerate(zip(contents, pairs)):
        # Pieces with the same cue are one quotation.
        quote = joined.setdefault(cue if cue >= 0 else (i, "alone"), {"content": [], "source": [], "cue": []})
        quote["content"].append(place(content))
        if source >= 0 and not quote["source"]:
            quote["source"] = [place(sources[source])]
        if cue >= 0:
            quote["cue"] = [place(cues[cue])]
    yield from joined.values()


def quotations(text, run, tok, chain):
    """The quotations of an article."""
    special = Special.of(tok)
    article = sentences(text, tok)
    found = []
    for window in windows(article, lambda: LONGEST - 6):
        for quote in of_window(lay_out(window, special), run, chain):
            quote = {part: [bare(span, text) for span in spans] for part, spans in quote.items()}
            if any(start < end for start, end in quote["content"]):
                found.append(quote)
    return found
