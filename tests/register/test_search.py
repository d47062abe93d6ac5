"""What is indexed is found, however it is written."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gavah.register import Register
from gavah.register.folding import folded, words
from gavah.register.searching import asked
from tests.strategies_register import (
    ODD,
    document,
    incident,
    keep,
    linked,
    person,
    sealed,
    story,
)


def ids(register: Register, query: str, *kinds: str) -> list[str]:
    return [one.id for one in register.search(query, kinds or None)]


@given(ODD)
def test_folding_is_idempotent(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(ODD)
def test_every_folded_word_stands_where_it_says(text: str) -> None:
    for word in words(text):
        assert folded(text[word.start : word.end]) == word.folded


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ODD, st.data())
def test_a_search_finds_what_was_indexed(
    register: Register, text: str, data: st.DataObject
) -> None:
    whole = folded(text).split()
    assume(whole)
    copy = sealed(register, text.encode("utf-8", "surrogatepass"))
    keep(register, document(copy, copy, text))
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    phrase = " ".join(whole[start:end])
    assert copy in ids(register, f'"{phrase}"', "document")
    assert copy in ids(register, whole[start][:1] + "*", "document")
    assert copy not in ids(register, f"{whole[start]} -{whole[end - 1]}", "document")


FORMS = [
    ("علی کریمی در تهران کشته شد", "علي كريمي"),
    ("می‌روند به خانه", "میروند"),
    ("مُحَمَّد", "محمد"),
    ("Müller und Čapek", "muller capek"),
    ("LÊ Đức Thọ", "le duc tho"),
    ("در سال ۱۳۹۸", "1398"),
    ("It’s the “Evin” prison", "evin prison"),
    ("ﷲ", "الله"),
]


def test_forms_of_a_letter_do_not_matter(register: Register) -> None:
    for number, (written, sought) in enumerate(FORMS):
        read = document(f"d{number}", sealed(register, written.encode()), written)
        keep(register, read)
        (hit,) = register.search(sought)
        assert hit.id == read.id
        assert hit.start is not None
        assert read.text[hit.start : hit.end] == hit.snippet
        assert hit.marks


def test_phrases_prefixes_and_exclusions(register: Register) -> None:
    _, claims = story(register)
    assert ids(register, '"were killed in"', "document") == ["story"]
    assert ids(register, '"killed were"') == []
    assert ids(register, "kill") == []
    assert ids(register, "kill*", "document") == ["story"]
    assert ids(register, "karaj -arrested", "document") == []
    assert ids(register, 'karaj -"people were"', "document") == []
    assert ids(register, '"six people"', "claim") == [claims[1].id]
    assert ids(register, "") == ids(register, "-karaj") == ids(register, '"" - * !!') == []


def test_names_titles_and_fields_are_found_too(register: Register) -> None:
    read, claims = story(register)
    keep(register, document("story", read.copy, title="Unrest in Alborz"), *claims)
    who = person("Sara Karimi", claims[1], other=("سارا کریمی",))
    what = incident(*claims, title="Killed in Karaj")
    register.keep_linked(linked([what], [who]))
    assert ids(register, "alborz") == ["story"]
    assert ids(register, "سارا") == [who.id]
    assert ids(register, "killed", "incident") == [what.id]
    assert ids(register, "ahmadi", "claim") == [claims[0].id]
    assert len(ids(register, "killed")) > len(list(register.search("killed", limit=1))) == 1


def test_what_is_no_longer_current_is_not_found(register: Register) -> None:
    read, _ = story(register)
    keep(register, document("story", read.copy, "Nothing of that."))
    assert ids(register, "killed") == []
    assert ids(register, "nothing") == ["story"]


@given(st.text(max_size=40))
def test_any_query_is_read(query: str) -> None:
    wanted = asked(query)
    for term in (*wanted.terms, *wanted.without):
        assert folded(term.rstrip("*")) == term.rstrip("*") != ""


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet="ab\"*-'():&|!<>\\%_; ٣", max_size=15))
def test_no_query_breaks_the_engine(register: Register, query: str) -> None:
    list(register.search(query))
