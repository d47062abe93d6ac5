"""Members of a file of JSON lines: each line's own bytes, without the line break, are a copy.

Format: DESIGN, "Input document". Only the shape is checked here; the text is read from the bytes.
"""

import re
from typing import BinaryIO

import msgspec

from gavah.errors import CopyRefused, NoText, ReadingError, UndecodableText, UnknownFormat
from gavah.model import digest_of
from gavah.sources.limits import LEAF
from gavah.sources.spot import Found, Spot, Taken, Trouble

_MARK = b"\xef\xbb\xbf"
_REMEDY = 'write one JSON object a line, as {"id": "…", "date": "2020-02-12", "text": "…"}'
_BYTE = re.compile(r" ?\(byte (\d+)\)")
_FIELD = re.compile(r" - at `\$\.(\w+)`")


class Line(msgspec.Struct):
    """One JSON line; fields of other names are left in the bytes."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    text: str | None = None
    html: str | None = None


GIVEN = ("id", "title", "date", "publisher", "url")
_decode = msgspec.json.Decoder(Line).decode


def in_lines(spot: Spot, container: str, stream: BinaryIO) -> Found:
    """Every line that holds a document; blank lines are passed over, broken ones set aside.

    Raises:
        Trouble: the stream breaks off.
    """
    offset = number = 0
    while line := stream.readline(LEAF + 2):
        number += 1
        start, length = offset, len(line)
        if number == 1 and line.startswith(_MARK):
            line, start = line[len(_MARK) :], len(_MARK)
        here = spot.inside(container, f"line {number}", start)
        if len(line.rstrip(b"\r\n")) > LEAF:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
                length += len(line)
            reason = f"the line has {length:,} bytes; one document may have {LEAF:,}"
            yield here.aside(Trouble(CopyRefused, reason, "split the document"))
        elif line.strip():
            try:
                yield document_line(here, line.removesuffix(b"\n").removesuffix(b"\r"), start)
            except Trouble as trouble:
                yield here.aside(trouble)
        offset += length


def document_line(spot: Spot, content: bytes, start: int) -> Taken:
    """The copy that one line is.

    Raises:
        Trouble: it is not JSON, or holds no document.
    """
    try:
        line = _decode(content)
    except msgspec.ValidationError as error:
        raise _misshapen(str(error)) from None
    except msgspec.DecodeError as error:
        byte = _BYTE.search(str(error))
        at = start + (int(byte[1]) if byte else len(content))
        reason = (
            f"this is not JSON: {_BYTE.sub('', str(error)).removeprefix('JSON is malformed: ')}"
        )
        raise Trouble(UndecodableText, reason, _REMEDY, at) from None
    except UnicodeDecodeError as error:
        reason = "this is not JSON: its bytes are not UTF-8"
        raise Trouble(
            UndecodableText, reason, "write the file in UTF-8", start + _first_wrong(content, error)
        ) from None
    except RecursionError:
        raise Trouble(
            UndecodableText, "this is not JSON that can be read: nested too deep", _REMEDY
        ) from None
    if not any(text and not text.isspace() for text in (line.text, line.html)):
        raise Trouble(NoText, 'there is neither "text" nor "html" in it', _REMEDY)
    given = {name: value for name in GIVEN if (value := getattr(line, name))}
    capture = spot.capture(digest_of(content), "application/json", len(content), given=given)
    return Taken(capture, content)


def _misshapen(message: str) -> Trouble:
    field = _FIELD.search(message)
    if field is None:
        reason = "this is JSON, but no object"
        return Trouble(UnknownFormat, reason, _REMEDY)
    found = message[: field.start()].rpartition("got ")[2].strip("`")
    reason = f'the field "{field[1]}" is no text (found: {found})'
    return Trouble(ReadingError, reason, "write it in quotation marks, or leave it out")


def _first_wrong(content: bytes, error: UnicodeDecodeError) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as found:  # the decoder counts from the start of its string
        return found.start
    return error.start
