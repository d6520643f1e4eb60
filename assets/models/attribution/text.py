"""Articles as the network sees them: word pieces with their case and whether they are quoted."""

import re
import unicodedata
from dataclasses import dataclass

# Input features of a word: four cases, outside (0-3) or inside (4-7) quotation marks.
LOWER, CAPITAL, UPPER, OTHER = range(4)
INSIDE = 4

DOUBLE = {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"'}
SINGLE = {"‘": "'", "’": "'", "‚": "'", "‛": "'"}
PLAIN = str.maketrans(DOUBLE | SINGLE)
FAR = 500  # code points within which a single mark is closed


@dataclass(frozen=True)
class Word:
    """A word or a mark: its place in code points, its pieces as vocabulary ids, its feature."""

    start: int
    end: int
    pieces: tuple[int, ...]
    feature: int


def plain(text, tokenizer):
    """The text with one style of quotation marks, as many code points long as before.

    Two apostrophes or two backticks in a row stand for one double mark: the second becomes a
    space. So does what the vocabulary has no letter for, so that no word is lost as a whole.
    """
    text = re.sub(r"''|``", '" ', text.translate(PLAIN))
    foreign = {c: " " for c in set(text) if not c.isascii() and not is_known(c, tokenizer)}
    return text.translate(str.maketrans(foreign))


def is_known(c, tokenizer):
    """Whether the vocabulary can spell the code point, also within a word."""
    if unicodedata.category(c).startswith("C"):
        return False
    plain = tokenizer.normalizer.normalize_str(c)
    alone = all(tokenizer.token_to_id(x) is not None for x in plain)
    return alone and all(not x.isalnum() or tokenizer.token_to_id("##" + x) is not None for x in plain)


def bare(span, text):
    """A span without marks at its ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return [start, end]


def paragraphs(text):
    """The paragraphs as (start, end): every line that holds something."""
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        if words.strip():
            yield line.start() + len(words) - len(words.lstrip()), line.start() + len(words.rstrip())


def sentence_starts(text, start, end):
    """Where sentences begin within a paragraph: only there may a window be cut."""
    pattern = r"""(?<=[.?!])["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-Z0-9])"""
    yield start
    for gap in re.finditer(pattern, text[start:end]):
        before = text[start : start + gap.start()].split()[-1]
        # "Mr. Lee", "J. Lee", "U.S. troops", "Sen. Lee": an abbreviation rather than an end.
        if not re.search(r"^\W*([A-Z][a-z]{0,3}\.|([A-Za-z]\.)+)$", before):
            yield start + gap.end()


def quoted(text, start, end):
    """For each code point of a paragraph, whether it stands inside quotation marks.

    An opening mark that is never closed holds until the end of the paragraph, as is the custom
    where a quotation goes on in the next one.
    """
    inside = bytearray(end - start)
    open_double = False
    single_end = -1
    for i in range(start, end):
        mark = text[i]
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if mark in "“„«":
            open_double = True
        elif mark in "”»":
            open_double = False
        elif mark == '"' or (mark == after and mark in "'`"):
            if mark != '"':
                after = text[i + 2] if i + 2 < end else " "
            opens = mark == "`" or (opens_before(before) and not after.isspace())
            closes = not before.isspace()
            open_double = opens or not (open_double or closes)
        elif mark in "'‘’" and not open_double and i > single_end and opens_before(before) and after.isalpha():
            single_end = max(single_end, closing_single(text, i + 1, end))
        inside[i - start] = open_double or i < single_end
    return inside


def opens_before(before):
    """Whether an opening mark may stand after this code point."""
    return before.isspace() or before in "([{—–-\"“'‘/"


def closing_single(text, start, end):
    """Where the single mark stands that closes what opened before `start`, or -1."""
    for i in range(start, min(end, start + FAR)):
        if text[i] in '"“”\n':
            return -1
        if text[i] in "'’" and not text[i - 1].isspace() and not (i + 1 < end and text[i + 1].isalnum()):
            return i
    return -1


def case(word):
    """Which of the four cases a word has."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return OTHER
    if not letters[0].isupper():
        return LOWER
    return UPPER if len(letters) > 1 and all(c.isupper() for c in letters) else CAPITAL


def words(text, smooth, start, end, tokenizer):
    """The words of `text[start:end]`, a paragraph; `smooth` is `plain` of the text."""
    encoding = tokenizer.encode(smooth[start:end], add_special_tokens=False)
    inside = quoted(text, start, end)
    found = []
    number = None
    for piece, word, (a, b) in zip(encoding.ids, encoding.word_ids, encoding.offsets):
        if word == number:
            last = found[-1]
            found[-1] = Word(last.start, start + b, (*last.pieces, piece), last.feature)
        else:
            found.append(Word(start + a, start + b, (piece,), INSIDE if inside[a] else 0))
            number = word
    return [Word(w.start, w.end, w.pieces, w.feature + case(text[w.start : w.end])) for w in found]


def sentences(text, tokenizer):
    """The article as paragraphs of sentences of words."""
    smooth = plain(text, tokenizer)
    article = []
    for start, end in paragraphs(text):
        starts = list(sentence_starts(text, start, end))
        found = [[] for _ in starts]
        at = 0
        for word in words(text, smooth, start, end, tokenizer):
            while at + 1 < len(starts) and word.start >= starts[at + 1]:
                at += 1
            found[at].append(word)
        article.append([sentence for sentence in found if sentence])
    return article


def windows(article, budget):
    """The article cut into windows of at most `budget()` pieces, as paragraphs of words.

    A window takes whole paragraphs while they fit; a paragraph too long for a window of its own
    is cut between sentences, and a sentence too long for one between words.
    """
    window, left = [], budget()
    for paragraph in article:
        size = sum(len(w.pieces) for sentence in paragraph for w in sentence) + 1
        if size > left and window:
            yield window
            window, left = [], budget()
        window.append([])
        left -= 1
        for sentence in paragraph:
            size = sum(len(w.pieces) for w in sentence)
            if size > left and any(window):
                yield window
                window, left = [[]], budget()
            for word in sentence:
                if len(word.pieces) > left and window[-1]:
                    yield window
                    window, left = [[]], budget()
                window[-1].append(word)
                left -= len(word.pieces)
    if any(window):
        yield window
