"""The words, sentences and dependency trees of an English text, paragraph by paragraph.

The pipeline is gavah's own (training/english): Universal Dependencies labels, Penn tags, lemmas
and features, trained on UD_English-EWT and the freely licensed part of UD_English-GUM. It ships
with the package and opens no connection.

Every token keeps its place: `paragraph.offset + token.idx` counts code points in the text that
was given. White space and invisible marks are read as blanks, one for one, so `doc.text` may
differ from the text in them and in nothing else: slice the text, not the document.

No sentence crosses a paragraph's end. The paragraphs of one document go through the pipeline
together, which halves the time, and never beside another document's: nothing about a run, its
order or its workers can change a tree.
"""

import gc
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc as Parsed
from spacy.util import load_config_from_str, load_model_from_config
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from gavah.claims.english.copying import copied, forget
from gavah.claims.english.folding import Fold, folded
from gavah.claims.english.trees import Doc, Token

VERSION = "2"
"""Version of the trained pipeline; it enters the reader's version."""

LONGEST = 10_000
"""Longest stretch, in code points, that is parsed in one piece."""

MET = 120_000
"""Words, of which it comes with 48,000, after which the pipeline is loaded anew; bounds memory."""

BATCH = 32
"""Paragraphs of a document that go through the pipeline at once; bounds memory."""

_BLANK = re.compile(r"[\s\x1c-\x1f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")


class Paragraph(msgspec.Struct, frozen=True):
    """One parsed paragraph.

    Attributes:
        offset: where the paragraph's first character stands in the document's text.
        doc: its words and trees; `offset + token.idx` is a token's place in the text.
    """

    offset: int
    doc: Doc

    @property
    def end(self) -> int:
        """Where the paragraph ends in the document's text, exclusive."""
        return self.offset + len(self.doc.text)


def load() -> Language:
    """The pipeline that ships with the package: the same object, until it has met `MET` words.

    It keeps every word it meets; a new one has only those it came with, and reads the same. Ask
    for it once for a document, at its start: the one before goes when nothing holds it.
    """
    nlp = _loaded()
    if len(nlp.vocab.strings) > MET:
        del nlp
        _loaded.cache_clear()
        forget()
        gc.unfreeze()  # a run has frozen what it loaded, and with it what is to go now
        gc.collect()
        nlp = _loaded()
        gc.freeze()
    return nlp


@cache
def _loaded() -> Language:
    home = resources.files(__package__) / "pipeline"
    config = load_config_from_str((home / "syntax.cfg").read_text(encoding="utf-8"))
    nlp = load_model_from_config(config, auto_fill=True)
    parts = srsly.msgpack_loads((home / "syntax.msgpack").read_bytes())
    for name in nlp.pipe_names:
        component = srsly.msgpack_loads(parts[name])
        component["model"] = _widened(component["model"])
        parts[name] = srsly.msgpack_dumps(component)
    nlp.from_bytes(srsly.msgpack_dumps(parts))
    ops = NumpyOps(use_blis=False)  # numpy multiplies these matrices three times as fast
    for name in nlp.pipe_names:
        for node in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
            node.ops = ops
    return nlp


@cache
def _libraries() -> ThreadpoolController:
    """The linear algebra that numpy brought: one thread of it, whatever the machine has."""
    return ThreadpoolController()


def _widened(layer: bytes) -> bytes:
    """Give weights stored in half precision their single precision back."""
    model = srsly.msgpack_loads(layer)
    model["params"] = [
        {
            name: value.astype(numpy.float32) if getattr(value, "dtype", None) == "f2" else value
            for name, value in node.items()
        }
        for node in model["params"]
    ]
    widened: bytes = srsly.msgpack_dumps(model)
    return widened


def parse(nlp: Language, paragraphs: Sequence[str]) -> list[Doc]:
    """Parse the paragraphs of one document; `token.idx` counts code points in each string."""
    return _parsed(nlp, [[(paragraph, True)] for paragraph in paragraphs])


def _parsed(
    nlp: Language,
    paragraphs: Sequence[Sequence[tuple[str, bool]]],
    named: Sequence[Sequence[tuple[int, int]]] = (),
) -> list[Doc]:
    """The trees of paragraphs given as stretches, each to be parsed or to be left plain.

    `named`: for each paragraph where persons are named in it.
    """
    rows = [[(_BLANK.sub(" ", text), told) for text, told in row] for row in paragraphs]
    names = [_by_stretch(row, spans) for row, spans in zip(rows, named or [()] * len(rows), strict=True)]  # fmt: skip
    spaced = [[_made(nlp, text) for text, _ in row] for row in rows]
    seen = [
        [
            folded(doc, text, spans) if told else None
            for doc, (text, told), spans in zip(*one, strict=True)
        ]
        for one in zip(spaced, rows, names, strict=True)
    ]
    trees = (fold.tree for row in seen for fold in row if fold is not None)
    with _libraries().limit(limits=1, user_api="blas"):
        for _ in nlp.pipe(trees, batch_size=BATCH):
            pass  # it fills in each document itself
    return [_joined(*one) for one in zip(rows, spaced, seen, strict=True)]


def _by_stretch(
    row: Sequence[tuple[str, bool]], spans: Sequence[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """The spans within each stretch of a paragraph, counted from the stretch's start."""
    found: list[list[tuple[int, int]]] = []
    offset = 0
    for text, _ in row:
        end = offset + len(text)
        found.append([(a - offset, b - offset) for a, b in spans if offset <= a and b <= end])
        offset = end
    return found


def _joined(
    row: Sequence[tuple[str, bool]], spaced: Sequence[Parsed], seen: Sequence[Fold | None]
) -> Doc:
    """One paragraph out of its stretches."""
    words: list[Token] = []
    heads: list[int] = []
    starts: list[int] = []
    offset = 0
    for (text, _), doc, fold in zip(row, spaced, seen, strict=True):
        here = copied(doc, fold, len(words), offset)
        words += here.words
        heads += here.heads
        starts += here.starts
        offset += len(text)
    return Doc("".join(text for text, _ in row), words, heads, starts)


def parse_document(
    nlp: Language,
    text: str,
    spans: Sequence[tuple[int, int]],
    plain: Sequence[tuple[int, int]] = (),
    named: Sequence[tuple[int, int]] = (),
) -> list[Paragraph]:
    """Parse the paragraphs of `text` that `spans` mark, (start, end) with the end exclusive.

    Blank paragraphs are left out. A paragraph longer than `LONGEST` comes in several pieces,
    cut at the end of a sentence or, failing that, at a blank.

    Args:
        plain: sentences, in order and blanks after them included, that have nothing to be parsed
            for: their words hang on the first of them and have no tags.
        named: where persons are named, in order: the parser sees a plain name there.
    """
    cut = pieces(text, spans)
    rows = [_stretches(text, *piece, plain) for piece in cut]
    within = [[(a - start, b - start) for a, b in named if start <= a and b <= end] for start, end in cut]  # fmt: skip
    docs = _parsed(nlp, rows, within)
    return [Paragraph(offset=start, doc=doc) for (start, _), doc in zip(cut, docs, strict=True)]


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What `parse_document` parses in one piece each, (start, end) with the end exclusive."""
    return [piece for span in spans for piece in _pieces(text, *span)]


def _stretches(
    text: str, start: int, end: int, plain: Sequence[tuple[int, int]]
) -> list[tuple[str, bool]]:
    """Cut a piece into what is parsed and the sentences that are not."""
    found: list[tuple[str, bool]] = []
    at = start
    for first, last in plain[bisect_left(plain, (start, start)) :]:
        if first >= end:
            break
        if first > at:
            found.append((text[at:first], True))
        at = min(last, end)
        found.append((text[first:at], False))
    if at < end or not found:
        found.append((text[at:end], True))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim blanks off a span and cut it where it is too long."""
    while start < end and _BLANK.match(text[start]):
        start += 1
    while start < end and _BLANK.match(text[end - 1]):
        end -= 1
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        blanks = [match.end() for match in _BLANK.finditer(window)]
        cut = start + (ends or blanks or [LONGEST])[-1]
        yield from _pieces(text, start, cut)
        start = cut
    if start < end:
        yield start, end


def _made(nlp: Language, text: str) -> Parsed:
    if len(text) > nlp.max_length:
        raise ValueError(f"a paragraph of {len(text)} characters; cut it, or use parse_document")
    return nlp.make_doc(text)
