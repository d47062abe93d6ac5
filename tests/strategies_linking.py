"""Claims and documents made by hand for tests of linking, and strategies over them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Claim,
    Count,
    Perpetrator,
    Place,
    ReaderVersion,
    Told,
    Victims,
    When,
    claim_id,
)

TOWNS = {
    "Karaj": ("IR", 35.84, 50.94, 128747),
    "Mahabad": ("IR", 36.76, 45.72, 125000),
    "Marikana": ("ZA", -25.70, 27.48, 971000),
    "Yangon": ("MM", 16.81, 96.16, 1298824),
    "Paris": ("FR", 48.86, 2.35, 2988507),
}
COUNTRIES = {"Iran": ("IR", 130758), "Myanmar": ("MM", 1327865), "South Africa": ("ZA", 953987)}


def town(name: str) -> Place:
    """A settlement of TOWNS."""
    country, lat, lon, geonames = TOWNS[name]
    return Place(
        name=name,
        settlement=name,
        country=country,
        precision="settlement",
        lat=lat,
        lon=lon,
        geonames=geonames,
    )


def country(name: str) -> Place:
    """A country of COUNTRIES."""
    code, geonames = COUNTRIES[name]
    return Place(name=name, country=code, precision="country", geonames=geonames)


def on(day: date | str, end: date | str | None = None) -> When:
    """A day, or a span of days."""
    start = date.fromisoformat(day) if isinstance(day, str) else day
    last = start if end is None else date.fromisoformat(end) if isinstance(end, str) else end
    width = (last - start).days + 1
    precision: Any = (
        "day" if width == 1 else "week" if width < 8 else "month" if width < 32 else "year"
    )
    return When(start=start, end=last, precision=precision)


def exactly(n: int) -> Count:
    """A bare figure."""
    return Count(low=n, high=n, about=n, hedge=None)


def at_least(n: int) -> Count:
    """ "At least n"."""
    return Count(low=n, high=None, about=n, hedge="at_least")


def about(n: int) -> Count:
    """ "About n"."""
    return Count(low=None, high=None, about=n, hedge="about")


def said(
    document: str,
    act: str = "killed",
    *,
    at: int = 0,
    count: Count | int | None = None,
    when: When | str | None = None,
    place: Place | str | None = None,
    names: Sequence[str] = (),
    description: str | None = None,
    by: Sequence[str] = (),
    speaker: str | None = None,
    publisher: str | None = None,
    published: str | None = "2021-03-16",
    scope: Any = "incident",
    polarity: Any = "affirmed",
    modality: Any = "asserted",
    type_: Any = "harm",
    sentence: int | None = None,
    kind: Any = "unknown",
) -> Claim:
    """One claim. `at` is where its act stands; `sentence` the start of its sentence (default `at`)."""
    act_anchor = Anchor(start=at, end=at + 6, quote="wordsa")
    start = at if sentence is None else sentence
    attribution = tuple(
        Attribution(name=speaker, role="speaker", kind=kind) for _ in "x" if speaker
    )
    if publisher:
        attribution += (Attribution(name=publisher, role="publisher"),)
    return Claim(
        id=claim_id(document, type_, act, act_anchor, speaker),
        document=document,
        copy="sha256:" + "0" * 64,
        published=date.fromisoformat(published) if published else None,
        type=type_,
        act=act,
        polarity=polarity,
        modality=modality,
        scope=scope,
        count=exactly(count) if isinstance(count, int) else count,
        victims=Victims(description=description, names=tuple(names))
        if names or description
        else None,
        perpetrators=tuple(Perpetrator(name=name) for name in by),
        place=town(place) if isinstance(place, str) else place,
        when=on(when) if isinstance(when, str) else when,
        attribution=attribution,
        codes={},
        anchors=Anchors(
            act=act_anchor,
            sentence=Anchor(
                start=start, end=max(start, at) + 60, quote=f"sentence {document} {start}"
            ),
        ),
        also=(),
        doubts=(),
        reader=ReaderVersion(name="hand", version="1"),
    )


def telling(
    id_: str,
    published: str | None = "2021-03-16",
    publisher: str | None = None,
    title: str | None = None,
) -> Told:
    """A document as linking sees it."""
    return Told(
        id=id_,
        title=title,
        publisher=publisher,
        published=date.fromisoformat(published) if published else None,
        length=3000,
        signature=b"",
    )


_NAMES = (
    "Pouya Rostami",
    "Puya Rostami",
    "Zin Mar Oo",
    "Thabo Nkosi",
    "Samira Qaderi",
    "Daniel Osei",
    "Rostami",
)


@st.composite
def worlds(draw: st.DrawFn, most: int = 10) -> tuple[list[Claim], list[Told]]:
    """Claims of several documents about a few occurrences and periods, with gaps and differences."""
    claims: list[Claim] = []
    told: list[Told] = []
    for number in range(draw(st.integers(1, most))):
        id_ = f"d{number}"
        published = date(2021, 3, 10) + timedelta(draw(st.integers(0, 12)))
        publisher = draw(st.sampled_from([None, "Harbour Wire", "Delta Courier", "Nile Monitor"]))
        told.append(
            telling(
                id_,
                published.isoformat(),
                publisher,
                draw(st.sampled_from([None, "Miners mourned", "Unrest"])),
            )
        )
        for place_in_text in range(draw(st.integers(1, 4))):
            period = draw(st.booleans()) and draw(st.booleans())
            day = date(2021, 3, 1) + timedelta(draw(st.integers(0, 12)))
            whens = (
                [None, on("2021-03-01", "2021-03-31")]
                if period
                else [None, on(day), on(day, day + timedelta(2))]
            )
            gathering = draw(st.integers(0, 5)) == 0
            claims.append(
                said(
                    id_,
                    "demonstration"
                    if gathering
                    else draw(st.sampled_from(["killed", "injured", "arrested"])),
                    at=place_in_text * draw(st.sampled_from([90, 400, 900])) + place_in_text,
                    count=draw(
                        st.one_of(
                            st.none(),
                            st.integers(1, 40).map(exactly),
                            st.integers(1, 40).map(at_least),
                            st.integers(2, 90).map(about),
                        )
                    ),
                    when=draw(st.sampled_from(whens)),
                    place=draw(
                        st.sampled_from([None, "Karaj", "Mahabad", "Yangon", country("Iran")])
                    ),
                    names=()
                    if gathering
                    else draw(st.lists(st.sampled_from(_NAMES), max_size=2, unique=True)),
                    description=draw(
                        st.sampled_from(
                            [None, "people", "soldiers", "a 15-year-old girl", "the gunman"]
                        )
                    ),
                    speaker=draw(st.sampled_from([None, "police", "Daniel Osei", "Harbour Wire"])),
                    publisher=publisher,
                    published=published.isoformat(),
                    scope="cumulative" if period else "incident",
                    polarity=draw(st.sampled_from(["affirmed", "affirmed", "affirmed", "denied"])),
                    modality=draw(
                        st.sampled_from(["asserted", "asserted", "asserted", "alleged", "planned"])
                    ),
                    type_="gathering" if gathering else "harm",
                )
            )
    return claims, told
