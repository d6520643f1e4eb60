#!/usr/bin/env python3
"""Writes the trained network as eight-bit ONNX.

    python export.py --model DIR --weights averaged.pt... --train train.jsonl --out FOLDER
        [--dev dev.jsonl]...

DIR is what train.py wrote; of several weights their mean is taken. FOLDER gets network.onnx (the graph), network.onnx.data (its weights,
apart so that a program can use them where they lie), and pieces.txt (the vocabulary, a piece a
line). Weights of matrix products are signed integers of seven bits with a scale for each column,
so that no processor's eight-bit products overflow; activations are quantised as they come, but for
the few that reach farthest (on some articles of the training set): these stay 32-bit floats, lest
the scale be made for them alone. Embeddings have eight bits and a scale for each row; the heads
stay 32-bit floats.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

import decode
import score
from network import HEADS, LAYERS, POINTERS, REACH, WIDTH, Network
from train import load

OPSET = 20
ALIGNED = 64  # bytes
SIZE = WIDTH // HEADS
EXPORTED = [name for name in POINTERS if name != "target-holder"]  # the heads for stances stay behind
FAR = 32  # activations of each product that stay floats: they reach far beyond the others
SAMPLE = 20  # every so many articles of the training set are read to find them


def quantised(weight, limit, axis):
    """`weight` as int8 within ±`limit`, and its scales along the other axis than `axis`."""
    scale = np.maximum(np.abs(weight).max(axis, keepdims=True), 1e-12) / limit
    whole = np.clip(np.rint(weight / scale), -limit, limit).astype(np.int8)
    return whole, scale.squeeze(axis).astype(np.float32)


class Graph:
    """An ONNX graph in the making: each call adds a node and returns the name of its output."""

    def __init__(self, reach):
        self.reach = reach
        self.nodes, self.weights, self.count = [], {}, 0

    def weight(self, name, value):
        self.weights[name] = np.asarray(value, order="C")
        return name

    def whole(self, *values):
        name = "whole_" + "_".join(map(str, values)).replace("-", "m")
        return self.weight(name, np.array(values, np.int64))

    def add(self, op, *inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"{op}_{self.count}" + (f"_{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, name=names[0], **attributes))
        return names[0] if outputs == 1 else names

    def embedding(self, name, table, ids):
        """Rows of an eight-bit table, as floats."""
        whole, scale = quantised(table, 127, 1)
        rows = self.add("Gather", self.weight(name, whole), ids)
        rows = self.add("Cast", rows, to=TensorProto.FLOAT)
        scales = self.add("Gather", self.weight(name + "_scale", scale[:, None]), ids)
        return self.add("Mul", rows, scales)

    def product(self, name, x, weight, bias):
        """`x` times a matrix, plus the bias: eight bits by seven, but for what reaches far."""
        far = np.sort(np.argsort(-self.reach[name])[:FAR])
        near = np.ones(len(self.reach[name]), np.float32)
        near[far] = 0
        apart = self.add("Gather", x, self.weight(name + "_far", far), axis=1)
        whole, scales = quantised(weight[:, far].T, 127, 0)
        whole = self.add("Cast", self.weight(name + "_far_weight", whole), to=TensorProto.FLOAT)
        apart = self.add("Mul", self.add("MatMul", apart, whole), self.weight(name + "_far_scale", scales))
        x = self.add("Mul", x, self.weight(name + "_near", near))
        x, scale, zero = self.add("DynamicQuantizeLinear", x, outputs=3)
        whole, scales = quantised((weight * near).T, 63, 0)
        out = self.add("MatMulInteger", x, self.weight(name, whole), zero, self.weight("zero", np.array(0, np.int8)))
        out = self.add("Cast", out, to=TensorProto.FLOAT)
        out = self.add("Mul", out, self.add("Mul", scale, self.weight(name + "_scale", scales)))
        return self.add("Add", self.add("Add", out, self.weight(name + "_bias", bias)), apart)

    def norm(self, name, x, state):
        weight = self.weight(name + "_weight", state[name + ".weight"])
        bias = self.weight(name + "_bias", state[name + ".bias"])
        return self.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def layer(self, i, x, state):
        at = f"layers.{i}."
        # A score is divided by the root of the width: in the query's weights already.
        divide = np.repeat([SIZE**-0.5, 1.0, 1.0], WIDTH).astype(np.float32)
        weight, bias = state[at + "qkv.weight"] * divide[:, None], state[at + "qkv.bias"] * divide
        whole = self.product(at + "qkv", x, weight, bias)
        whole = self.add("Reshape", whole, self.whole(0, 3, HEADS, SIZE))
        q, k, v = (
            self.add("Transpose", self.add("Squeeze", part, self.whole(1)), perm=perm)
            for part, perm in zip(self.add("Split", whole, outputs=3, axis=1, num_outputs=3), ([1, 0, 2], [1, 2, 0], [1, 0, 2]))
        )
        seen = self.add("Softmax", self.add("MatMul", q, k), axis=-1)
        seen = self.add("Transpose", self.add("MatMul", seen, v), perm=[1, 0, 2])
        seen = self.add("Reshape", seen, self.whole(0, WIDTH))
        out = self.product(at + "out", seen, state[at + "out.weight"], state[at + "out.bias"])
        x = self.norm(at + "norm1", self.add("Add", x, out), state)
        up = self.product(at + "up", x, state[at + "up.weight"], state[at + "up.bias"])
        up = self.add("Gelu", up)
        down = self.product(at + "down", up, state[at + "down.weight"], state[at + "down.bias"])
        return self.norm(at + "norm2", self.add("Add", x, down), state)

    def head(self, name, x, weight, bias):
        out = self.add("MatMul", x, self.weight(name + "_weight", weight.T))
        return self.add("Add", out, self.weight(name + "_bias", bias))


def reach_of(network, tok, docs):
    """How far each activation that enters a matrix product goes, over some articles."""
    reach = {}

    def watch(name):
        def look(_, given):
            most = given[0].abs().amax((0, 1)).numpy()
            reach[name] = np.maximum(reach.get(name, 0), most)

        return look

    hooks = [
        part.register_forward_pre_hook(watch(f"layers.{i}.{name}"))
        for i, layer in enumerate(network.layers)
        for name, part in layer.named_children()
        if isinstance(part, torch.nn.Linear)
    ]
    for doc in docs:
        decode.quotations(doc["text"], decode.torch_run(network), tok, decode.chain_of(network))
    for hook in hooks:
        hook.remove()
    return reach


def build(state, reach):
    """The whole network as a model; one window at a time, so that nothing is padded."""
    g = Graph(reach)
    x = g.add("Add", g.embedding("word", state["word.weight"], "pieces"), g.embedding("feature", state["feature.weight"], "features"))
    place = g.weight("place", state["place.weight"])
    x = g.add("Add", x, g.add("Slice", place, g.whole(0), g.add("Shape", "pieces"), g.whole(0)))
    x = g.norm("norm", x, state)
    for i in range(LAYERS):
        x = g.layer(i, x, state)
    narrow, own = REACH**-0.5, slice(len(EXPORTED) * REACH)
    outputs = {
        "tags": g.head("tags_head", x, state["tags.weight"], state["tags.bias"]),
        "queries": g.head("query_head", x, state["query.weight"][own] * narrow, state["query.bias"][own] * narrow),
        "keys": g.head("key_head", x, state["key.weight"][own], state["key.bias"][own]),
    }
    chain = {name: g.weight(name + "_scores", state[name]) for name in ("begin", "follow")}
    for name, inner in (outputs | chain).items():
        g.nodes.append(helper.make_node("Identity", [inner], [name], name=name))
    widths = {"tags": len(state["tags.bias"]), "queries": own.stop, "keys": own.stop}
    shapes = {name: ["length", width] for name, width in widths.items()} | {name: list(state[name].shape) for name in chain}
    graph = helper.make_graph(
        g.nodes,
        "attribution",
        [helper.make_tensor_value_info(name, TensorProto.INT32, ["length"]) for name in ("pieces", "features")],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()],
        [numpy_helper.from_array(value, name) for name, value in g.weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return model


def save(model, path):
    """Writes the model with its weights beside it, each at an aligned place."""
    data = bytearray()
    for tensor in model.graph.initializer:
        raw = tensor.raw_data
        if len(raw) <= ALIGNED:
            continue  # shapes and the like, which a reader of the graph needs at once
        data += bytes(-len(data) % ALIGNED)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", path.name + ".data"), ("offset", len(data)), ("length", len(raw))):
            tensor.external_data.add(key=key, value=str(value))
        data += raw
    path.write_bytes(model.SerializeToString(deterministic=True))
    path.with_name(path.name + ".data").write_bytes(data)


def onnx_run(path, threads=1):
    """A function from pieces and features to scores, queries and keys of one window."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(pieces, features):
        given = {"pieces": np.array(pieces, np.int32), "features": np.array(features, np.int32)}
        scores, queries, keys = session.run(["tags", "queries", "keys"], given)
        return scores, None, queries, keys

    return run


def mean(runs):
    """The mean of the weights of runs. Where one began with the weights of the other they lie near
    each other, and their mean errs less than either (Wortsman et al. 2022)."""
    return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", type=Path, action="append", default=[])
    args = parser.parse_args()
    torch.set_num_threads(1)

    tok = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    weights = mean([torch.load(path, weights_only=True) for path in args.weights])
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = sorted(tok.get_vocab(), key=tok.get_vocab().get)
    (args.out / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    full = Network(tok.get_vocab_size())
    full.load_state_dict(weights)
    full.eval()
    path = args.out / "network.onnx"
    reach = reach_of(full, tok, load(args.train)[::SAMPLE])
    save(build({name: value.numpy() for name, value in weights.items()}, reach), path)
    for file in (path, path.with_name("network.onnx.data"), args.out / "pieces.txt"):
        print(f"{file.stat().st_size:>10} {file}")

    for dev in args.dev:
        for name, run in (("32-bit floats", decode.torch_run(full)), ("eight bits", onnx_run(path))):
            print(f"{dev}, {name}")
            score.table(load(dev), lambda doc: decode.quotations(doc["text"], run, tok, decode.chain_of(full)))


if __name__ == "__main__":
    main()
