#!/usr/bin/env python3
"""Trains the branch of the network that judges stances, and grafts it upon the exported network.

    python stances.py --network FOLDER --places places.jsonl --polarity polarity.jsonl --out OUT

FOLDER holds what export.py wrote. Its encoder stays as it is: the branch is one layer more, upon
the mean of two of its layers, and a scorer of who stands where on what. Each line of --places is an
article: "text", "places" (for each candidate the spans of its holder, of the holder's verb and of
its target, [start, end) in code points or null) and "answers" (0 no stance, 1 in favour, 2 against,
3 a stance of neither or both sides). --polarity is as in train.py. OUT gets judged.jsonl, for each
article the scores of its candidates by a branch that has not seen it, and branch.pt, learned from
all; then the branch is written into FOLDER's network.
"""

import argparse
import bisect
import json
import random
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
from network import LAYERS, LONGEST, WIDTH, Layer, Network
from text import windows
from train import load

SEED = 1
BELOW = (2, 4)  # the encoder's layers that the branch reads
ROLES = ("holder", "verb", "target", "head")  # what a word can be of a candidate
WIDE, MIDDLE = 64, 64
EPOCHS, RATE, BATCH = 5, 3e-4, 2500
AVERAGE = 0.995
SIDE_LOSS, TONE_LOSS = 0.5, 0.3


class Branch(nn.Module):
    """A layer upon the encoder, and from it scores of candidates: is it a stance, is it in favour."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([0.2, 1.0]))
        self.layer = Layer()
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(WIDTH, WIDE * len(ROLES))
        self.absent = nn.Parameter(torch.zeros(2, WIDE))  # no holder, no verb in the window
        self.middle = nn.Linear(WIDE, MIDDLE)
        self.answer = nn.Linear(MIDDLE, 2)
        # Only trained beside the others: does a sentence speak of somebody at all.
        self.tone = nn.Linear(MIDDLE, 1)

    def forward(self, below, mask):
        x = (below.float() * self.mix[:, None]).sum(2)
        return self.roles(self.drop(self.layer(x, mask[:, None, None, :])))

    def hidden(self, roles, heads, candidates):
        """Of candidates as rows of window, holder, verb, first and last word of the target, and its
        head; words by the place of their first piece, -1 for none."""
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
        x = role(holder, at_holder, self.absent[0]) + role(verb, at_verb, self.absent[1]) + mean + head[window, last]
        return F.relu(self.middle(self.drop(F.relu(x))))


def vocabulary(folder):
    """The tokenizer of an exported network."""
    names = (folder / "pieces.txt").read_text(encoding="utf-8").split("\n")[:-1]
    tok = Tokenizer(models.WordPiece({name: i for i, name in enumerate(names)}, unk_token="[UNK]"))
    tok.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tok.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tok


def exported(folder):
    """The exported network in 32-bit floats."""
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(folder / "network.onnx").graph.initializer}
    network = Network(len(held["word"]))
    state = network.state_dict()

    def take(name, value):
        state[name] = torch.tensor(np.array(value, np.float32))

    for name in ("word", "feature"):
        take(name + ".weight", held[name] * held[name + "_scale"])
    take("place.weight", held["place"])
    divided = np.repeat([export.SIZE**-0.5, 1.0, 1.0], WIDTH)
    for part in ("norm", *(f"layers.{i}.{norm}" for i in range(LAYERS) for norm in ("norm1", "norm2"))):
        take(part + ".weight", held[part + "_weight"])
        take(part + ".bias", held[part + "_bias"])
    for i in range(LAYERS):
        for name in (f"layers.{i}.{part}" for part in ("qkv", "out", "up", "down")):
            weight = held[name] * held[name + "_scale"]
            weight[held[name + "_far"]] += held[name + "_far_weight"] * held[name + "_far_scale"]
            by = divided if name.endswith("qkv") else 1.0
            take(name + ".weight", (weight / by).T)
            take(name + ".bias", held[name + "_bias"] / by)
    network.load_state_dict(state)
    return network.eval()


def lower_layers(network, laid):
    """What the encoder's lower layers make of windows: [length, layers, width] each, as 16-bit floats."""
    out = [None] * len(laid)
    order = sorted(range(len(laid)), key=lambda i: len(laid[i].pieces))
    for start in range(0, len(order), 16):
        part = [laid[i] for i in order[start : start + 16]]
        pieces, features, mask = padded(part)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            x = network.norm(network.word(pieces) + network.place.weight[: pieces.shape[1]] + network.feature(features))
            kept = []
            for number, layer in enumerate(network.layers[: max(BELOW)], 1):
                x = layer(x, mask[:, None, None, :])
                if number in BELOW:
                    kept.append(x.half())
        for i, row in zip(order[start : start + 16], torch.stack(kept, 2)):
            out[i] = row[: len(laid[i].pieces)].clone()
    return out


def padded(laid):
    length = max(len(one.pieces) for one in laid)
    pieces = torch.tensor([one.pieces + [0] * (length - len(one.pieces)) for one in laid])
    features = torch.tensor([one.features + [3] * (length - len(one.features)) for one in laid])
    return pieces, features, torch.tensor([[i < len(one.pieces) for i in range(length)] for one in laid])


class Window:
    """A window with its candidates: rows as in `Branch.hidden`, and for each its number in the
    article and its answer (or, of texts with a tone, its polarity)."""

    def __init__(self, laid, article, renamed):
        self.laid, self.article, self.renamed = laid, article, renamed
        self.rows, self.numbers, self.answers, self.below = [], [], [], None
        self.starts = [word.start for word in laid.words]
        self.ends = [word.end for word in laid.words]

    def words(self, span):
        """The first and the last word that meet the span, by their first pieces."""
        if span is None:
            return None
        first, after = bisect.bisect_right(self.ends, span[0]), bisect.bisect_left(self.starts, span[1])
        return (self.laid.heads[first], self.laid.heads[after - 1]) if first < after else None

    def add(self, number, holder, verb, target, answer):
        target = self.words(target)
        if target:
            holder, verb = ((self.words(span) or (-1,))[0] for span in (holder, verb))
            self.rows.append((holder, verb, *target))
            self.numbers.append(number)
            self.answers.append(answer)


def laid_out(article, special):
    """The windows of an article, as the program lays them out."""
    return (decode.lay_out(window, special) for window in windows(article, lambda: LONGEST - 6))


def names_of(examples):
    return sorted({word.pieces for example in examples for word in example.names()})


def windows_of(docs, tok):
    special = decode.Special.of(tok)
    examples = [Example(doc["text"], tok) for doc in docs]
    pool, found = names_of(examples), []
    for number, (doc, example) in enumerate(zip(docs, examples)):
        # Nothing is learned of who somebody is: for learning every name is another, in each article
        # its own. Judged is what stands there.
        for renamed in (False, True):
            article = example.renamed(1.0, pool, random.Random(number)) if renamed else example.article
            for laid in laid_out(article, special):
                window = Window(laid, number, renamed)
                for i, (places, answer) in enumerate(zip(doc["places"], doc["answers"])):
                    window.add(i, *places, answer)
                if window.rows:
                    found.append(window)
    return found


def toned_windows(docs, tok):
    special = decode.Special.of(tok)
    examples = [Example(doc["text"], tok) for doc in docs]
    pool, found = names_of(examples), []
    for number, (doc, example) in enumerate(zip(docs, examples)):
        for laid in laid_out(example.renamed(1.0, pool, random.Random(number)), special):
            window = Window(laid, None, False)
            for stance in doc["stances"]:
                window.add(None, None, None, stance["target_span"], ("neutral", "for", "against").index(stance["polarity"]))
            if window.rows:
                found.append(window)
    return found


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


def collate(batch):
    length = max(len(window.laid.pieces) for window in batch)
    below = torch.zeros(len(batch), length, len(BELOW), WIDTH, dtype=torch.half)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    heads = torch.zeros(len(batch), length)
    for i, window in enumerate(batch):
        below[i, : len(window.below)] = window.below
        mask[i, : len(window.below)] = True
        heads[i, window.laid.heads] = 1
    rows = torch.tensor([(i, *row) for i, window in enumerate(batch) for row in window.rows])
    return below, mask, heads, rows, torch.tensor([answer for window in batch for answer in window.answers])


def hidden_of(branch, batch):
    below, mask, heads, rows, answers = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        roles = branch(below, mask)
    return branch.hidden(roles.float(), heads, rows), answers


def side_loss(scores, answers):
    sided = (answers == 1) | (answers == 2)
    if not sided.any():
        return scores.sum() * 0
    return F.binary_cross_entropy_with_logits(scores[sided], (answers[sided] == 1).float())


def trained(network, found, toned):
    """A branch that learned from these windows."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    branch = Branch()
    branch.layer.load_state_dict(network.layers[-1].state_dict())
    rest = [p for name, p in branch.named_parameters() if not name.startswith("layer.")]
    optimizer = torch.optim.AdamW([{"params": branch.layer.parameters(), "lr": RATE}, {"params": rest, "lr": 4 * RATE}], weight_decay=0.01)
    average = {name: value.clone() for name, value in branch.state_dict().items()}
    step, total = 0, EPOCHS * len(batches(found, rng))
    for epoch in range(EPOCHS):
        began, losses = time.time(), []
        main, aside = batches(found, rng), iter(batches(toned, rng))
        for number, batch in enumerate(main):
            hidden, answers = hidden_of(branch, batch)
            stance, side = branch.answer(hidden).T
            loss = 2 * F.binary_cross_entropy_with_logits(stance, (answers > 0).float()) + SIDE_LOSS * side_loss(side, answers)
            if number % 2 == 0 and (batch := next(aside, None)):
                hidden, answers = hidden_of(branch, batch)
                judged = F.binary_cross_entropy_with_logits(branch.tone(hidden)[:, 0], (answers > 0).float())
                loss = loss + TONE_LOSS * (judged + side_loss(branch.answer(hidden)[:, 1], answers))
            rate = min((step + 1) / (total / 16), max(0.02, (total - step) / (total * 15 / 16)))
            for group, base in zip(optimizer.param_groups, (RATE, 4 * RATE)):
                group["lr"] = base * rate
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                for name, value in branch.state_dict().items():
                    average[name].lerp_(value, 1 - keep)
            losses.append(loss.item())
        print(f"epoch {epoch + 1}  loss {np.mean(losses):.4f}  {time.time() - began:.0f} s", flush=True)
    branch.load_state_dict(average)
    return branch.eval()


def judged(branch, found):
    """The scores of the candidates of windows, by article and number."""
    scores = {}
    with torch.inference_mode():
        for window in found:
            hidden, _ = hidden_of(branch, [window])
            for number, row in zip(window.numbers, branch.answer(hidden).tolist()):
                scores[window.article, number] = row
    return scores


def precision(scores, docs):
    """Average precision of what is a stance, and how often the side is right."""
    rows = sorted(((row, docs[article]["answers"][i]) for (article, i), row in scores.items()), key=lambda row: -row[0][0])
    right, sums, sides = 0, 0.0, []
    for place, ((_, side), answer) in enumerate(rows, 1):
        right += answer > 0
        sums += right / place if answer else 0
        sides += [(side > 0) == (answer == 1)] if answer in (1, 2) else []
    return sums / max(1, right), sum(sides) / max(1, len(sides))


def reach_of(branch, found):
    """How far each activation that enters a matrix product of the branch goes."""
    reach = {}

    def watch(name):
        def look(_, given):
            most = given[0].float().abs().amax((0, 1)).numpy()
            reach[name] = np.maximum(reach.get(name, 0), most)

        return look

    parts = [(name, part) for name, part in branch.layer.named_children() if isinstance(part, nn.Linear)]
    hooks = [part.register_forward_pre_hook(watch(f"layers.{LAYERS}.{name}")) for name, part in parts]
    judged(branch, found)
    for hook in hooks:
        hook.remove()
    return reach


def grafted(model, branch, reach):
    """The exported network with the branch upon it; one that was there before is gone."""
    kept = ["tags", "queries", "keys", "begin", "follow"]
    model = onnx.utils.Extractor(model).extract_model(["pieces", "features"], kept)
    state = {name: value.numpy() for name, value in branch.state_dict().items()}
    graph = export.Graph(reach)
    graph.count = 1000 + len(model.graph.node)
    norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    mixed = [graph.add("Mul", norms[2 * layer], graph.weight(f"mix_{layer}", share)) for layer, share in zip(BELOW, state["mix"])]
    layer = {name.replace("layer.", f"layers.{LAYERS}.", 1): value for name, value in state.items()}
    x = graph.layer(LAYERS, graph.add("Add", *mixed), layer)
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
    parser.add_argument("--polarity", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)

    tok, network = vocabulary(args.network), exported(args.network)
    docs = load(args.places)
    found, toned = windows_of(docs, tok), toned_windows(load(args.polarity), tok)
    began = time.time()
    for window, below in zip(found + toned, lower_layers(network, [window.laid for window in found + toned])):
        window.below = below
    print(f"{len(docs)} articles, {len(found)} and {len(toned)} windows, encoded in {time.time() - began:.0f} s", flush=True)

    lessons, texts = ([window for window in found if window.renamed is renamed] for renamed in (True, False))
    scores = {}
    for fold in range(args.folds):
        branch = trained(network, [window for window in lessons if window.article % args.folds != fold], toned)
        unseen = judged(branch, [window for window in texts if window.article % args.folds == fold])
        scores |= unseen
        print("fold %d  average precision %.4f  side right %.4f" % (fold, *precision(unseen, docs)), flush=True)
    with open(args.out / "judged.jsonl", "w", encoding="utf-8") as out:
        for number, doc in enumerate(docs):
            rows = [scores.get((number, i)) for i in range(len(doc["places"]))]
            out.write(json.dumps([row and [round(value, 3) for value in row] for row in rows]) + "\n")
    branch = trained(network, lessons, toned)
    torch.save(branch.state_dict(), args.out / "branch.pt")
    path = args.network / "network.onnx"
    export.save(grafted(onnx.load(path), branch, reach_of(branch, texts[:: export.SAMPLE])), path)


if __name__ == "__main__":
    main()
