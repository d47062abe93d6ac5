"""How often a page asks the database, and that what it covers is what an export withholds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.export.masking import Mask
from gavah.model import Anchor, Person, PersonName, Place, Victims
from gavah.register import Register, open_register
from gavah.register.chain import utc_now
from gavah.register.folding import folded
from gavah.runs.link import link
from gavah.web import views
from gavah.web.application import Web, visiting
from gavah.web.html import html
from gavah.web.pages import Page, read_question
from gavah.web.pool import Registers
from gavah.web.veil import COVERED, Names, Veil, covered, present, sought
from tests.register.conftest import Ticking
from tests.strategies import texts
from tests.strategies_register import claim, document, incident, keep, linked, named, sealed
from tests.web.conftest import Case

MOST = 40  # questions to the database for one page, whatever it shows


@contextmanager
def counting(register: Register) -> Iterator[list[str]]:
    """Every question asked meanwhile."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        if not str(given[2]).startswith("BEGIN"):
            asked.append(str(given[2]))

    database = register.session.database
    sa.event.listen(database, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(database, "before_cursor_execute", note)


def web_over(case: Case) -> Web:
    return Web(Registers(lambda: open_register(case.folder, case.url)), link)


def shown(web: Web, register: Register, one: Page, **asked: str) -> str:
    """A page, as the server makes it."""
    token = web.sessions.link()
    session = web.sessions.open(token)
    assert session is not None
    question = read_question(one.asked, list(asked.items()), asked)
    with register.session.still():
        visit = visiting(web, register, session, one.path)
        record = one.view(visit, question)
        frame = views.frame(visit)
    return html(one.template, record, session=session, path=one.path, asked=question, frame=frame)


def ids(register: Register) -> dict[str, list[str]]:
    """Entries by the page that shows one."""
    return {
        "/incidents/{id}": [one.id for one in register.incidents()],
        "/persons/{id}": [one.id for one in register.persons()],
        "/claims/{id}": [one.id for one in register.claims()][:5],
        "/documents/{id}": [one.id for one in register.documents()],
    }


@pytest.mark.parametrize("path", [one.path for one in views.PAGES])
def test_a_page_asks_a_bounded_number_of_times(case: Case, path: str) -> None:
    (one,) = [page for page in views.PAGES if page.path == path]
    web = web_over(case)
    with web.registers.lent() as register:
        web.catalogue(register)
        for id_ in ids(register).get(path, [""]):
            with counting(register) as asked:
                shown(web, register, one, **({"id": id_} if id_ else {}))
            assert len(asked) <= MOST, (path, len(asked))
    web.registers.close()


def test_the_list_of_incidents_asks_as_often_for_many_as_for_few(tmp_path: Path) -> None:
    counts = []
    for many in (2, 60):
        with open_register(tmp_path / str(many), make=True, clock=Ticking()) as register:
            fill(register, many)
            web = Web(Registers(lambda: register), link)
            web.catalogue(register)
            made = []
            for one in views.PAGES:
                if "{id}" not in one.path:
                    with counting(register) as asked:
                        shown(web, register, one)
                    made.append((one.path, len(asked)))
            counts.append(made)
    assert counts[0] == counts[1]


def test_a_list_says_how_many_entries_it_has(tmp_path: Path) -> None:
    with open_register(tmp_path / "case", make=True, clock=Ticking()) as register:
        fill(register, 5)
        web = Web(Registers(lambda: register), link)
        pages = {one.path: one for one in views.PAGES}
        counts = {"/incidents": "5", "/persons": "5", "/claims": "10", "/sources": "5"}
        for path, many in counts.items():
            heading = re.search(r"<h1>.*?</h1>", shown(web, register, pages[path]), re.DOTALL)
            assert heading is not None
            assert re.findall(r"\d+", re.sub(r"<[^>]+>", " ", heading[0])) == [many], path


def fill(register: Register, many: int) -> None:
    """So many documents, each with a death and an arrest, linked to an incident each."""
    incidents, persons = [], []
    for number in range(many):
        text = f"Two men were killed in Karaj. Later, six people were arrested. Number {number}."
        read = document(f"d-{number:03}", sealed(register, text.encode()), text)
        killed = named(read, "killed", "were killed", f"Reza Number{number}")
        held = named(read, "arrested", "were arrested", f"Omid Number{number}")
        keep(register, read, killed, held)
        incidents.append(incident(killed, held))
        persons.append(person_of(held, f"Omid Number{number}"))
    register.keep_linked(linked(incidents, persons))
    register.log("link")


def person_of(claim_: Any, *names: str) -> Person:
    return Person(
        id=f"p-{claim_.id[2:]}", names=tuple(PersonName(text=name, script="Latn") for name in names),
        kind="victim", fate=claim_.act, statuses=(), claims=(claim_.id,),
    )  # fmt: skip


NAMES = ("Omid Sabet", "Sara Karimi", "Ali Ahmadi", "امید ثابت")
ACTS = (("killed", "were killed"), ("arrested", "were arrested"), ("injured", "was injured"))


@given(
    told=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(ACTS), st.sampled_from(NAMES)),
        min_size=1, max_size=6, unique_by=lambda one: (one[0], one[1][0]),
    ),
    one_person=st.booleans(),
    classes=st.sampled_from((None, "public", "secret")),
)  # fmt: skip
@settings(deadline=None, max_examples=30)
def test_a_page_covers_what_an_export_withholds(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[tuple[int, tuple[str, str], str]],
    one_person: bool,
    classes: str | None,
) -> None:
    case = tmp_path_factory.mktemp("case") / "case"
    with open_register(case, make=True, clock=utc_now) as register:
        made = []
        for number in sorted({one[0] for one in told}):
            read = document(f"d-{number}", sealed(register, f"copy {number}".encode()))
            mine = [
                claim(read, act, words, victims=Victims(names=(name,)))
                for at, (act, words), name in told
                if at == number
            ]
            keep(register, read, *mine)
            made.extend(mine)
        groups: dict[str, list[Any]] = {}
        for one in made:
            assert one.victims is not None
            key = one.victims.names[0] if one_person else one.id
            groups.setdefault(key, []).append(one)
        persons = [
            msgspec.structs.replace(
                person_of(held[0], *dict.fromkeys(one.victims.names[0] for one in held)),
                claims=tuple(sorted(one.id for one in held)),
            )
            for held in groups.values()
        ]
        register.keep_linked(linked([incident(*made)], persons))
        if classes is not None:
            value = {"field": "names", "class": classes}
            register.judge("classify", [persons[0].id], value, by="A", because="asked")
        whole = register.withheld().names
        web = Web(Registers(lambda: register), link)
        for read_ in register.documents():
            veil = Veil(register, web.everyone, web.pulse(register))
            veil.over([read_.id])
            assert veil.names(read_.id) == whole.get(read_.id, ())


def test_names_are_found_whole_whatever_their_letters() -> None:
    names = Names(["Sara Karimi", "علي كريمي", "Sara"])
    assert names.within("A woman, SARA  KARIMI, came") == ["Sara", "Sara Karimi"]
    assert names.within("از علی کریمی خبری نیست") == ["علي كريمي"]
    assert names.within("Karimi Sara and Sarah") == ["Sara"]


WORDS = st.sampled_from(("Sara", "Karimi", "Karīmi", "KARIMI’s", "ki", "علي", "علی", "كريمی", "کَریمی",
                         "Al-Karimi", "O’Brian", "Straße", "İpek", "_Sara", "Sara2", "Nø", "\u200c", "\u202e", ",", "\n"))  # fmt: skip


@given(
    names=st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=4, unique=True),
    text=st.one_of(
        texts(), st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS).map("".join)
    ),
)
@settings(deadline=None, max_examples=300)
def test_names_sought_for_a_text_are_all_that_a_mask_would_find_in_it(
    names: list[str], text: str
) -> None:
    held = present(names, sought(text))
    missed = [name for name in names if folded(name) and name not in Names(names).within(text)]
    assert all(list(Mask([name]).spans(text, parts=False)) == [] for name in missed)
    assert list(Mask(held).spans(text)) == list(Mask(names).spans(text))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5))
def test_covering_keeps_every_character_outside_the_spans(spans: list[tuple[int, int]]) -> None:
    from gavah.web.veil import merged

    text = "abcdefghijklmnopqrst"
    whole = merged((min(pair), max(pair)) for pair in spans if pair[0] != pair[1])
    kept = "".join(
        letter for at, letter in enumerate(text) if not any(s <= at < e for s, e in whole)
    )
    assert covered(text, whole).replace(COVERED, "") == kept


def test_a_session_reveals_one_entry_for_a_while(tmp_path: Path) -> None:
    from gavah.web.sessions import IDLE, REVEALED, Sessions

    now = [0.0]
    sessions = Sessions(lambda: now[0])
    session = sessions.open(sessions.link())
    assert session is not None
    sessions.reveal(session, "i-1")
    assert sessions.reveals(session, "i-1")
    assert not sessions.reveals(session, "i-2")
    now[0] = REVEALED + 1
    assert not sessions.reveals(session, "i-1")
    assert sessions.of(session.id) is session
    now[0] += IDLE + 1
    assert sessions.of(session.id) is None


def test_a_page_covers_the_exact_place_of_someone_withheld(tmp_path: Path) -> None:
    text = "Six people were arrested at 12 Ivy Lane in Karaj. They were led from 12 Ivy Lane."
    with open_register(tmp_path / "case", make=True) as register:
        read = document("d-1", sealed(register, text.encode()), text)
        start = text.index("12 Ivy Lane")
        place = Place(name="12 Ivy Lane", settlement="Karaj", country="IR", precision="exact")
        held = named(read, "arrested", "were arrested", "Omid Sabet", place=place)
        anchors = msgspec.structs.replace(
            held.anchors, place=Anchor.of(text, start, start + len("12 Ivy Lane"))
        )
        keep(register, read, msgspec.structs.replace(held, anchors=anchors))
        register.keep_linked(linked([incident(held, title="Arrested, 12 Ivy Lane", place=place)]))
        register.log("link")
        web = Web(Registers(lambda: register), link)
        for one in views.PAGES:
            for id_ in ids(register).get(one.path, [""]):
                page = shown(web, register, one, **({"id": id_} if id_ else {}))
                assert "Ivy" not in page, one.path


def test_a_judgement_on_who_may_see_a_name_holds_on_every_page(tmp_path: Path) -> None:
    with open_register(tmp_path / "case", make=True, clock=Ticking()) as register:
        read = document("d-1", sealed(register, b"copy"), title="Of Reza Sabet")
        dead = named(read, "killed", "were killed", "Reza Sabet")
        held = named(read, "arrested", "were arrested", "Omid Karimi")
        keep(register, read, dead, held)
        persons = [person_of(dead, "Reza Sabet"), person_of(held, "Omid Karimi")]
        register.keep_linked(linked([incident(dead, held)], persons))
        register.log("link")
        for person, class_ in zip(persons, ("secret", "public"), strict=True):
            value = {"field": "names", "class": class_}
            register.judge("classify", [person.id], value, by="A. Recorder", because="asked")
        web = Web(Registers(lambda: register), link)
        pages = {one.path: one for one in views.PAGES}
        for path, one in pages.items():
            for id_ in ids(register).get(path, [""]):
                page = shown(web, register, one, **({"id": id_} if id_ else {}))
                assert "Sabet" not in page, path
        assert "Karimi" in shown(web, register, pages["/persons"])
        for path, found in (("/persons", "people wide"), ("/search", "<li")):
            assert (
                found
                not in shown(web, register, pages[path], q="sabet")
                .split("<main")[1]
                .split("</main")[0]
            )
            assert "Karimi" in shown(web, register, pages[path], q="karimi")
