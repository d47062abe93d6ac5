"""The language of a page at a glance: from the words between its tags, before it is laid out.

Quick and coarse: some twenty times as fast as reading the page. Runs of text that look like
sentences are looked at and menus are not; where too few are found nothing is said.
"""

import re

from gavah.reading.language import language_of

_LOOKED_AT = 200_000  # bytes of a page
_ENOUGH = 600  # characters of sentences
_OUT = re.compile(rb"<(script|style|noscript|template|nav)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_TAG = re.compile(rb"<[^<>]*>")
_INLINE = re.compile(
    rb"</?(?:a|b|i|em|strong|span|u|small|sup|sub|mark|font|q|cite|abbr)\b[^<>]*>", re.I
)
_CHARSET = re.compile(rb"charset=[\"']?\s*([a-z0-9_-]+)", re.I)
_SHORTEST = 60  # characters of a run that may be a sentence


def language_at_a_glance(page: bytes) -> str | None:
    """ISO 639-1 code of the page's sentences; None where it cannot be told so soon."""
    head = page[:_LOOKED_AT]
    bare = _INLINE.sub(b"", _OUT.sub(b" ", head))
    runs = [" ".join(run.split()) for run in _decoded(head, bare).split("\x00")]
    found, length = [], 0
    for run in runs:
        if len(run) >= _SHORTEST:
            found.append(run)
            length += len(run)
        if length >= _ENOUGH:
            break
    return language_of(" ".join(found)) if length >= _SHORTEST * 2 else None


def _decoded(head: bytes, bare: bytes) -> str:
    named = _CHARSET.search(head[:4096])
    runs = _TAG.sub(b"\x00", bare)
    for codec in ("utf-8", named[1].decode("ascii") if named else "windows-1252"):
        try:
            return runs.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return runs.decode("utf-8", "ignore")
