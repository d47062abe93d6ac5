"""What bytes are, told from the bytes; a name decides only between HTML, text and JSON lines."""

import re
from typing import Literal

Kind = Literal["empty", "pdf", "warc", "zip", "gzip", "jsonl", "html", "text", "binary"]
HEAD = 8192
MEDIA = {"pdf": "application/pdf", "html": "text/html", "text": "text/plain"}

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"RIFF", b"ID3", b"OggS", b"7z\xbc",
    b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format", b"\xd0\xcf\x11\xe0", b"\x00asm",
)  # fmt: skip
_TAG = re.compile(
    rb"<!doctype html|<(?:html|head|body|title|meta|p|div|article|table|span|h1|a)[\s>/]", re.I
)
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
    if head.startswith(b"WARC/"):
        return "warc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_MAGIC):
        return "binary"
    if not head.startswith(_UTF16) and _is_binary(head):
        return "binary"
    low = name.lower().removesuffix(".gz")
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if low.endswith((".jsonl", ".ndjson")) or re.match(rb'\{\s*"', bare):
        return "jsonl"
    if low.endswith((".html", ".htm", ".xhtml")) or (bare.startswith(b"<") and _TAG.search(bare)):
        return "html"
    return "text"


def _is_binary(head: bytes) -> bool:
    controls = len(_CONTROL.findall(head))
    return head.count(0) > 0 or controls > len(head) // 20
