"""Bytes become text by evidence, and lead back to their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import ReadingError, UndecodableText
from gavah.reading.encodings import decode
from tests.reading.making import read_one
from tests.strategies_reading import texts

ARABIC = "قتل أربعة أشخاص في المدينة يوم الثلاثاء وأصيب آخرون بجروح في القصف على الحي القديم"
RUSSIAN = (
    "В городе задержаны около семисот человек, сообщило министерство внутренних дел в четверг."
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marked_and_wide_encodings_need_no_declaration(encoding: str) -> None:
    text = "Four people were killed in Exampleville, police said."
    assert decode(text.encode(encoding)).text == text


def test_a_wrong_declaration_gives_way_to_the_bytes_with_a_doubt() -> None:
    utf8 = decode("Größere Schäden – “viele”".encode(), declared="text/html; charset=iso-8859-1")
    assert (utf8.text, utf8.doubts) == ("Größere Schäden – “viele”", ("charset_wrong",))
    arabic = decode(ARABIC.encode("cp1256"), declared="text/html; charset=utf-8")
    assert (arabic.text, arabic.doubts) == (ARABIC, ("charset_wrong",))
    russian = decode(RUSSIAN.encode("cp1251"), declared="text/html; charset=windows-1252")
    assert (russian.text, russian.doubts) == (RUSSIAN, ("charset_wrong",))


def test_a_right_declaration_is_believed() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'.encode("cp1251")
    found = decode(page, page=True)
    assert RUSSIAN in found.text
    assert found.doubts == ()


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x7fELF" + b"\x00" * 400, b"\x89PNG\r\n\x1a\n" + b"\x00"]
)
def test_a_binary_named_txt_is_refused_with_its_remedy(content: bytes) -> None:
    with pytest.raises(UndecodableText, match=r"not text; (?:convert|give)"):
        decode(content)


def test_stray_bytes_keep_their_place() -> None:
    text = "Café, naïve, “four” killed – “five” injured"
    content = text.encode() + b" \x92 caf\xc3\xa9"
    found = decode(content)
    assert found.text == text + " � café"
    assert found.doubts == ("bytes_replaced",)
    at = found.text.rindex("café")
    assert content[found.byte_at(at) :] == "café".encode()


@settings(deadline=None, max_examples=80)
@given(texts(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]), st.data())
def test_the_bytes_of_a_slice_decode_to_it(text: str, encoding: str, data: st.DataObject) -> None:
    content = text.encode(encoding)
    try:
        found = decode(content)
    except ReadingError:
        return
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    sliced = content[found.byte_at(start) : found.byte_at(end)]
    assert sliced.decode(found.encoding) == found.text[start:end]


def test_half_a_surrogate_pair_in_json_does_not_break_the_document() -> None:
    document = read_one(b'{"text": "Four \\ud800 people were killed."}', "application/json")
    assert document.text == "Four � people were killed."
    assert document.doubts == ("bytes_replaced",)
