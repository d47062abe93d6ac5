"""Texts, counts and claims for tests: the letters and marks that real reports hold."""

from datetime import date

from hypothesis import strategies as st

from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Claim,
    Count,
    Place,
    ReaderVersion,
    Victims,
    When,
    claim_id,
)

LETTERS = "abc ABC,.“”’-\r\n\t0۱٢٣é\u0301\u200f\u200c\u202eموسیخیابانیكيşżПу𝔊"


def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Persian and Arabic digits, bidi marks, combining marks, CRLF, letters beyond the plane."""
    return st.text(st.sampled_from(LETTERS), min_size=min_size, max_size=60)


def counts() -> st.SearchStrategy[Count]:
    """Counts whose bounds are in order."""
    ends = st.integers(0, 50)
    return st.builds(
        lambda low, width, open_below, open_above: Count(
            low=None if open_below else low,
            high=None if open_above else low + width,
            about=None,
            hedge=None,
        ),
        ends,
        ends,
        st.booleans(),
        st.booleans(),
    )


def claim(
    text: str = "Three people were killed in Karaj on Friday.",
    *,
    document: str = "d-1",
    act: str = "killed",
    quote: str = "killed",
    count: Count | None = None,
    names: tuple[str, ...] = (),
    **fields: object,
) -> Claim:
    """A claim of one sentence."""
    start = text.index(quote)
    anchor = Anchor.of(text, start, start + len(quote))
    told: dict[str, object] = {
        "id": claim_id(document, "harm", act, anchor, None),
        "document": document,
        "copy": "sha256:" + "0" * 64,
        "published": date(2022, 9, 30),
        "type": "harm",
        "act": act,
        "polarity": "affirmed",
        "modality": "asserted",
        "scope": "incident",
        "count": count or Count(low=3, high=3, about=3, hedge=None),
        "victims": Victims(description="people", names=names),
        "perpetrators": (),
        "place": Place(name="Karaj", country="IR", precision="settlement", lat=35.8, lon=51.0),
        "when": When(start=date(2022, 9, 30), end=date(2022, 9, 30), precision="day"),
        "attribution": (Attribution(name="Harbour Wire", role="publisher", kind="media"),),
        "codes": {},
        "anchors": Anchors(act=anchor, sentence=Anchor.of(text, 0, len(text))),
        "also": (),
        "doubts": (),
        "reader": ReaderVersion(name="test", version="1"),
    }
    return Claim(**{**told, **fields})  # type: ignore[arg-type]
