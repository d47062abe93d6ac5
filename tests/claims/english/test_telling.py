"""Sentences that can hold a claim are known by the forms of the listed words."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from gavah.claims.english import syntax
from gavah.claims.english.appeals import appeals
from gavah.claims.english.events import harms
from gavah.claims.english.gatherings import gatherings
from gavah.claims.english.lemmas import listed_verbs
from gavah.claims.english.passages import Passage
from gavah.claims.english.telling import forms, tells

VERBS = listed_verbs()


@pytest.mark.parametrize(
    "sentence",
    [
        "They slew nine villagers.",
        "He was hanged, his brother hung beside him.",
        "A sit-in went on.",
        "The toll stands at 12.",
        "Crowds took to the streets.",
        "She bled, as he had, to death.",
        "The minister should resign.",
        "Police rounded them up.",
    ],
)
def test_a_sentence_with_a_word_that_tells_can_hold_a_claim(sentence: str) -> None:
    assert tells(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The shop opens at nine.", "They took the train home.", "He was born in Shiraz in 1970.", ""],
)
def test_a_sentence_without_one_holds_none(sentence: str) -> None:
    assert not tells(sentence)


def treebank(path: Path) -> Iterator[tuple[str, str, str]]:
    """Form, lemma and part of speech of each word, in lower case."""
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        row = line.split("\t")
        if len(row) == 10 and row[0].isdigit() and row[5] != "Typo=Yes":
            yield row[1].lower(), row[2].lower(), row[3]


@pytest.mark.shared
def test_every_form_of_a_listed_verb_in_the_treebanks_is_known(shared: Path) -> None:
    found = {
        (form, lemma)
        for path in sorted((shared / "corpora" / "ud").rglob("en_*.conllu.gz"))
        for form, lemma, pos in treebank(path)
        if pos == "VERB" and lemma in VERBS and form.isalpha()
    }
    assert len(found) > 200
    assert {(form, lemma) for form, lemma in found if form not in forms(lemma)} <= MISSPELT


MISSPELT = {
    ("buring", "burn"), ("findin", "find"), ("geiven", "give"), ("goin", "go"), ("gon", "go"), ("hav", "have"),
    ("loose", "lose"), ("loosing", "lose"), ("loss", "lose"), ("ltake", "take"), ("madea", "make"),
    ("recieve", "receive"), ("recieved", "receive"), ("s", "be"), ("sieze", "seize"),
    ("through", "throw"), ("walkin", "walk"), ("where", "be"), ("xferring", "transfer"),
}  # fmt: skip


@pytest.mark.shared
def test_no_event_that_the_rules_find_stands_in_a_sentence_that_does_not_tell(shared: Path) -> None:
    with gzip.open(shared / "corpora" / "gva" / "dev_articles.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 40)]
    gold = shared / "evaluation" / "claims_dev.texts.jsonl"
    texts += [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]
    events = 0
    for text in texts:
        spans = [(at, at + len(line)) for at, line in offsets(text)]
        for number, paragraph in enumerate(syntax.parse_document(syntax.load(), text, spans)):
            for span in paragraph.doc.sents:
                passage = Passage(span, paragraph.offset, text, "text", 0, number)
                for event in (*harms(passage), *gatherings(passage), *appeals(passage)):
                    events += 1
                    assert tells(text[passage.start : passage.end]), text[event.start : event.end]
    assert events > 500


def offsets(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1
