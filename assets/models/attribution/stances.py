#!/usr/bin/env python3
"""Goes on with the exported network: a branch that judges stances, and an encoder that serves both.

    python stances.py --network BASE --places places.jsonl --quotes train.jsonl --out FOLDER

BASE holds what export.py wrote. The branch is one layer more, upon a mix of the encoder's layers,
and a scorer of who stands where on what; the encoder's upper layers learn along, from stances and
from quotations. Each line of --places is an article: "text", "places" (for each candidate the spans
of its holder, of the holder's verb and of its target, [start, end) in code points or null),
"answers" (0 no stance, 1 in favour, 2 against, 3 one whose side is not told, 4 an open one), "worth"
(how right it is, from 0 to 1) and "quotes", as the program found them; where --quotes has the same
text, its quotes count. A text of a single line teaches no quotations.

Two networks learn, each from half of the articles, and judge the other half: FOLDER gets
judged.jsonl, for each article the scores of its candidates by the network that has not seen it. Their
mean is the network that FOLDER gets (network.onnx, network.onnx.data, pieces.txt). What they learned
lies in FOLDER too (half0.pt, half1.pt); where it does, they only judge. With --beside, FOLDER
gets the mean of that mean and of an exported network that has a branch already. With --half N only
that one learns, on one core, and nothing else is done: so both can learn side by side.
"""

import argparse
import bisect
import json
import random
import shutil
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import nn
from torch.nn import functional as F

import decode
import export
from gold import Example
from network import LAYERS, LONGEST, REACH, WIDTH, Layer, Network
from text import windows
from train import IGNORE, POINTER_LOSS, crf_loss, load, tensors

SEED = 1
HALVES = 2
FIXED = 2  # the encoder's layers that stay as they are
BELOW = (2, 4, 6)  # those that the branch reads
ROLES = ("holder", "verb", "target", "head")  # what a word can be of a candidate
WIDE, MIDDLE = 64, 64
EPOCHS, BATCH = 3, 1000
RATE, BRANCH_RATE = 1e-4, 3e-4
AVERAGE = 0.998
SIDE_LOSS, OPEN_LOSS = 0.8, 0.5


class Branch(nn.Module):
    """A layer upon the encoder, and from it scores of candidates: is it a stance, is it in favour,
    is it an open one."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([0.2, 0.5, 0.5]))
        self.layer = Layer()
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(WIDTH, WIDE * len(ROLES))
        self.absent = nn.Parameter(torch.zeros(2, WIDE))  # no holder, no verb in the window
        self.middle = nn.Linear(3 * WIDE, MIDDLE)
        self.answer = nn.Linear(MIDDLE, 3)

    def forward(self, below, mask):
        x = (below * self.mix[:, None]).sum(2)
        return self.roles(self.drop(self.layer(x, mask[:, None, None, :])))

    def hidden(self, roles, heads, candidates):
        """Of candidates as rows of window, holder, verb, first and last word of the target; words
        by the place of their first piece, -1 for none."""
        holder, verb, target, head = roles.split(WIDE, dim=-1)
        window, at_holder, at_verb, first, last = candidates.T

        def role(of, at, absent):
            return torch.where((at >= 0)[:, None], of[window, at.clamp(min=0)], absent)

        # The mean over the words of the target, by sums over what comes before them.
        zero = target.new_zeros(len(target), 1, WIDE)
        sums = torch.cat([zero, (target * heads[:, :, None]).cumsum(1)], 1)
        counts = torch.cat([heads.new_zeros(len(heads), 1), heads.cumsum(1)], 1)
        count = (counts[window, last + 1] - counts[window, first]).clamp(min=1)
        mean = (sums[window, last + 1] - sums[window, first]) / count[:, None]
        aim = mean + head[window, last]
        holder, verb = role(holder, at_holder, self.absent[0]), role(verb, at_verb, self.absent[1])
        x = torch.cat([F.relu(holder + verb + aim), holder * aim, verb * aim], -1)
        return F.relu(self.middle(self.drop(x)))


class Both(nn.Module):
    """The network with the branch upon it."""

    def __init__(self, network):
        super().__init__()
        self.network, self.branch = network, Branch()
        self.branch.layer.load_state_dict(network.layers[-1].state_dict())
        for layer in (*network.layers, self.branch.layer):
            layer.overlook = 0.0  # to drop parts of it makes attention twice as slow

    def forward(self, pieces, features, mask):
        """What the encoder makes of windows, and what the branch does."""
        network, kept = self.network, []
        x = network.norm(network.word(pieces) + network.place.weight[: pieces.shape[1]] + network.feature(features))
        for number, layer in enumerate(network.layers, 1):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number > FIXED):
                x = layer(x, mask[:, None, None, :])
            if number in BELOW:
                kept.append(x)
        return x, self.branch(torch.stack(kept, 2), mask)

    def taught(self):
        """The parameters that learn, in groups with their rates."""
        network, layer = self.network, self.branch.layer
        upper = [p for own in network.layers[FIXED:] for p in own.parameters()]
        rest = [p for name, p in self.branch.named_parameters() if not name.startswith("layer.")]
        return [group(upper, RATE), *groups_of(network), group(layer.parameters(), BRANCH_RATE), group(rest, 4 * BRANCH_RATE)]


def group(params, rate):
    """Parameters that learn at a rate."""
    return {"params": list(params), "lr": rate, "base": rate}


def groups_of(network):
    """The heads of quotations, with their rates."""
    heads = [p for head in (network.tags, network.query, network.key) for p in head.parameters()]
    return [group(heads, 3 * RATE), group([network.follow, network.begin], 10 * RATE)]


def vocabulary(folder):
    """The tokenizer of an exported network."""
    names = (folder / "pieces.txt").read_text(encoding="utf-8").split("\n")[:-1]
    tok = Tokenizer(models.WordPiece({name: i for i, name in enumerate(names)}, unk_token="[UNK]"))
    tok.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tok.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tok


def held_by(folder):
    """The tensors of an exported network by name."""
    return {t.name: numpy_helper.to_array(t) for t in onnx.load(folder / "network.onnx").graph.initializer}


def layer_of(held, number):
    """An exported layer in 32-bit floats, by the names of its parts."""
    state = {f"{norm}.{part}": held[f"layers.{number}.{norm}_{part}"] for norm in ("norm1", "norm2") for part in ("weight", "bias")}
    divided = np.repeat([export.SIZE**-0.5, 1.0, 1.0], WIDTH)
    for part in ("qkv", "out", "up", "down"):
        name = f"layers.{number}.{part}"
        weight = held[name] * held[name + "_scale"]
        weight[held[name + "_far"]] += held[name + "_far_weight"] * held[name + "_far_scale"]
        by = divided if part == "qkv" else 1.0
        state |= {f"{part}.weight": (weight / by).T, f"{part}.bias": held[name + "_bias"] / by}
    return {part: torch.tensor(np.array(value, np.float32)) for part, value in state.items()}


def exported(folder):
    """The exported network in 32-bit floats."""
    held = held_by(folder)
    network = Network(len(held["word"]))
    state = network.state_dict()

    def take(name, value):
        value = torch.tensor(np.array(value, np.float32))
        state[name][: len(value)] = value  # the heads for stances stayed behind

    for name in ("word", "feature"):
        take(name + ".weight", held[name] * held[name + "_scale"])
    take("place.weight", held["place"])
    for part in ("weight", "bias"):
        take("norm." + part, held["norm_" + part])
    for number in range(LAYERS):
        state |= {f"layers.{number}.{part}": value for part, value in layer_of(held, number).items()}
    for name, head, by in (("tags", "tags", 1), ("query", "query", REACH**0.5), ("key", "key", 1)):
        take(name + ".weight", held[head + "_head_weight"].T * by)
        take(name + ".bias", held[head + "_head_bias"] * by)
    for name in ("begin", "follow"):
        take(name, held[name + "_scores"])
    network.load_state_dict(state)
    return network


def branched(folder):
    """The exported network with the branch that it has."""
    both, held = Both(exported(folder)), held_by(folder)
    state = {f"layer.{part}": value for part, value in layer_of(held, LAYERS).items()}
    state |= {f"roles.{part}": torch.tensor(held[f"roles_{part}"]) for part in ("weight", "bias")}
    state["roles.weight"] = state["roles.weight"].T
    state["mix"] = torch.tensor([float(held[f"mix_{layer}"]) for layer in BELOW])
    for name in ("absent", "middle.weight", "middle.bias", "answer.weight", "answer.bias"):
        state[name] = torch.tensor(held[name + "_of_branch"])
    both.branch.load_state_dict(state)
    return both


class Article:
    """An article with its candidates."""

    def __init__(self, number, doc, quotes, tok):
        self.number, self.places = number, doc["places"]
        self.answers = list(zip(doc["answers"], doc["worth"]))
        self.example = Example(doc["text"], tok)
        self.gold = quotes is not None
        if "\n" in doc["text"]:
            self.example.attribute(quotes if self.gold else doc["quotes"])

    def windows(self, special, other=None):
        """Its windows, laid out as the program does, with what there is to learn; or those of an
        article of other words."""
        for window in windows(other or self.example.article, lambda: LONGEST - 6):
            yield Window(window, self, special)


class Window:
    """A window with its candidates: rows as in `Branch.hidden`, and for each its number in the
    article and its answer with what it is worth."""

    def __init__(self, window, article, special):
        self.laid, self.article = decode.lay_out(window, special), article
        self.rows, self.numbers, self.answers = [], [], []
        self.starts = [word.start for word in self.laid.words]
        self.ends = [word.end for word in self.laid.words]
        _, _, self.tags, _, _, pointers = tensors(window, article.example, special)
        self.pointers = pointers[: len(export.EXPORTED)]
        for number, (places, answer) in enumerate(zip(article.places, article.answers)):
            holder, verb, target = map(self.words, places)
            # A target that stands in two windows is looked at where it begins.
            if target and places[2][0] >= self.starts[0]:
                self.rows.append(((holder or (-1,))[0], (verb or (-1,))[0], *target))
                self.numbers.append(number)
                self.answers.append(answer)

    def words(self, span):
        """The first and the last word that meet the span, by their first pieces."""
        if span is None:
            return None
        first, after = bisect.bisect_right(self.ends, span[0]), bisect.bisect_left(self.starts, span[1])
        return (self.laid.heads[first], self.laid.heads[after - 1]) if first < after else None


def articles_of(docs, quotes, tok):
    known = {doc["text"]: doc["quotes"] for doc in quotes}
    return [Article(i, doc, known.get(doc["text"]), tok) for i, doc in enumerate(docs)]


def renamed(articles, special, rng):
    """The windows of articles. Nothing is learned of who somebody is: every name is another, in each
    article its own."""
    pool = sorted({word.pieces for article in articles for word in article.example.names()})
    return [
        window
        for article in articles
        for window in article.windows(special, article.example.renamed(1.0, pool, rng))
    ]


def batches(found, rng):
    found = rng.sample(found, len(found))
    for start in range(0, len(found), 512):
        found[start : start + 512] = sorted(found[start : start + 512], key=lambda window: len(window.laid.pieces))
    out = [[]]
    for window in found:
        if out[-1] and max(len(one.laid.pieces) for one in [*out[-1], window]) * (len(out[-1]) + 1) > BATCH:
            out.append([])
        out[-1].append(window)
    rng.shuffle(out)
    return out


class Batch:
    """Windows as tensors."""

    def __init__(self, found):
        length = max(len(window.laid.pieces) for window in found)

        def padded(rows, filler):
            return torch.tensor([row + [filler] * (length - len(row)) for row in rows])

        self.pieces = padded([window.laid.pieces for window in found], 0)
        self.features = padded([window.laid.features for window in found], decode.OTHER)
        self.mask = padded([[True] * len(window.laid.pieces) for window in found], False)
        self.tags = padded([window.tags for window in found], IGNORE)
        self.pointers = [padded([window.pointers[i] for window in found], IGNORE) for i in range(len(export.EXPORTED))]
        self.heads = torch.zeros(len(found), length)
        for i, window in enumerate(found):
            self.heads[i, window.laid.heads] = 1
        rows = [(i, *row) for i, window in enumerate(found) for row in window.rows]
        self.rows = torch.tensor(rows, dtype=torch.long).reshape(-1, 5)
        self.answers = torch.tensor([pair for window in found for pair in window.answers]).reshape(-1, 2)

    def run(self, both):
        """What the encoder makes of it, and what is hidden in its candidates."""
        x, roles = both(self.pieces, self.features, self.mask)
        return x, both.branch.hidden(roles, self.heads, self.rows)


def attribution_loss(network, x, batch):
    """What train.py learns quotations by."""
    scores, _, queries, keys = network.heads(x)
    loss = crf_loss(network, scores, batch.tags)
    for i, target in enumerate(batch.pointers):
        part, known = slice(i * REACH, (i + 1) * REACH), target != IGNORE
        if known.any():
            reach = torch.bmm(queries[:, :, part], keys[:, :, part].transpose(1, 2)).masked_fill(~batch.mask[:, None], -1e4)
            every = F.cross_entropy(reach.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="none").view(target.shape)
            first = known & (batch.tags % 2 == 1)
            loss = loss + POINTER_LOSS * (every[first].sum() / first.sum().clamp(min=1) + every[known].sum() / known.sum()) / 2
    return loss


def asked(scores, right, among=slice(None)):
    """The loss of a question that is asked of some candidates alone."""
    if not len(scores[among]):
        return scores.sum() * 0
    return F.binary_cross_entropy_with_logits(scores[among], right[among].float())


def stance_loss(branch, hidden, answers):
    (stance, side, open_), (answers, worth) = branch.answer(hidden).T, answers.T
    sided = (answers == 1) | (answers == 2)
    loss = 2 * asked(stance, worth) + SIDE_LOSS * asked(side, answers == 1, sided)
    return loss + OPEN_LOSS * asked(open_, answers == 4, answers > 0)


def trained(folder, articles, special):
    """A network with a branch that learned from these articles."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    both = Both(exported(folder)).requires_grad_(False).train()
    groups = both.taught()
    for group in groups:
        for parameter in group["params"]:
            parameter.requires_grad_(True)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    taught = {name: p for name, p in both.named_parameters() if p.requires_grad}
    average = {name: p.detach().clone() for name, p in taught.items()}
    step, total = 0, 0
    for epoch in range(EPOCHS):
        began, losses = time.time(), []
        main = batches(renamed(articles, special, rng), rng)
        total = total or EPOCHS * len(main)
        for number, own in enumerate(main):
            batch = Batch(own)
            x, hidden = batch.run(both)
            parts = [stance_loss(both.branch, hidden, batch.answers), attribution_loss(both.network, x, batch)]
            rate = min((step + 1) / (total / 16), max(0.02, (total - step) / (total * 15 / 16)))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            optimizer.zero_grad()
            sum(parts).backward()
            nn.utils.clip_grad_norm_(taught.values(), 1.0)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                for name, p in taught.items():
                    average[name].lerp_(p, 1 - keep)
            losses.append([part.item() for part in parts])
            if number % 100 == 0:
                print(f"  {number} of {len(main)}  losses {np.mean(losses[-50:], 0).round(4)}  {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}  losses {np.mean(losses, 0).round(4)}  {time.time() - began:.0f} s", flush=True)
    both.load_state_dict(both.state_dict() | average)
    return both.eval()


def settled(network, articles, special):
    """Teaches the heads of quotations once more, upon an encoder that is the mean of two."""
    network.eval().requires_grad_(False)
    for parameter in (p for group in groups_of(network) for p in group["params"]):
        parameter.requires_grad_(True)
    optimizer = torch.optim.AdamW(groups_of(network))
    found = batches([window for article in articles for window in article.windows(special)], random.Random(SEED))
    for number, own in enumerate(found):
        batch = Batch(own)
        with torch.no_grad():
            x = network.encode(batch.pieces, batch.features, batch.mask)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * (1 - number / len(found))
        optimizer.zero_grad()
        attribution_loss(network, x, batch).backward()
        optimizer.step()


def judged(both, articles, special):
    """The scores of the candidates of articles, by article and number."""
    scores = {}
    found = sorted((window for article in articles for window in article.windows(special)), key=lambda window: len(window.laid.pieces))
    with torch.inference_mode():
        for start in range(0, len(found), 8):
            part = [window for window in found[start : start + 8] if window.rows]
            if part:
                _, hidden = Batch(part).run(both)
                places = [(window.article.number, number) for window in part for number in window.numbers]
                scores |= zip(places, both.branch.answer(hidden).tolist())
    return scores


def precision(scores, articles):
    """Average precision of what is a stance, how often the side is right, and average precision of
    what is open among what is a stance."""
    rows = [(row, *articles[article].answers[i]) for (article, i), row in scores.items()]
    sides = [(row[1] > 0) == (answer == 1) for row, answer, _ in rows if answer in (1, 2)]
    opens = [(row[2], answer == 4) for row, answer, _ in rows if answer > 0]
    return average_precision([(row[0], answer > 0) for row, answer, _ in rows]), np.mean(sides), average_precision(opens)


def average_precision(rows):
    right = np.array([right for _, right in sorted(rows, key=lambda row: -row[0])])
    return (right.cumsum() / (np.arange(len(right)) + 1))[right].mean()


def reach_of(both, found):
    """How far each activation that enters a matrix product goes."""
    reach, hooks = {}, []
    layers = {f"layers.{i}": layer for i, layer in enumerate([*both.network.layers, both.branch.layer])}

    def watch(name):
        def look(_, given):
            most = given[0].float().abs().amax((0, 1)).numpy()
            reach[name] = np.maximum(reach.get(name, 0), most)

        return look

    for at, layer in layers.items():
        for name, part in layer.named_children():
            if isinstance(part, nn.Linear):
                hooks.append(part.register_forward_pre_hook(watch(f"{at}.{name}")))
    with torch.inference_mode():
        for window in found:
            Batch([window]).run(both)
    for hook in hooks:
        hook.remove()
    return reach


def grafted(both, reach):
    """The exported network with the branch upon it."""
    model = export.build({name: value.numpy() for name, value in both.network.state_dict().items()}, reach)
    state = {name: value.numpy() for name, value in both.branch.state_dict().items()}
    graph = export.Graph(reach)
    graph.count = 1000 + len(model.graph.node)
    norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    mixed = [graph.add("Mul", norms[2 * layer], graph.weight(f"mix_{layer}", share)) for layer, share in zip(BELOW, state["mix"])]
    x = mixed[0]
    for other in mixed[1:]:
        x = graph.add("Add", x, other)
    layer = {name.replace("layer.", f"layers.{LAYERS}.", 1): value for name, value in state.items()}
    x = graph.layer(LAYERS, x, layer)
    outputs = {"roles": graph.head("roles", x, state["roles.weight"], state["roles.bias"])}
    for name in ("absent", "middle.weight", "middle.bias", "answer.weight", "answer.bias"):
        outputs[name.replace(".", "_")] = graph.weight(name + "_of_branch", state[name])
    shapes = {"roles": ["length", WIDE * len(ROLES)]}
    known = {tensor.name for tensor in model.graph.initializer}
    model.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in graph.weights.items() if name not in known)
    for name, inner in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [inner], [name], name=name))
        shape = shapes.get(name) or list(graph.weights[inner].shape)
        model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))
    model.graph.node.extend(graph.nodes)
    onnx.checker.check_model(model, full_check=True)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--places", type=Path, required=True)
    parser.add_argument("--quotes", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--half", type=int)
    args = parser.parse_args()
    torch.set_num_threads(2 if args.half is None else 1)
    args.out.mkdir(parents=True, exist_ok=True)

    tok = vocabulary(args.network)
    special = decode.Special.of(tok)
    articles = articles_of(load(args.places), load(args.quotes), tok)
    runs, scores = [], {}
    for half in range(HALVES) if args.half is None else [args.half]:
        kept = args.out / f"half{half}.pt"
        if kept.exists():
            print(f"{kept} has learned already", flush=True)
            both = Both(exported(args.network)).eval()
            both.load_state_dict(torch.load(kept, weights_only=True))
        else:
            both = trained(args.network, [a for a in articles if a.number % HALVES != half], special)
            torch.save(both.state_dict(), kept)
        if args.half is not None:
            return
        runs.append(both.state_dict())
        unseen = judged(both, [a for a in articles if a.number % HALVES == half], special)
        scores |= unseen
        print("half %d  average precision %.4f  side right %.4f  average precision of open %.4f" % (half, *precision(unseen, articles)), flush=True)
    with open(args.out / "judged.jsonl", "w", encoding="utf-8") as out:
        for article in articles:
            rows = [scores.get((article.number, i)) for i in range(len(article.places))]
            out.write(json.dumps([row and [round(value, 3) for value in row] for row in rows]) + "\n")
    both.load_state_dict(export.mean(runs))
    settled(both.network, [article for article in articles if article.gold], special)
    if args.beside:
        both.load_state_dict(export.mean([both.state_dict(), branched(args.beside).state_dict()]))
    sample = [window for article in articles[:: export.SAMPLE] for window in article.windows(special)]
    export.save(grafted(both, reach_of(both, sample)), args.out / "network.onnx")
    shutil.copy(args.network / "pieces.txt", args.out / "pieces.txt")


if __name__ == "__main__":
    main()
