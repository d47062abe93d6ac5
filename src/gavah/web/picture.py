"""A toll drawn as ranges: each source's figure on one scale, the toll's own range behind them all.

Positions are shares of the width, from 0 to 100. Where figures differ by more than a factor of
twelve the scale is logarithmic, and says so by its ticks.
"""

from collections.abc import Callable, Iterable, Mapping
from math import log10

from gavah.model import Claim, Count, Toll
from gavah.model.record import Record
from gavah.web.plain import count_words

_ROOM = 92.0  # where the largest figure stands; beyond it only open ends reach
_NARROW = 0.8


class Bar(Record, frozen=True, kw_only=True):
    """One source's figure.

    Attributes:
        who: the speaker, else the publisher.
        x, width: from its lower to its upper bound; `exact` where the two are one.
        about: where the figure named stands, when it bounds nothing.
        open: no upper bound is given.
        enters: whether it enters the toll; others stand beside it, with the reason in `beside`.
        against: figures that enter the toll and that no whole number reconciles with this one.
    """

    claim: str
    who: str
    publisher: str
    published: str
    said: str
    x: float
    width: float
    exact: bool
    about: float | None
    open: bool
    enters: bool
    beside: str
    against: int


class Picture(Record, frozen=True, kw_only=True):
    """A toll and its sources.

    Attributes:
        low, high: of the toll, on the scale; high None: open.
        ticks: place on the scale and figure.
    """

    bars: tuple[Bar, ...]
    low: float
    high: float | None
    ticks: tuple[tuple[float, int], ...]
    logarithmic: bool


def picture(toll: Toll, claims: Iterable[Claim], publishers: Mapping[str, str]) -> Picture | None:
    """Draw a toll's sources in the order of publication; None when no claim gives a figure.

    Args:
        publishers: document id to the name of who published it.
    """
    inside = {id_ for part in toll.parts for id_ in part.claims}
    told = [one for one in claims if one.act == toll.act and one.count is not None]
    told.sort(key=lambda one: (str(one.published or "9"), one.document, one.id))
    figures = [n for c in told if c.count for n in (c.count.low, c.count.high, c.count.about) if n]
    figures += [n for n in (toll.low, toll.high, toll.about) if n]
    if not told or not figures:
        return None
    at, ticks, wide = _scale(figures)
    counts = {one.id: one.count for one in told if one.count is not None}
    bars = []
    for claim in told:
        count = claim.count
        if count is None:
            continue
        x = at(count.floor)
        end = 100.0 if count.high is None else at(count.high)
        bounded = count.low is not None or count.high is not None
        publisher = publishers.get(claim.document, claim.document)
        enters = claim.id in inside
        bars.append(
            Bar(
                claim=claim.id,
                who=claim.speakers[0].name if claim.speakers else publisher,
                publisher=publisher,
                published=str(claim.published or ""),
                said=count_words(count),
                x=x if bounded else at(count.about or 0),
                width=max(_NARROW, round(end - x, 2)) if bounded else 0.0,
                exact=count.low is not None and count.low == count.high,
                about=None if count.about is None else at(count.about),
                open=bounded and count.high is None,
                enters=enters,
                beside="" if enters else _beside(claim),
                against=_against(toll, claim.id, counts),
            )
        )
    return Picture(
        bars=tuple(bars), low=at(toll.low), high=None if toll.high is None else at(toll.high),
        ticks=ticks, logarithmic=wide,
    )  # fmt: skip


def _against(toll: Toll, claim: str, counts: Mapping[str, Count]) -> int:
    """Figures of the same people that no whole number reconciles with the claim's."""
    if not toll.conflict:
        return 0
    others = {id_ for part in toll.parts if claim in part.claims for id_ in part.claims} - {claim}
    return sum(1 for id_ in others if id_ in counts and not counts[id_].meets(counts[claim]))


def _beside(claim: Claim) -> str:
    if claim.polarity == "denied":
        return "denied"
    if claim.modality != "asserted":
        return claim.modality
    if claim.scope == "cumulative":
        return "a total for a period"
    return "a later figure of this source took its place, or it counts other people"


def _scale(
    figures: list[int],
) -> tuple[Callable[[int], float], tuple[tuple[float, int], ...], bool]:
    most = max(figures)
    wide = most > 12 * max(1, min(figures))

    def at(figure: int) -> float:
        share = log10(1 + figure) / log10(1 + most) if wide else figure / most
        return round(share * _ROOM, 2)

    if wide:
        values = [0, *(10**power for power in range(len(str(most))))]
        values = [value for value in values if value <= most][-5:]
    else:
        step = _step(most)
        values = list(range(0, most + 1, step))
    return at, tuple((at(value), value) for value in values), wide


def _step(most: int) -> int:
    power: int = 10 ** max(0, len(str(most)) - 2)
    return next(power * k for k in (1, 2, 5, 10, 20, 50, 100) if most / (power * k) <= 5)
