"""The order in which documents come changes no byte of the register, in one run or over many."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench import tellings, world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.export.canonical import canonical
from gavah.model import Claim, Told
from gavah.register import open_register
from gavah.runs.link import link
from tests.register.test_linking_again import by_document, tell
from tests.running import gavah
from tests.strategies_linking import worlds

REPORTS = sorted((Path(__file__).parents[2] / "examples" / "reports").iterdir())
quiet = settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
Telling = tuple[Told, list[Claim]]


def register_of(told: Sequence[Telling], stops: Sequence[int] = ()) -> bytes:
    """The canonical bytes after the tellings came in that order, linked at each stop and the end."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_register(Path(folder) / "case", make=True) as register,
    ):
        for number, (document, claims) in enumerate(told):
            if number in stops:
                link(register, whole_from=9.0)
            tell(register, document, claims)
        link(register, whole_from=9.0)
        return b"".join(canonical(register, restricted=True))


@quiet
@given(worlds(12), st.data())
def test_claims_of_any_kind_end_as_one_register_in_any_order_and_any_steps(
    made: tuple[list[Claim], list[Told]], data: st.DataObject
) -> None:
    claims = by_document(made[0])
    told = [(one, claims.get(one.id, [])) for one in made[1]]
    order = data.draw(st.permutations(told))
    turned = [(one, data.draw(st.permutations(own))) for one, own in order]
    stops = data.draw(st.sets(st.integers(1, len(told)), max_size=3))
    assert register_of(turned, sorted(stops)) == register_of(told)


@settings(quiet, max_examples=5)
@given(st.integers(0, 10_000), st.data())
def test_reports_with_copies_citations_and_rising_tolls_end_as_one_register_in_any_order(
    seed: int, data: st.DataObject
) -> None:
    told = list(tellings.told(world.reports(40, seed=seed, years=1)))
    order = data.draw(st.permutations(told))
    stop = data.draw(st.integers(1, len(told)))
    assert register_of(order, [stop]) == register_of(told)


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The register of the example reports, all run at once."""
    case = tmp_path_factory.mktemp("in-order") / "case"
    gavah("run", *REPORTS, "--case", case, "--quiet")
    return gavah("export", "--canonical", "--case", case)


def test_the_example_reports_run_backwards_make_the_same_register(
    in_order: bytes, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    gavah("run", *REPORTS[::-1], "--case", case, "--quiet")
    assert gavah("export", "--canonical", "--case", case) == in_order
    assert in_order.count(b'"kind":"occurrence"') > 5


def test_the_example_reports_run_in_parts_from_the_middle_make_the_same_register(
    in_order: bytes, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    third = len(REPORTS) // 3
    for part in (REPORTS[third : 2 * third], REPORTS[2 * third :], REPORTS[:third]):
        gavah("run", *part, "--case", case, "--quiet")
    assert gavah("export", "--canonical", "--case", case) == in_order
