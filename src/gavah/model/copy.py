"""A capture: the record of how one copy came to be here; and what could not be taken."""

from typing import Any

from gavah.model.record import Record


class Capture(Record, frozen=True, kw_only=True, rename={"source": "from"}):
    """One taking of one copy. Identical bytes are stored once; each capture keeps its record.

    Attributes:
        copy: "sha256:" and the digest; None for a capture that failed.
        source: where it came from: a path, a URL, or "-" for standard input. Written as "from".
        at: when it was taken, UTC, ISO 8601 (from the WARC record where there is one).
        tool: what took it, with its version.
        media_type: as found in the bytes, not as declared.
        size: bytes.
        part_of: "sha256:…" of the container it is a member of.
        member: its name, line number or record id in the container.
        offset: bytes from the start of the (decompressed) container to the member's first byte.
        headers: HTTP headers when known.
        given: what came with it: the other fields of a JSON line (id, title, date, publisher, url),
            the target URI of a WARC record.
        failure: why the capture failed; None when it did not.
    """

    copy: str | None
    source: str
    at: str | None
    tool: str
    media_type: str | None = None
    size: int | None = None
    part_of: str | None = None
    member: str | None = None
    offset: int | None = None
    headers: dict[str, str] | None = None
    given: dict[str, Any] = {}
    failure: str | None = None


class SetAside(Record, frozen=True, kw_only=True):
    """Something that could not be taken or read: counted in the summary, named, and passed over.

    Attributes:
        source: the file, with the member's name where it lies in a container.
        offset: byte offset of the trouble, where known.
        error: the class of the error, as in `gavah.errors`.
        reason: one sentence: what was found.
        remedy: one sentence: what to do next.
    """

    source: str
    error: str
    reason: str
    remedy: str
    offset: int | None = None
    copy: str | None = None
