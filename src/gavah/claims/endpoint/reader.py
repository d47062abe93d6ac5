"""The reader that asks a language model behind an endpoint; off unless it is named.

The model points at words; nothing it says becomes a value before the words are found, letter for
letter, in the document, and read by our own rules. What does not ground is refused and counted.
Two runs of one model may point at different words: the register keeps what was read once.
"""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256

from gavah.claims.endpoint.answers import answer_of, answer_schema
from gavah.claims.endpoint.asking import Endpoint
from gavah.claims.endpoint.finding import Span
from gavah.claims.endpoint.grounding import Grounding
from gavah.errors import WrongUsage
from gavah.model import Claim, Document, ReaderVersion, Refusal, canonical
from gavah.resources import load

VERSION = "1"
PIECE = 12_000
"""Characters of article in one question; a longer article is asked about in several."""


class EndpointReader:
    """Reads claims from English documents by asking an endpoint.

    Args:
        settings: "url" and "model"; the key comes from GAVAH_ENDPOINT_KEY alone, so that it
            stands in no command line and no log.

    Raises:
        WrongUsage: url or model is missing.
    """

    name = "endpoint"
    network = True
    languages = frozenset({"en"})

    def __init__(self, settings: Mapping[str, str]) -> None:
        if not settings.get("url") or not settings.get("model"):
            raise WrongUsage(
                "the endpoint reader needs an address and a model:"
                " --endpoint http://127.0.0.1:8080/v1 --model NAME"
            )
        key = os.environ.get("GAVAH_ENDPOINT_KEY")
        self._endpoint = Endpoint(settings["url"], settings["model"], key)
        self._schema = answer_schema()
        self._system: str = load("endpoint/instructions")["system"]
        asked = sha256(self._system.encode() + canonical(self._schema)).hexdigest()[:8]
        self.version = f"{VERSION}+{settings['model']}+{asked}"

    def claim(self, document: Document) -> list[Claim]:
        """Every claim that grounds, ordered by act anchor (text before title), then id."""
        return self.claim_and_refuse(document)[0]

    def claim_and_refuse(self, document: Document) -> tuple[list[Claim], list[Refusal]]:
        """The claims that ground, and what did not.

        Raises:
            EndpointFailed: the endpoint cannot be reached; the run stops and can be resumed.
            UnreadableAnswer: an answer is not what was asked for; the document stays unread.
        """
        version = ReaderVersion(name=self.name, version=self.version)
        article = document.paragraphs or ((0, len(document.text)),)
        grounding = Grounding(document, article, version)
        claims: dict[str, Claim] = {}
        for piece in _pieces(article):
            question = _question(document, piece)
            answer = answer_of(self._endpoint.ask(self._system, question, self._schema))
            for entry in answer.claims:
                claim = grounding.claim(entry)
                if claim is not None:
                    claims.setdefault(claim.id, claim)
        ordered = sorted(
            claims.values(),
            key=lambda c: (c.anchors.act.where == "title", c.anchors.act.start, c.anchors.act.end, c.id),
        )  # fmt: skip
        return ordered, grounding.refusals


def _pieces(article: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    piece: list[Span] = []
    size = 0
    for start, end in article:
        if piece and size + end - start > PIECE:
            yield tuple(piece)
            piece, size = [], 0
        piece.append((start, end))
        size += end - start
    if piece:
        yield tuple(piece)


def _question(document: Document, piece: tuple[Span, ...]) -> str:
    told = [
        f"Title: {document.title}" if document.title else "",
        f"Published: {document.day}" if document.day else "",
        f"Publisher: {document.publisher}" if document.publisher else "",
    ]
    body = "\n\n".join(document.text[start:end] for start, end in piece)
    return "\n".join(line for line in told if line) + "\n\nReport:\n" + body
