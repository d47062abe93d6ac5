"""Treebank files in CoNLL-U -> the documents the pipeline is trained and measured on.

One document is one paragraph, as at run time, cut after `LONGEST` sentences. Multiword tokens
are respelled so that the words, joined, are the surface text again: raw text and labels match
what the tokenizer sees. Rule for the columns: https://universaldependencies.org/format.html.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST = 12
"""Sentences in one training document."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence: its words' columns, their surface spelling and spacing."""

    words: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]
    spaces: tuple[bool, ...]
    starts_paragraph: bool


def trees(path: Path) -> Iterator[Tree]:
    """Read a CoNLL-U file, gzipped or not, sentence by sentence."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield _tree(block)
                block = []
        if block:
            yield _tree(block)


def _tree(block: list[str]) -> Tree:
    starts = any(line.startswith(("# newpar", "# newdoc")) for line in block)
    words: list[tuple[str, ...]] = []
    forms: list[str] = []
    spaces: list[bool] = []
    until, whole, spaced = 0, "", True
    for line in block:
        columns = tuple(line.split("\t"))
        if line.startswith("#") or "." in columns[0]:
            continue
        if "-" in columns[0]:
            until = int(columns[0].split("-")[1])
            whole, spaced = columns[1], "SpaceAfter=No" not in columns[9]
            first = len(words)
            continue
        words.append(columns)
        forms.append(columns[1])
        if int(columns[0]) > until:
            spaces.append("SpaceAfter=No" not in columns[9])
            continue
        spaces.append(False)
        if int(columns[0]) == until:
            spaces[-1] = spaced
            forms[first:] = _respelled(forms[first:], whole)
    return Tree(tuple(words), tuple(forms), tuple(spaces), starts)


def _respelled(parts: list[str], whole: str) -> list[str]:
    """Cut the surface form `whole` into as many pieces as it has words.

    >>> _respelled(["will", "not"], "won't")
    ['won', "'t"]
    """
    if "".join(parts) == whole:
        return parts
    cut, rest = [], whole
    for index, part in enumerate(parts):
        left = len(parts) - index - 1
        size = min(len(part), len(rest) - left) if left else len(rest)
        cut.append(rest[:size])
        rest = rest[size:]
    return cut


def paragraphs(path: Path) -> Iterator[list[Tree]]:
    """Gather a file's sentences into paragraphs of at most `LONGEST` sentences."""
    group: list[Tree] = []
    for tree in trees(path):
        if group and (tree.starts_paragraph or len(group) >= LONGEST):
            yield group
            group = []
        group.append(tree)
    if group:
        yield group


def document(vocab: Vocab, group: list[Tree]) -> Doc:
    """Make the labelled document of a paragraph."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    labels: list[str] = []
    columns: list[tuple[str, ...]] = []
    for tree in group:
        offset = len(words)
        words += tree.forms
        spaces += tree.spaces
        columns += tree.words
        for index, word in enumerate(tree.words):
            head = int(word[6])
            heads.append(offset + (head - 1 if head else index))
            labels.append(word[7] if head else "ROOT")
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=labels,
        lemmas=[word[2] for word in columns],
        pos=[word[3] for word in columns],
        tags=[word[4] for word in columns],
        morphs=["" if word[5] == "_" else word[5] for word in columns],
    )
