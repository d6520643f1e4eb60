"""The network: a small transformer that tags pieces and points from contents to their sources."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, models
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS = 384, 6, 12
FEATURES = 8
LONGEST = 256  # pieces of a window, [CLS] and the last [SEP] included
TAGS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
OPINIONS = ("O", "B-for", "I-for", "B-against", "I-against", "B-open", "I-open")
POLARITY = ("for", "against", "neutral")
POINTERS = ("content-cue", "content-source", "cue-source", "target-holder")
HEAD_PARTS = ("feature", "tags", "follow", "begin", "query", "key", "opinions", "polarity")
REACH = 64  # width of a pointer's query and key


def tokenizer(file, keep):
    """The tokenizer of the starting weights with the pieces `keep` alone, and their old ids.

    Word pieces are found longest first, so that a word whose piece is gone falls back to shorter
    ones, at last to its letters.
    """
    old = Tokenizer.from_file(str(file))
    names = sorted(old.get_vocab(), key=old.get_vocab().get)
    kept = [name for name in names if old.token_to_id(name) in keep]
    new = json.loads(Path(file).read_text(encoding="utf-8"))
    new["truncation"] = new["padding"] = new["post_processor"] = None
    new["model"]["vocab"] = {name: i for i, name in enumerate(kept)}
    for special in new["added_tokens"]:
        special["id"] = kept.index(special["content"])
    return Tokenizer.from_str(json.dumps(new)), [old.token_to_id(name) for name in kept]


class Layer(nn.Module):
    """A layer of the encoder: attention and feed-forward, each added and normalised."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.overlook = 0.1  # how much of its attention is dropped while it learns

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).split(WIDTH, dim=-1)
        )
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.overlook if self.training else 0.0)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Pieces and features in; scores of tags, and queries and keys of pointers, out."""

    def __init__(self, vocabulary):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.feature = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        # How well a tag follows another, and how well it begins a window: learned scores.
        self.follow = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(TAGS)))
        self.opinions = nn.Linear(WIDTH, len(OPINIONS))
        # Only trained beside the others, for what it teaches the encoder.
        self.polarity = nn.Linear(WIDTH, len(POLARITY))
        self.query = nn.Linear(WIDTH, REACH * len(POINTERS))
        self.key = nn.Linear(WIDTH, REACH * len(POINTERS))
        nn.init.normal_(self.feature.weight, std=0.02)

    def encode(self, pieces, features, mask=None):
        """`pieces` and `features` are [batch, length]; `mask` [batch, length] is true at pieces."""
        place = self.place.weight[: pieces.shape[1]]
        x = self.word(pieces) + place + self.feature(features)
        x = self.drop(self.norm(x))
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def forward(self, pieces, features, mask=None):
        """Scores of tags and of opinions, and queries and keys of pointers, for each piece."""
        return self.heads(self.encode(pieces, features, mask))

    def heads(self, x):
        # Divided here, so that a pointer is a plain product of a query and a key.
        return self.tags(x), self.opinions(x), self.query(x) / REACH**0.5, self.key(x)


def pretrained(file, old_ids):
    """A network with the weights of a BERT-like encoder, its word embeddings those of `old_ids`."""
    theirs = load_file(file)
    network = Network(len(old_ids))
    ours = {
        "word.weight": theirs["embeddings.word_embeddings.weight"][old_ids],
        # Every piece is of type 0: its embedding is a part of the place's.
        "place.weight": theirs["embeddings.position_embeddings.weight"][:LONGEST]
        + theirs["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for part in ("weight", "bias"):
            layer = f"encoder.layer.{i}"
            ours[f"layers.{i}.qkv.{part}"] = torch.cat(
                [theirs[f"{layer}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for our, their in {
                "out": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm2": "output.LayerNorm",
            }.items():
                ours[f"layers.{i}.{our}.{part}"] = theirs[f"{layer}.{their}.{part}"]
    missing, unexpected = network.load_state_dict(ours, strict=False)
    assert not unexpected and all(name.split(".")[0] in HEAD_PARTS for name in missing)
    return network
