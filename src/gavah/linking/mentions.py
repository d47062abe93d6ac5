"""A mention: the claims of one document about one occurrence, or about one period.

Mentions, not documents, are linked: an anniversary article mentions several occurrences. A
mention's profile (when, where, who, how many) is what its claims agree on.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from gavah.linking import places, spans
from gavah.linking.names import Name, is_person, name, words_for
from gavah.linking.places import folded
from gavah.linking.weights import WEIGHTS
from gavah.model import HARMS, Claim, Place, Told, When
from gavah.model.incident import IncidentKind
from gavah.resources import load

TITLE = -1
_CAPITAL = re.compile(r"(?<=[^\W_][ ,] )[^\W\d_a-z][^\W\d_]+|(?<=[^\W_] )[^\W\d_a-z][^\W\d_]+")
_PARTS = re.compile(r"\s+[-–—|:·]+\s+|::")
_CUSTODY = ("arrested", "sentenced", "released", "executed")


@dataclass(frozen=True, eq=False, slots=True)
class Mention:
    """What one document tells of one occurrence or period.

    Attributes:
        key: its smallest claim id.
        names: the harmed; suspects: perpetrators and the arrested.
        counts: act to the (low, high) of its largest figure; high None is open.
        places, whens: every one its claims give, when and place being what they agree on.
        place_words: the words of its places' names.
        terms: the telling words of the whole text, weighed, when the document is chiefly about
            this; empty otherwise, for they tell of something else.
        telling: words that say which occurrence is meant: proper nouns of the sentences, and words
            of the headline when the document is chiefly about this.
    """

    key: str
    kind: IncidentKind
    document: str
    root: str
    published: date | None
    claims: tuple[Claim, ...]
    when: When | None
    place: Place | None
    names: tuple[Name, ...]
    suspects: tuple[Name, ...]
    acts: tuple[str, ...]
    counts: dict[str, tuple[int, int | None]]
    telling: frozenset[str]
    places: tuple[Place, ...]
    whens: tuple[When, ...]
    place_words: frozenset[str]
    main: bool
    terms: dict[str, int]


def kind_of(claim: Claim) -> IncidentKind:
    """Cumulative claims belong to periods, the others to occurrences.

    One day's figure at one place is an occurrence, whatever its scope was read as.

    A figure for a country and a month or more is a total, whatever its scope was read as: taken
    for an occurrence it would be added to the incidents it holds. So is a large figure for a
    country and several days ("7,000 were held across the country between Sunday and Wednesday").
    """
    if claim.scope == "cumulative":
        day = claim.when is not None and spans.days(claim.when) == 1
        here = claim.place is not None and claim.place.precision in ("exact", "settlement")
        return "occurrence" if day and here and claim.type == "harm" else "period"
    wide = claim.place is not None and claim.place.precision in ("country", "region")
    long = claim.when is not None and claim.when.precision in ("month", "year", "longer")
    several = claim.type == "harm" and (claim.count is None or claim.count.high != 1)
    if claim.when is not None and claim.count is not None and spans.days(claim.when) > 1:
        most = max(claim.count.floor, claim.count.about or 0)
        long = long or most >= WEIGHTS["periods"]["wide_people"]
    return "period" if wide and long and several else "occurrence"


def told_as_happened(claim: Claim) -> bool:
    """Whether some source holds that it happened: not denied, not merely planned."""
    return claim.polarity == "affirmed" and claim.modality != "planned"


def position(claim: Claim) -> int:
    """Where the claim first stands: TITLE, or code points from the start of the text."""
    anchors = (claim.anchors.act, *claim.also)
    return TITLE if any(a.where == "title" for a in anchors) else min(a.start for a in anchors)


def claim_names(claim: Claim) -> tuple[Name, ...]:
    """The harmed that a claim names."""
    return tuple(name(text) for text in claim.victims.names) if claim.victims else ()


@lru_cache(maxsize=8192)
def _title_words(title: str) -> frozenset[str]:
    # what follows a dash or a bar is most often the name of the outlet
    said = max(_PARTS.split(title), key=len)
    return frozenset(w for w in folded(said).split() if len(w) > 3 and w not in _common())


def mention(claims: Iterable[Claim], told: Told | None, root: str, main: bool = False) -> Mention:
    """Make the profile of claims of one document."""
    held = tuple(sorted(claims, key=lambda claim: claim.id))
    happened = [claim for claim in held if told_as_happened(claim)] or list(held)
    kind = kind_of(held[0])
    spanning = spans.agreed if kind == "occurrence" else spans.agreed_frame
    harmed = [claim for claim in happened if claim.type == "harm"]
    # what the harm itself says of day and place weighs before what the arrest that followed says
    leading = [c for c in happened if c.act not in _CUSTODY] or happened
    dated = [(c.id, c.when) for c in leading if c.when] or [
        (c.id, c.when) for c in happened if c.when
    ]
    placed = [(c.id, c.place) for c in leading if c.place] or [
        (c.id, c.place) for c in happened if c.place
    ]
    suspects = [name(p.name) for c in happened for p in c.perpetrators if is_person(p.name)]
    suspects += [n for c in harmed if c.act in _CUSTODY for n in claim_names(c)]
    names = [n for c in harmed if c.act not in _CUSTODY for n in claim_names(c)]
    title = _title_words(told.title) if main and told and told.title else frozenset()
    every_place = tuple(sorted({p for _, p in placed}, key=_place_order))[:6]
    return Mention(
        key=held[0].id,
        kind=kind,
        document=held[0].document,
        root=root,
        published=(told.published if told else None) or held[0].published,
        claims=held,
        when=spanning(dated),
        place=places.agreed(placed),
        names=_distinct(names),
        suspects=_distinct(suspects),
        acts=tuple(sorted({claim.act for claim in happened})),
        counts=_figures(harmed),
        telling=title | _proper(held),
        places=every_place,
        place_words=frozenset(
            word for one in every_place for key in places.place_keys(one) for word in key.split()
        ),
        whens=tuple(sorted({w for _, w in dated}, key=lambda w: (w.start, w.end, w.basis)))[:6],
        main=main,
        terms=dict(told.terms) if main and told else {},
    )


def _proper(claims: Sequence[Claim]) -> frozenset[str]:
    """Capitalised words inside the sentences of claims: streets, schools, people, whoever reads them."""
    found: set[str] = set()
    for claim in claims:
        quote = claim.anchors.sentence.quote
        if not quote.isupper():
            found.update(
                word for match in _CAPITAL.findall(quote) for word in folded(match).split()
            )
    return frozenset(w for w in found if len(w) > 3 and w not in _common())


@cache
def _common() -> frozenset[str]:
    listed = {word for entry in load("linking/titles") for word in entry["words"]}
    return frozenset(listed | words_for("honorific") | words_for("common") | words_for("group"))


def _place_order(place: Place) -> tuple[str, str, str, int]:
    return (place.name, place.precision, place.basis, place.geonames or 0)


def _distinct(names: Sequence[Name]) -> tuple[Name, ...]:
    return tuple(sorted({n.text: n for n in names}.values(), key=lambda n: n.text))


def _figures(harmed: Sequence[Claim]) -> dict[str, tuple[int, int | None]]:
    figures: dict[str, tuple[int, int | None]] = {}
    for act in HARMS:
        counts = [c.count for c in harmed if c.act == act and c.count is not None]
        if counts:
            largest = max(counts, key=lambda c: (c.floor, c.high if c.high is not None else -1))
            figures[act] = (largest.floor, largest.high)
    return figures
