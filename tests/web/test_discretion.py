from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.register import open_register
from gavah.register.accounts import Accounts
from gavah.runs.link import link
from gavah.web.application import Web, gate
from gavah.web.discretion import NOWHERE, Discretion
from gavah.web.pool import Registers
from gavah.web.rules import rule_of
from gavah.web.team import Team
from tests.export.test_withholding import HELD, case  # noqa: F401
from tests.web.test_asking import counting

IDS = st.lists(st.from_regex(r"\A[cip]-[0-9a-f]{20}\Z") | st.text(min_size=1, max_size=12), max_size=6)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(telling=IDS, other=st.text(max_size=12))
def test_what_is_shown_leads_back_and_what_is_not_shown_leads_nowhere(
    telling: list[str], other: str
) -> None:
    made = Discretion(b"k" * 32, telling, frozenset())
    for one in telling:
        shown = made.text(one) if NOWHERE not in one else made.outside[one]
        assert shown != one
        assert made.meant(shown, "target") == one
        assert made.meant(one, "target") not in telling
        assert made.meant(one, "because") == one  # a reason is words, and no id
    begins = any(one.startswith(other) for one in telling)
    if other and not begins and other not in made.inside and len(other.splitlines()) < 2:
        assert made.meant(other, "id") == other


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:  # noqa: F811
    """A copy of the case with covered names, to be judged on."""
    from shutil import copytree

    copytree(case, tmp_path / "case")
    return tmp_path / "case"


def test_a_judgement_that_touches_no_name_leaves_ids_as_they_are_shown(own: Path) -> None:
    web = Web(Registers(lambda: open_register(own)), link, team=Team())
    with open_register(own) as register:
        Accounts(register).add("One", "viewer", "four words stand apart", codes=False, by="x")
        account = Accounts(register).of("One")
        assert account is not None
        session = web.sessions.start(account)
        first = web.discretion(register, session)
        assert first is not None
        claim = next(register.effective_claims())
        register.judge("confirm", [claim.id], by="A. Recorder", because="read twice")
        assert web.discretion(register, session) is first
        with counting(register) as asked:
            assert web.discretion(register, session) is first
        assert len(asked) <= 1
        person = next(one.id for one in register.persons() if HELD not in str(one.names))
        register.judge(
            "classify", [person], {"class": "restricted"}, by="A. Recorder", because="asked"
        )
        second = web.discretion(register, session)
        assert second is not None
        assert second is not first
        assert person in second.outside
        assert all(second.outside[one] == first.outside[one] for one in first.outside)
    web.registers.close()


def test_the_gate_asks_twice_at_most(own: Path) -> None:
    with open_register(own) as register:
        Accounts(register).add("One", "viewer", "four words stand apart", codes=False, by="x")
        account = Accounts(register).of("One")
        assert account is not None
        web = Web(Registers(lambda: register), link, team=Team())
        session = web.sessions.start(account)
        with counting(register) as asked:
            assert gate(web, session, rule_of("GET", "/incidents")) == "open"
        assert len(asked) <= 2
