"""What is read must not hang on the words that the parser met before, in whatever process."""

import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english import syntax
from gavah.model import Capture, SetAside, to_json
from gavah.runs.pool import in_order
from gavah.sources.take import take
from tests.runs.forgetting import forgetful

NEVER = 10**9
TOLD = (
    ("Three marchers die in Qorvanabad", "At least three marchers were killed in Qorvanabad on Monday, nurse Zhilvan Tareqzadi said."),
    ("Forty students held", "Police in Marivandeh arrested 40 students on 12 November 2019, the Ostovan union said in a statement."),
    ("Bus bombed near Khorzad", "A roadside bomb tore through a bus near Khorzad, killing 11 people and injuring about two dozen."),
    ("Council meets", "The Tavrisk council met on Tuesday and approved the budget for the coming year."),
    ("Shots at a rally", "Thousands rallied in Dehmarg. Two were shot dead by the Red Lantern militia and another 15 were injured."),
    ("Farmer found dead", "Benyamin Kardoust, 43, a farmer from Sarpolak, was found stabbed to death, his brother Yaghmur told the Harbour Gazette."),
)  # fmt: skip
"""Reports of a made-up country: each has names that no other has."""


def copies(told: Sequence[tuple[str, str]], pile: Path) -> list[tuple[bytes, Capture]]:
    """What is taken from a file of one JSON line for each report."""
    rows = [
        {"id": title, "title": title, "date": "2019-11-20", "text": text} for title, text in told
    ]
    pile.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    taken = (one for one in take([pile]) if not isinstance(one, SetAside))
    return [(one.content, one.capture) for one in taken if one.content is not None]


def read(
    met: Sequence[int], workers: int = 1, order: Sequence[int] | None = None
) -> tuple[bytes, ...]:
    """Outcomes in the order of `TOLD`: read in `order`, the parser forgetting past `met` words."""
    with tempfile.TemporaryDirectory() as folder:
        pile = copies(TOLD, Path(folder) / "told.jsonl")
    taken = range(len(pile)) if order is None else order
    units = [(met[at], *pile[at]) for at in taken]
    done = [to_json(one) for _, one in in_order(forgetful, units, workers=workers, died=forgetful)]
    return tuple(one for _, one in sorted(zip(taken, done, strict=True)))


@cache
def unforgetful() -> tuple[bytes, ...]:
    return read([NEVER] * len(TOLD))


@pytest.fixture(autouse=True)
def _as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "MET", syntax.MET)  # what a test changes is put back


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.sampled_from([0, NEVER]), min_size=len(TOLD), max_size=len(TOLD)),
    st.permutations(range(len(TOLD))),
)
def test_claims_are_the_same_bytes_wherever_in_the_pile_the_parser_forgets(
    met: list[int], order: list[int]
) -> None:
    assert read(met, order=order) == unforgetful()


def test_two_workers_that_forget_print_the_bytes_of_one_that_does_not() -> None:
    assert read([0] * len(TOLD), workers=2) == unforgetful()
    assert sum(one.count(b'"type":"harm"') for one in unforgetful()) >= 6


def test_the_parser_forgets_between_documents_and_never_within_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: list[tuple[int, str]] = []
    parse_document = syntax.parse_document
    pipelines: list[object] = []

    def watched(nlp: object, text: str, *rest: object) -> object:
        if not any(nlp is one for one in pipelines):
            pipelines.append(nlp)
        parsed.append((next(n for n, one in enumerate(pipelines) if one is nlp), text))
        return parse_document(nlp, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(syntax, "parse_document", watched)
    read([0] * len(TOLD))
    assert len(pipelines) == len(TOLD)
    for number, (title, text) in enumerate(TOLD):
        assert {words for n, words in parsed if n == number} == {title, text}
