"""What bytes are, told from the bytes; a name decides only whether text is JSON lines or HTML.

HTML by the first tags, as the WHATWG's MIME sniffing (2024) does, with fragments allowed; text by
the absence of control characters, so that every 8-bit encoding passes and UTF-16 is known by its
mark or by its regular zeros.
"""

import re
from typing import Literal

Kind = Literal[
    "empty", "pdf", "warc", "zip", "gzip", "parquet", "cdx", "jsonl", "html", "text", "binary"
]
HEAD = 16384
MEDIA = {"pdf": "application/pdf", "html": "text/html", "text": "text/plain"}

_KNOWN = (  # what is neither read nor opened, by its first bytes, and what to call it
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"RIFF", "a RIFF file"),
    (b"ID3", "a sound file"), (b"OggS", "a sound file"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"), (b"SQLite format", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)  # fmt: skip
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|p|div|article|section|main"
    rb"|table|span|h[1-6]|a|b|i|em|strong|img|br|ul|ol|center|font|iframe|header|nav)[\s>/]", re.I
)  # fmt: skip
_XHTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.I)
_PROLOGUE = re.compile(rb"\s*(?:<\?xml.*?\?>|<!--.*?-->|\s)*", re.S)
_TAG = re.compile(rb"</(?:p|div|a|span|h[1-6]|li|td|article|body)\s*>", re.I)
_JSON_OBJECT = re.compile(rb'\{\s*"')
_LISTED = re.compile(rb'\S+\)\S* \d{14} (?:\{"|\S+ \S+ \d{3} \S+ )')  # a line of a CDX or CDXJ
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(head: bytes, name: str = "") -> Kind:
    """The kind of the bytes that begin with `head` (up to HEAD of them are looked at)."""
    head = head[:HEAD]
    if not head:
        return "empty"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(tuple(magic for magic, _ in _KNOWN)) or head[257:262] == b"ustar":
        return "binary"
    letters = _letters(head)
    if len(_CONTROL.findall(letters)) * 50 > len(letters):
        return "binary"
    if _LISTED.match(letters.partition(b"\n")[0].rstrip()) or letters.startswith(b" CDX "):
        return "cdx"
    low = name.lower().removesuffix(".gz")
    bare = letters.lstrip()
    if low.endswith((".jsonl", ".ndjson")) or _JSON_OBJECT.match(bare):
        return "jsonl"
    return _markup(bare, low)


def _markup(bare: bytes, low: str) -> Kind:
    prologue = _PROLOGUE.match(bare)
    first = bare[prologue.end() :] if prologue else bare
    if _HTML_START.match(first) or low.endswith((".html", ".htm", ".xhtml")):
        return "html"
    if bare.startswith(b"<?xml"):
        return "html" if _XHTML.search(bare) else "binary"
    fragment = first.startswith(b"<") or _XHTML.search(bare)
    return "html" if fragment or len(_TAG.findall(bare)) >= 3 else "text"


def _letters(head: bytes) -> bytes:
    """The bytes without a byte-order mark, in UTF-8 where UTF-16 or UTF-32 can be told."""
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return head.decode("utf-32", "ignore").encode("utf-8", "ignore")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    for start, codec in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros = head[start::2].count(0)  # ASCII in UTF-16 has a zero in every second byte
        if zeros * 4 > len(head) and not head[1 - start :: 2].count(0):
            return head.decode(codec, "ignore").encode("utf-8", "ignore")
    return head


def called(head: bytes) -> str:
    """What to call bytes that are of no known kind."""
    for magic, name in _KNOWN:
        if head.startswith(magic):
            return name
    if head[257:262] == b"ustar":
        return "a tar archive"
    return "XML that is no page" if head.lstrip().startswith(b"<?xml") else "not text"
