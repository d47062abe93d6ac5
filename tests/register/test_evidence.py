"""What is kept of copies and readings, whatever the order it comes in."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from gavah.errors import RegisterError, UnknownId
from gavah.export.canonical import canonical
from gavah.model import Capture, SetAside
from gavah.register import Register, open_register
from tests.strategies_register import (
    ODD,
    STORY,
    VERSIONS,
    claim,
    document,
    keep,
    sealed,
    story,
)


def test_a_missing_case_is_not_made_unless_asked(tmp_path: Path, url: str | None) -> None:
    with pytest.raises(RegisterError, match="gavah run PATHS"):
        open_register(tmp_path / "case", url)
    assert not (tmp_path / "case").exists()


def test_a_url_that_is_none_is_wrong_usage_and_tells_no_password(tmp_path: Path) -> None:
    with pytest.raises(RegisterError.__mro__[1], match="postgresql://") as told:
        open_register(tmp_path, "user:secret@nowhere", make=True)
    assert "secret" not in str(told.value)


def test_one_file_taken_twice_is_one_capture_and_two_sources_stay_two(register: Register) -> None:
    sealed(register, b"bytes", at="2020-01-01T00:00:00Z")
    copy = sealed(register, b"bytes", at="2020-01-02T00:00:00Z")
    sealed(register, b"bytes", source="https://example.org/page")
    assert [one.source for one in register.captures(copy)] != []
    assert len(list(register.captures())) == 2
    assert register.stats()["copies"] == 1


def test_a_failed_capture_is_kept_and_not_read(register: Register) -> None:
    register.keep_capture(Capture(copy=None, source="https://x", at=None, tool="t", failure="404"))
    assert register.stats()["failed_captures"] == 1
    assert list(register.copies_without(*VERSIONS)) == []


def test_a_container_is_not_read_and_its_members_are(register: Register) -> None:
    whole = sealed(register, b"zip")
    member = sealed(register, b"member", part_of=whole, member="a.txt")
    assert [one.copy for one in register.copies_without(*VERSIONS)] == [member]


def test_what_is_read_is_not_read_again_until_a_version_changes(register: Register) -> None:
    read, _ = story(register)
    assert list(register.copies_without(*VERSIONS)) == []
    assert [one.copy for one in register.copies_without("reading 2", VERSIONS[1])] == [read.copy]
    assert [one.copy for one in register.copies_without(VERSIONS[0], "english 2")] == [read.copy]


def test_a_copy_without_capture_is_refused(register: Register) -> None:
    with pytest.raises(UnknownId, match="gavah seal"):
        keep(register, document("d", "sha256:" + "0" * 64))


def test_a_reading_comes_back_as_it_was_kept(register: Register) -> None:
    read, claims = story(register)
    assert register.document("story") == read
    assert list(register.claims()) == claims
    assert register.status("story") == "read"
    assert [one.id for one in register.told()] == ["story"]
    assert list(register.as_read.claims(act="killed")) == claims[:1]
    assert list(register.as_read.claims(document="other")) == []


def test_a_document_no_reader_reads_is_told_apart_from_one_without_claims(
    register: Register,
) -> None:
    from gavah.model import ReadDocument

    read = document("fa", sealed(register, b"fa"), language="fa")
    told = ReadDocument(document=read, claims=None, reader=None, signature=b"")
    register.keep_reading(read.copy, *VERSIONS, [told])
    assert register.status("fa") == "not read: language"
    assert register.stats()["not_read_language"] == 1


def test_an_older_reader_stays_until_pruned_and_one_is_current(register: Register) -> None:
    read, claims = story(register)
    keep(register, read, claims[0], readers="english 2")
    assert list(register.claims()) == claims[:1]
    assert len(list(register.claims(current=False))) == 4
    assert register.prune() == 3
    assert list(register.claims(current=False)) == claims[:1]


def test_which_copy_has_a_disputed_id_does_not_depend_on_arrival(register: Register) -> None:
    copies = [sealed(register, f"copy {n}".encode(), source=f"{n}.txt") for n in range(3)]
    winner = min(copies)
    for id_, order in enumerate(permutations(range(3))):
        for at in order:
            keep(register, document(f"same {id_}", copies[at]))
        assert [one.copy for one in register.documents()] == [winner]
        asides = list(register.set_asides())
        assert sorted(str(one.copy) for one in asides) == sorted(set(copies) - {winner})
        assert all(one.error == "DuplicateId" and winner[:19] in one.reason for one in asides)
        for copy in copies:  # each gives the id up again
            register.keep_reading(copy, *VERSIONS, [])
        assert list(register.documents()) == []
        assert list(register.set_asides()) == []


def test_an_id_that_becomes_free_goes_to_the_copy_that_waits(register: Register) -> None:
    first, second = sorted(sealed(register, bytes([n]), source=str(n)) for n in (1, 2))
    keep(register, document("same", first))
    keep(register, document("same", second))
    keep(register, document("other", first))
    waiting = [str(one.copy) for one in register.copies_without(*VERSIONS)]
    assert waiting == [second]
    keep(register, document("same", second))
    assert {one.id: one.copy for one in register.documents()} == {"other": first, "same": second}
    assert list(register.set_asides()) == []


def test_two_documents_of_one_copy_with_one_id_leave_the_first(register: Register) -> None:
    from gavah.model import ReadDocument

    copy = sealed(register, b"x")
    told = [
        ReadDocument(document=document("a", copy, text), claims=(), reader=None, signature=b"")
        for text in ("first", "second")
    ]
    register.keep_reading(copy, *VERSIONS, told)
    found = register.document("a")
    assert found is not None
    assert found.text == "first"
    assert [one.error for one in register.set_asides()] == ["DuplicateId"]


def test_a_copy_set_aside_is_done_and_named_once(register: Register) -> None:
    copy = sealed(register, b"x")
    aside = SetAside(source="x", error="NoText", reason="empty", remedy="look", copy=copy)
    for _ in range(2):
        register.keep_reading(copy, *VERSIONS, [], aside)
    assert list(register.set_asides()) == [aside]
    assert list(register.copies_without(*VERSIONS)) == []
    keep(register, document("x", copy), readers="english 2")
    assert list(register.set_asides()) == []


def test_the_capture_that_is_read_does_not_depend_on_arrival(register: Register) -> None:
    copy = sealed(register, b"x", source="b", given={"url": "https://b"})
    keep(register, document("x", copy))
    sealed(register, b"x", source="a", given={"url": "https://a"})
    (capture,) = register.copies_without(*VERSIONS)
    assert capture.source == "a"
    keep(register, document("x", copy))
    sealed(register, b"x", source="c", given={"url": "https://c"})
    assert list(register.copies_without(*VERSIONS)) == []


def test_the_canonical_bytes_do_not_depend_on_order(tmp_path: Path, place) -> None:  # type: ignore[no-untyped-def]
    found = []
    for ids in (("a", "b", "c"), ("c", "a", "b")):
        with open_register(tmp_path / ids[0], place(), make=True) as register:
            for id_ in ids:
                story(register, id_)
            found.append(b"".join(canonical(register, restricted=True)))
    assert found[0] == found[1]
    assert found[0]


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=ODD, text=ODD, source=ODD, id_=ODD)
def test_any_characters_come_back_as_they_were(
    register: Register, title: str, text: str, source: str, id_: str
) -> None:
    copy = sealed(register, text.encode("utf-8", "surrogatepass") + b"!", source=source)
    text, id_ = text + " were killed ", f"{copy} {id_}"
    read = document(id_, copy, text, title=title, publisher=source, url=source)
    made = claim(read, "killed", "were killed")
    keep(register, read, made)
    assert register.document(id_) == read
    assert register.claim(made.id) == made
    assert source in [one.source for one in register.captures(copy)]


def test_a_count_beyond_every_column_comes_back_whole(register: Register) -> None:
    from gavah.model import Count

    copy = sealed(register, b"x")
    read = document("d", copy)
    huge = Count(low=10**40, high=None, about=None, hedge="at_least")
    made = claim(read, "killed", "were killed", count=huge)
    keep(register, read, made)
    assert register.claim(made.id) == made


def test_a_text_of_megabytes_is_kept_and_found(register: Register) -> None:
    text = " ".join(f"w{n % 5000}x{n}" for n in range(120_000)) + " needle in hay " + STORY
    read = document("long", sealed(register, text.encode()), text)
    keep(register, read)
    hits = list(register.search('"needle in hay" w4x4 -absent'))
    assert [(one.kind, one.id) for one in hits] == [("document", "long")]
    assert "needle in hay" in hits[0].snippet or "w4x4" in hits[0].snippet
    assert list(register.search("needle -w4x4")) == []
    assert list(register.search("needle unheard")) == []
