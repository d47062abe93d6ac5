"""Scores of a set of claims against gold, with intervals over documents, and each error by class.

An interval is the middle 95 % of 1,000 re-drawings of the documents (percentile bootstrap, a fixed
seed): documents, not claims, are what an unseen pile brings more of.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random

from gavah.model.record import Record
from gavah.scoring.agreeing import STRICT, said
from gavah.scoring.anchored import covered, grounded
from gavah.scoring.gold import Told
from gavah.scoring.meeting import meetings

DRAWS = 1_000
FIELDS = (
    "count", "bounds", "hedge", "victims", "perpetrators", "place", "country", "when", "speakers",
    "polarity", "modality", "scope", "speakers_all", "perpetrators_all", "names_all",
)  # fmt: skip


_NO_ERROR = frozenset(
    ("bounds", "hedge", "country", "speakers_all", "perpetrators_all", "names_all")
)
"""Fields that another one tells of already."""


class Score(Record, frozen=True, kw_only=True):
    """One figure, from 0 to 1.

    Attributes:
        measure: "found", "strict", a field, "grounded", "covered" or an act.
        of: what it is counted on: gold claims, meetings, anchors or fields.
        value: F1 for "found", "strict" and acts; else the share that is right. None of nothing.
        low, high: the interval over documents; None where it says nothing.
    """

    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    precision: float | None = None
    recall: float | None = None
    of: int = 0


class Error(Record, frozen=True, kw_only=True):
    """One way in which one claim is wrong.

    Attributes:
        kind: "missed", "spurious", or the field that differs.
        gold, claim: what each says; "" where there is no such claim.
        sentence: the words that tell it.
    """

    kind: str
    document: str
    act: str
    gold: str
    claim: str
    sentence: str


class Scored(Record, frozen=True, kw_only=True):
    """All figures, in the order to print them, and every error."""

    documents: int
    scores: tuple[Score, ...]
    errors: tuple[Error, ...]


def score(
    gold: Mapping[str, Sequence[Told]],
    texts: Mapping[str, Told],
    claims: Mapping[str, Sequence[Told]],
) -> Scored:
    """Score claims by document; documents of `texts` without claims count as read and silent."""
    tallies: list[Counter[str]] = []
    errors: list[Error] = []
    for name, asked in gold.items():
        text, title = texts[name]["text"], texts[name].get("title") or ""
        told = claims.get(name, ())
        tally = Counter[str]()
        for claim in told:
            for measure, (right, every) in (
                ("grounded", grounded(claim, text, title)),
                ("covered", covered(claim)),
            ):
                tally[f"{measure} right"] += right
                tally[f"{measure} of"] += every
        met = meetings(asked, told, text, title)
        _count(tally, asked, told, met)
        errors += _errors(name, asked, told, met)
        tallies.append(tally)
    return Scored(
        documents=len(gold),
        scores=tuple(_figures(tallies)),
        errors=tuple(
            sorted(errors, key=lambda e: (e.kind, e.document, e.sentence, e.gold, e.claim))
        ),
    )


def _count(
    tally: Counter[str],
    asked: Sequence[Told],
    told: Sequence[Told],
    met: Mapping[int, tuple[int, dict[str, bool]]],
) -> None:
    for g, one in enumerate(asked):
        if g in met or not one.get("optional"):
            tally["gold"] += 1
            tally[f"{one['act']} gold"] += 1
    for claim in told:
        tally["claims"] += 1
        tally[f"{claim.get('act')} claims"] += 1
    for g, (_, agreed) in met.items():
        tally["found"] += 1
        tally[f"{asked[g]['act']} found"] += 1
        tally["strict"] += all(agreed[field] for field in STRICT)
        for field in FIELDS:
            tally[f"{field} right"] += agreed[field]
            tally[f"{field} of"] += 1


def _errors(
    name: str,
    asked: Sequence[Told],
    told: Sequence[Told],
    met: Mapping[int, tuple[int, dict[str, bool]]],
) -> list[Error]:
    found: list[Error] = []

    def add(kind: str, act: str, gold: str, claim: str, sentence: str) -> None:
        found.append(
            Error(kind=kind, document=name, act=act, gold=gold, claim=claim, sentence=sentence)
        )

    for g, one in enumerate(asked):
        if g in met:
            c, agreed = met[g]
            for field in FIELDS:
                if field not in _NO_ERROR and not agreed[field]:
                    add(field, one["act"], said(one, field), said(told[c], field), one["evidence"])
        elif not one.get("optional"):
            add("missed", one["act"], said(one, "count"), "", one["evidence"])
    answered = {c for c, _ in met.values()}
    for c, claim in enumerate(told):
        if c not in answered:
            sentence = ((claim.get("anchors") or {}).get("sentence") or {}).get("quote", "")
            add("spurious", str(claim.get("act")), "", said(claim, "count"), sentence)
    return found


def _figures(tallies: Sequence[Counter[str]]) -> list[Score]:
    whole = sum(tallies, Counter[str]())
    draws = _drawn(tallies)
    acts = sorted(
        (key.removesuffix(" gold") for key in whole if key.endswith(" gold")),
        key=lambda act: (-whole[f"{act} gold"], act),
    )
    scores = [
        _f1("found", whole, draws, "found", "gold", "claims"),
        _f1("strict", whole, draws, "strict", "gold", "claims"),
        *(_share(field, whole, draws) for field in (*FIELDS, "grounded", "covered")),
    ]
    for act in acts:
        scores.append(_f1(act, whole, [], f"{act} found", f"{act} gold", f"{act} claims"))
    return scores


def _drawn(tallies: Sequence[Counter[str]]) -> list[Counter[str]]:
    draw = Random(0)  # noqa: S311
    keys = [key for key in sorted({key for tally in tallies for key in tally}) if not _of_act(key)]
    rows = [[tally[key] for key in keys] for tally in tallies]
    drawn = []
    for _ in range(DRAWS if len(rows) > 1 else 0):
        sums = [sum(column) for column in zip(*draw.choices(rows, k=len(rows)), strict=True)]
        drawn.append(Counter(dict(zip(keys, sums, strict=True))))
    return drawn


def _of_act(key: str) -> bool:
    return key.endswith((" gold", " claims", " found"))


def _f1(
    measure: str, whole: Counter[str], draws: Sequence[Counter[str]], *keys: str
) -> Score:  # fmt: skip
    hits, gold, told = keys

    def value(tally: Counter[str]) -> float | None:
        both = tally[gold] + tally[told]
        return 2 * tally[hits] / both if both else None

    low, high = _interval(value, draws)
    return Score(
        measure=measure, value=_round(value(whole)), low=low, high=high, of=whole[gold],
        precision=_round(whole[hits] / whole[told]) if whole[told] else None,
        recall=_round(whole[hits] / whole[gold]) if whole[gold] else None,
    )  # fmt: skip


def _share(measure: str, whole: Counter[str], draws: Sequence[Counter[str]]) -> Score:
    def value(tally: Counter[str]) -> float | None:
        every = tally[f"{measure} of"]
        return tally[f"{measure} right"] / every if every else None

    low, high = _interval(value, draws)
    return Score(measure=measure, value=_round(value(whole)), low=low, high=high, of=whole[f"{measure} of"])  # fmt: skip


def _interval(
    value: Callable[[Counter[str]], float | None], draws: Sequence[Counter[str]]
) -> tuple[float | None, float | None]:
    found = sorted(one for one in map(value, draws) if one is not None)
    if not found:
        return None, None
    return _round(found[int(len(found) * 0.025)]), _round(found[int(len(found) * 0.975)])


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
