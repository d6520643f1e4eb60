#!/usr/bin/env python3
"""Trains the attribution network.

    python train.py --start PACKAGE/model --train train.jsonl --out DIR [--dev dev.jsonl]...

Each line of a JSON Lines file holds one article: "text" and "quotes", each with "content",
"source" and "cue" as lists of [start, end) in code points. DIR gets tokenizer.json,
averaged.pt (the averaged weights, which export.py takes; now and then, and after each epoch), and
after each epoch state.pt, from which training goes on when the command is given again. Development articles are only measured.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from torch.nn import functional as F

import decode
import score
from network import LONGEST, POINTERS, REACH, TAGS, pretrained, tokenizer
from text import CAPITAL, INSIDE, bare, sentences, windows

SEED = 7
FREQUENT = 10_000  # pieces of the starting vocabulary, which is sorted by frequency, kept anyway
BATCH = 2048  # pieces
POINTER_LOSS = 0.3
AVERAGE = 0.995  # how much of the averaged weights stays at each step
RENAMED = 0.15  # share of an article's names that are replaced in training
IGNORE = -100


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def kept_pieces(file, texts):
    """The ids of the pieces that stay: marks and letters, frequent ones, those seen twice."""
    from tokenizers import Tokenizer

    full = Tokenizer.from_file(str(file))
    full.no_padding()
    full.no_truncation()
    seen = Counter(id for text in texts for id in full.encode(text, add_special_tokens=False).ids)
    keep = {full.token_to_id(name) for name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")}
    for name, id in full.get_vocab().items():
        bare = name.removeprefix("##")
        letter = len(bare) == 1 and (ord(bare) < 0x530 or 0x2010 <= ord(bare) <= 0x22FF)
        frequent = 999 <= id < FREQUENT and bare.isascii()
        if letter or frequent or seen[id] >= 2:
            keep.add(id)
    return keep


# Gold ---------------------------------------------------------------------------------------


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


def label(article, doc):
    """For each word of the article, by its start: its tag, and where its pointers go.

    The first word of each piece of content points to the first word of its cue and of its
    source, or to nothing (None); so does the first word of a cue to its source.
    """
    found = [w for paragraph in article for sentence in paragraph for w in sentence]
    tags, links = {}, {}

    def paint(spans, kind):
        heads = []
        for start, end in tidy(spans, doc["text"]):
            inside = [w.start for w in found if w.start < end and w.end > start]
            # Several quotations may share one source: it is tagged once.
            fresh = [at for at in inside if at not in tags]
            for i, at in enumerate(fresh):
                tags[at] = TAGS.index(("B-" if i == 0 else "I-") + kind)
            heads += inside[:1]
        return heads

    for quote in doc["quotes"]:
        source = paint(quote["source"], "source")
        cue = paint(quote["cue"], "cue")
        content = paint(quote["content"], "content")
        to_source, to_cue = next(iter(source), None), next(iter(cue), None)
        for at in content:
            links[at] = {"content-cue": to_cue, "content-source": to_source}
        for at in cue[:1]:
            links.setdefault(at, {"cue-source": to_source})
    return tags, links


class Example:
    """An article ready for training."""

    def __init__(self, doc, tok):
        self.article = sentences(doc["text"], tok)
        self.tags, self.links = label(self.article, doc)

    def names(self):
        """The capitalised words that do not begin a sentence."""
        for paragraph in self.article:
            for sentence in paragraph:
                yield from (w for w in sentence[1:] if w.feature % INSIDE == CAPITAL)

    def renamed(self, pool, rng):
        """The article with some names replaced by others, the same one everywhere."""
        known = {w.pieces for w in self.names()}
        other = {pieces: rng.choice(pool) for pieces in sorted(known) if rng.random() < RENAMED}

        def rename(w):
            if w.feature % INSIDE != CAPITAL or w.pieces not in other:
                return w
            return type(w)(w.start, w.end, other[w.pieces], w.feature)

        return [[[rename(w) for w in sentence] for sentence in paragraph] for paragraph in self.article]


def tensors(window, example, special):
    """A window as lists: pieces, features, tags, and the targets of the three pointers."""
    laid = decode.lay_out(window, special)
    pieces, features = laid.pieces, laid.features
    tags = [IGNORE] * len(pieces)
    place = {w.start: at for w, at in zip(laid.words, laid.heads)}
    pointers = [[IGNORE] * len(pieces) for _ in POINTERS]
    before = 0
    for w, at in zip(laid.words, laid.heads):
        tag = example.tags.get(w.start, 0)
        # What began before the window begins anew at its first word.
        tags[at] = tag - 1 if tag and tag % 2 == 0 and before not in (tag, tag - 1) else tag
        before = tag
        for name, target in example.links.get(w.start, {}).items():
            pointers[POINTERS.index(name)][at] = 0 if target is None else place.get(target, 0)
    return pieces, features, tags, pointers


def batches(examples, pool, special, rng):
    """The examples of one epoch, cut into windows of random sizes, in batches of like lengths."""
    cut = []
    for example in examples:
        article = example.renamed(pool, rng)
        for window in windows(article, lambda: rng.randint(60, LONGEST - 6)):
            cut.append(tensors(window, example, special))
    rng.shuffle(cut)
    for start in range(0, len(cut), 512):
        cut[start : start + 512] = sorted(cut[start : start + 512], key=lambda one: len(one[0]))
    out, batch = [], []
    for one in cut:
        longest = max([len(one[0])] + [len(other[0]) for other in batch])
        if batch and longest * (len(batch) + 1) > BATCH:
            out.append(batch)
            batch = []
        batch.append(one)
    out.append(batch)
    rng.shuffle(out)
    return out


def collate(batch):
    length = max(len(one[0]) for one in batch)

    def padded(rows, filler):
        return torch.tensor([row + [filler] * (length - len(row)) for row in rows])

    pieces = padded([one[0] for one in batch], 0)
    features = padded([one[1] for one in batch], 3)
    tags = padded([one[2] for one in batch], IGNORE)
    pointers = [padded([one[3][i] for one in batch], IGNORE) for i in range(len(POINTERS))]
    mask = torch.tensor([[i < len(one[0]) for i in range(length)] for one in batch])
    return pieces, features, mask, tags, pointers


# Training -----------------------------------------------------------------------------------


def loss_of(network, batch):
    pieces, features, mask, tags, pointers = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores, queries, keys = network(pieces, features, mask)
    scores, queries, keys = scores.float(), queries.float(), keys.float()
    loss = F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORE)
    for i, target in enumerate(pointers):
        row, at = (target != IGNORE).nonzero(as_tuple=True)
        if len(row):
            part = slice(i * REACH, (i + 1) * REACH)
            reach = torch.einsum("nd,nld->nl", queries[row, at, part], keys[row, :, part])
            reach = reach.masked_fill(~mask[row], -1e4)
            loss = loss + POINTER_LOSS * F.cross_entropy(reach, target[row, at])
    return loss


def optimizer_of(network):
    heads = [p for name, p in network.named_parameters() if name.split(".")[0] in ("feature", "tags", "query", "key")]
    known = {id(p) for p in heads}
    encoder = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": 2e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01, fused=True
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--steps", type=int, help="stop after so many steps: to try the program")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)

    docs = load(args.train)
    keep = kept_pieces(args.start / "tokenizer.json", [doc["text"] for doc in docs])
    tok, old_ids = tokenizer(args.start / "tokenizer.json", keep)
    tok.save(str(args.out / "tokenizer.json"))
    special = decode.Special.of(tok)
    examples = [Example(doc, tok) for doc in docs]
    pool = sorted({w.pieces for example in examples for w in example.names()})
    print(f"{len(docs)} articles, {tok.get_vocab_size()} pieces in the vocabulary, {len(pool)} names", flush=True)

    network = pretrained(args.start / "model.safetensors", old_ids)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    optimizer = optimizer_of(network)
    per_epoch = len(batches(examples, pool, special, random.Random(SEED)))
    total = args.steps or per_epoch * args.epochs
    warm = max(1, round(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )
    epoch, step = 0, 0
    if (args.out / "state.pt").exists():
        state = torch.load(args.out / "state.pt", weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, epoch, step = state["average"], state["epoch"], state["step"]
        torch.manual_seed(SEED + epoch)

    while epoch < args.epochs and step < total:
        network.train()
        began, losses, done = time.time(), [], 0
        for batch in batches(examples, pool, special, random.Random(SEED + epoch)):
            if step >= total:
                break
            loss = loss_of(network, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            keep_share = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    average[name].lerp_(value, 1 - keep_share)
            losses.append(loss.item())
            done += sum(len(one[0]) for one in batch)
            if step % 50 == 0:
                speed = done / (time.time() - began)
                print(f"step {step}/{total}  loss {sum(losses[-50:]) / 50:.3f}  {speed:.0f} pieces/s", flush=True)
            if step % 100 == 0:
                torch.save(average, args.out / "averaged.pt")
        epoch += 1
        torch.save(average, args.out / "averaged.pt")
        torch.save(average, args.out / f"averaged-{epoch}.pt")
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        state |= {"schedule": schedule.state_dict(), "average": average, "epoch": epoch, "step": step}
        torch.save(state, args.out / "state.pt")
        final = pretrained(args.start / "model.safetensors", old_ids)
        final.load_state_dict(average)
        final.eval()
        for path in args.dev:
            print(f"epoch {epoch}  {path}", flush=True)
            score.table(load(path), lambda doc: decode.quotations(doc["text"], decode.torch_run(final), tok))


if __name__ == "__main__":
    main()
