#!/usr/bin/env python3
"""Trains the attribution network, and with it the heads for stances.

    python train.py --start PACKAGE/model --train train.jsonl --out FIRST --epochs 5
    python train.py --start PACKAGE/model --train train.jsonl --out SECOND --epochs 2 --rate 1e-4 \
        --begin FIRST/averaged.pt --share 0.5 --seed 11 --stance stances.jsonl --polarity polarity.jsonl

Each line of a JSON Lines file holds one article: "text" and "quotes", each with "content",
"source" and "cue" as lists of [start, end) in code points. An article of --stance has the id of one
of --train, and "actors" (name, aliases) and "stances" (actor, target, position, voice, evidence);
a text of --polarity has "stances" (target_span, polarity). OUT gets tokenizer.json, averaged.pt
(the averaged weights, which export.py takes; now and then, and after each epoch), and after each
epoch state.pt, from which training goes on when the command is given again. Development articles
are only measured.
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
from gold import Example
from network import HEAD_PARTS, LONGEST, POINTERS, REACH, pretrained, tokenizer
from text import windows

SEED = 7
FREQUENT = 10_000  # pieces of the starting vocabulary, which is sorted by frequency, kept anyway
BATCH = 2048  # pieces
POINTER_LOSS, OPINION_LOSS, POLARITY_LOSS = 0.3, 2.0, 0.3
AVERAGE = 0.995  # how much of the averaged weights stays at each step
RENAMED = 0.05  # share of an article's names that are replaced by others in training
RENAMED_STANCE = 0.5  # the same where stances are learned, which must not hang on who it is
STANCE_PASSES = 3  # how often an epoch takes an article with stances
IGNORE = -100
ALLOWED = torch.from_numpy(decode.FOLLOWS)


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


def row_of(laid, known):
    """The tags of the words of a window; what began before the window begins anew at its first word."""
    row = [IGNORE] * len(laid.pieces)
    if known is None:
        return row
    before = 0
    for w, at in zip(laid.words, laid.heads):
        tag = known.get(w.start, 0)
        row[at] = tag - 1 if tag and tag % 2 == 0 and before not in (tag, tag - 1) else tag
        before = tag
    return row


def tensors(window, example, special):
    """A window as lists: pieces, features, and the targets of all heads."""
    laid = decode.lay_out(window, special)
    place = {w.start: at for w, at in zip(laid.words, laid.heads)}
    pointers = [[IGNORE] * len(laid.pieces) for _ in POINTERS]
    polarity = [IGNORE] * len(laid.pieces)
    for w, at in zip(laid.words, laid.heads):
        polarity[at] = example.polarity.get(w.start, IGNORE)
        for name, target in example.links.get(w.start, {}).items():
            pointers[POINTERS.index(name)][at] = 0 if target is None else place.get(target, 0)
    return laid.pieces, laid.features, row_of(laid, example.tags), row_of(laid, example.opinions), polarity, pointers


def batches(examples, pool, special, rng, share):
    """The examples of one epoch, cut into windows of random sizes, in batches of like lengths."""
    cut = []
    for example in examples:
        stance = example.opinions is not None
        if not stance and rng.random() > share:
            continue
        for _ in range(STANCE_PASSES if stance else 1):
            article = example.renamed(RENAMED_STANCE if stance or example.polarity else RENAMED, pool, rng)
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

    def padded(i, filler):
        return torch.tensor([one[i] + [filler] * (length - len(one[i])) for one in batch])

    pointers = [torch.tensor([one[5][i] + [IGNORE] * (length - len(one[5][i])) for one in batch]) for i in range(len(POINTERS))]
    mask = torch.tensor([[i < len(one[0]) for i in range(length)] for one in batch])
    return padded(0, 0), padded(1, 3), mask, padded(2, IGNORE), padded(3, IGNORE), padded(4, IGNORE), pointers


def crf_loss(network, scores, tags):
    """The negative log-likelihood of the tags of the windows, a word (Lafferty et al. 2001)."""
    known = tags != IGNORE
    rows = known.any(1)
    scores, tags, known = scores[rows], tags[rows], known[rows]
    if not len(tags):
        return scores.sum() * 0
    follow = network.follow.masked_fill(~ALLOWED, -1e4)
    begin = network.begin.masked_fill(~ALLOWED[0], -1e4)
    length = known.sum(1)
    longest = int(length.max())
    order = torch.argsort((~known).int(), dim=1, stable=True)[:, :longest]
    scores = scores.gather(1, order[:, :, None].expand(-1, -1, scores.shape[2]))
    tags = tags.gather(1, order)
    real = torch.arange(longest)[None] < length[:, None]
    tags = tags.masked_fill(~real, 0)
    gold = (scores.gather(2, tags[:, :, None]).squeeze(2) * real).sum() + begin[tags[:, 0]].sum()
    gold = gold + (follow[tags[:, :-1], tags[:, 1:]] * real[:, 1:]).sum()
    sums = begin + scores[:, 0]
    for i in range(1, longest):
        then = torch.logsumexp(sums[:, :, None] + follow, 1) + scores[:, i]
        sums = torch.where(real[:, i, None], then, sums)
    return (torch.logsumexp(sums, 1).sum() - gold) / length.sum()


def loss_of(network, batch):
    pieces, features, mask, tags, opinions, polarity, pointers = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        x = network.encode(pieces, features, mask)
        scores, held, queries, keys = network.heads(x)
        judged = network.polarity(x[polarity != IGNORE])
    scores, held, queries, keys = scores.float(), held.float(), queries.float(), keys.float()
    share = (tags != IGNORE).any(1).float().mean()
    loss = share * crf_loss(network, scores, tags)
    words = mask.sum()
    loss = loss + OPINION_LOSS * F.cross_entropy(held.flatten(0, 1), opinions.flatten(), ignore_index=IGNORE, reduction="sum") / words
    if len(judged):
        loss = loss + POLARITY_LOSS * F.cross_entropy(judged.float(), polarity[polarity != IGNORE]) * (1 - share)
    for i, target in enumerate(pointers):
        part = slice(i * REACH, (i + 1) * REACH)
        known = target != IGNORE
        if not known.any():
            continue
        reach = torch.bmm(queries[:, :, part], keys[:, :, part].transpose(1, 2)).masked_fill(~mask[:, None], -1e4)
        every = F.cross_entropy(reach.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="none").view(target.shape)
        # A span's first word counts as much as all its words together.
        first = known & ((opinions if POINTERS[i] == "target-holder" else tags) % 2 == 1)
        part_share = known.any(1).float().mean()
        loss = loss + part_share * POINTER_LOSS * (every[first].sum() / first.sum().clamp(min=1) + every[known].sum() / known.sum()) / 2
    return loss


def optimizer_of(network, rate):
    chain = [network.follow, network.begin]
    heads = [p for name, p in network.named_parameters() if name.split(".")[0] in HEAD_PARTS and all(p is not c for c in chain)]
    known = {id(p) for p in heads + chain}
    encoder = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": 5 * rate}, {"params": chain, "lr": 25 * rate, "weight_decay": 0.0}],
        weight_decay=0.01,
        fused=True,
    )


def begun(network, path):
    """Takes over the weights of an earlier run, which may have had fewer heads."""
    old = torch.load(path, weights_only=True)
    state = network.state_dict()
    for name, value in old.items():
        state[name][tuple(slice(n) for n in value.shape)] = value
    network.load_state_dict(state)


def vocabulary(args):
    docs = load(args.train)
    keep = kept_pieces(args.start / "tokenizer.json", [doc["text"] for doc in docs])
    tok, old_ids = tokenizer(args.start / "tokenizer.json", keep)
    tok.save(str(args.out / "tokenizer.json"))
    return tok, old_ids


def examples_of(args, tok):
    """The texts to learn from, and the names that may stand for others."""
    held = {doc["id"]: doc for doc in load(args.stance)} if args.stance else {}
    examples = []
    for doc in load(args.train):
        example = Example(doc["text"], tok)
        example.attribute(doc["quotes"])
        if doc["id"] in held:
            example.hold(held[doc["id"]], doc["quotes"])
        examples.append(example)
    pool = sorted({w.pieces for example in examples for w in example.names()})
    for doc in load(args.polarity) if args.polarity else []:
        example = Example(doc["text"], tok)
        example.judge(doc["stances"])
        examples.append(example)
    return examples, pool


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    parser.add_argument("--begin", type=Path, help="averaged weights of an earlier run to go on from")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--stance", type=Path)
    parser.add_argument("--polarity", type=Path)
    parser.add_argument("--dev", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--share", type=float, default=1.0, help="how many of the articles without stances an epoch takes")
    parser.add_argument("--steps", type=int, help="stop after so many steps: to try the program")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    seed = args.seed
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)

    tok, old_ids = vocabulary(args)
    special = decode.Special.of(tok)
    examples, pool = examples_of(args, tok)
    print(f"{len(examples)} texts, {tok.get_vocab_size()} pieces in the vocabulary, {len(pool)} names", flush=True)

    network = pretrained(args.start / "model.safetensors", old_ids)
    if args.begin:
        begun(network, args.begin)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    optimizer = optimizer_of(network, args.rate)
    per_epoch = len(batches(examples, pool, special, random.Random(seed), args.share))
    total = args.steps or per_epoch * args.epochs
    warm = max(1, round(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm))))
    epoch, step = 0, 0
    if (args.out / "state.pt").exists():
        state = torch.load(args.out / "state.pt", weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, epoch, step = state["average"], state["epoch"], state["step"]
        torch.manual_seed(seed + 100 * epoch)

    while epoch < args.epochs and step < total:
        network.train()
        began, losses, done = time.time(), [], 0
        for batch in batches(examples, pool, special, random.Random(seed + 100 * epoch), args.share):
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
                print(f"step {step}/{total}  loss {sum(losses[-50:]) / 50:.3f}  {done / (time.time() - began):.0f} pieces/s", flush=True)
            if step % 200 == 0:
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
            score.table(load(path), lambda doc: decode.quotations(doc["text"], decode.torch_run(final), tok, decode.chain_of(final)))


if __name__ == "__main__":
    main()
