"""The gazetteer: what it holds, how it folds names, and what it costs."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.gazetteer import KINDS, Entry, fold, known, lookup


def first(name: str) -> Entry:
    return lookup(name)[0]


def test_a_town_is_found_with_its_country_province_and_position() -> None:
    shiraz = first("Shiraz")
    assert (shiraz.kind, shiraz.country, shiraz.admin) == ("settlement", "IR", "Fars")
    assert shiraz.lat is not None
    assert shiraz.lon is not None
    assert (round(shiraz.lat), round(shiraz.lon)) == (30, 53)
    assert shiraz.geonames is not None


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("Mariwan", "Marīvān"),
        ("Javanrood", "Javānrūd"),
        ("bandar-e mahshahr", "Bandar-e Māhshahr"),
        ("Mahshahr", "Bandar-e Māhshahr"),
        ("KERMANSHAH", "Kermanshah"),
    ],
)
def test_usual_transliterations_find_the_same_town(written: str, usual: str) -> None:
    assert usual in [entry.name for entry in lookup(written)]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Nangarhar", "province", "AF"),
        ("Helmand province", "province", "AF"),
        ("Calif.", "province", "US"),
        ("W.Va.", "province", "US"),
        ("UK", "country", "GB"),
        ("the United States", "country", "US"),
        ("Burma", "country", "MM"),
        ("Darfur", "region", "SD"),
        ("Evin prison", "exact", "IR"),
        ("Qezel Hesar", "exact", "IR"),
        ("Behesht-e Zahra", "exact", "IR"),
        ("Camp Ashraf", "exact", "IQ"),
        ("Rapides Parish", "district", "US"),
    ],
)
def test_provinces_regions_venues_and_abbreviations_are_there(
    name: str, kind: str, country: str
) -> None:
    assert (kind, country) in [(entry.kind, entry.country) for entry in lookup(name)]


def test_a_shared_name_gives_every_place_of_it() -> None:
    countries = {entry.country for entry in lookup("Hyderabad")}
    assert {"IN", "PK"} <= countries
    assert {"EG", "IQ"} <= {entry.country for entry in lookup("Tahrir Square")}


def test_a_venue_says_which_town_it_lies_in() -> None:
    assert first("Evin").settlement == "Tehran"


def test_every_country_has_at_most_one_capital() -> None:
    assert [entry.country for entry in lookup("Kabul") if entry.capital] == ["AF"]
    assert not any(entry.capital for entry in lookup("Lahore"))


def test_a_name_nobody_bears_is_not_found() -> None:
    assert lookup("Xyzzyville") == []
    assert lookup("") == []
    assert not known("Xyzzyville")


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=100)
def test_folding_twice_is_folding_once_up_to_a_leading_article(name: str) -> None:
    once = fold(name)
    assert fold(once) == once or once.startswith("the ")
    assert all(entry.kind in KINDS for entry in lookup(name))


def test_loading_takes_little_memory() -> None:
    script = (
        "import resource; from gavah.claims.gazetteer import lookup;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; lookup('Tehran');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 100_000
