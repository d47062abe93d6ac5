"""The encoding of a copy's bytes, by evidence: mark, validity, declaration, then statistics.

UTF-8 that decodes is UTF-8, whatever was declared: text in another encoding almost never happens
to be valid UTF-8. Labels mean what browsers take them to mean (WHATWG Encoding, 2024: ISO-8859-1
is windows-1252). Nothing is repaired; bytes that no encoding explains become U+FFFD, are counted,
and keep their place in the map back (docs/terms.md, "Text").
"""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from threading import local

from gavah.errors import UndecodableText

SAMPLE = 1 << 16  # bytes that the statistics look at
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROWSER = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "tis-620": "cp874", "iso-8859-11": "cp874", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932", "unicode": "utf-8",
}  # fmt: skip
_META = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office file)"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"SQLite format 3", "an SQLite database"),
)
_ON_THE_WEB = [  # legacy encodings that the WHATWG standard keeps
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "cp874", "gb18030",
    "big5", "cp932", "euc_jp", "cp949", "cp866",
]  # fmt: skip
_noted = local()


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what it was decoded from.

    Attributes:
        encoding: Python's name of the encoding.
        skipped: bytes of the byte-order mark.
        replaced: (place in the text, first byte, end byte) of each U+FFFD that stands for bytes.
        doubts: "charset_wrong" (declared otherwise), "bytes_replaced".
    """

    text: str
    encoding: str
    skipped: int = 0
    replaced: tuple[tuple[int, int, int], ...] = ()
    doubts: tuple[str, ...] = ()

    def byte_at(self, offset: int) -> int:
        """The byte of the copy where the character at `offset` begins (its end, at the end)."""
        places = [place for place, _, _ in self.replaced]
        before = bisect_right(places, offset - 1)
        place, byte = 0, self.skipped
        if before:
            at, _, end = self.replaced[before - 1]
            place, byte = at + 1, end
        return byte + len(self.text[place:offset].encode(self.encoding, "surrogatepass"))


def decode(content: bytes, *, declared: str | None = None, page: bool = False) -> Decoded:
    """Decode by the best evidence.

    Args:
        declared: the charset of the HTTP header, or the whole Content-Type header.
        page: whether a <meta charset> inside counts as a declaration.

    Raises:
        UndecodableText: the bytes are not text, or no encoding explains them.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, len(mark), ())
    for magic, what in _NO_TEXT:
        if content.startswith(magic):
            raise UndecodableText(
                f"the bytes are {what}, not text; give the file its right name or type"
            )
    label = _label(declared) or (_meta(content) if page else None)
    if (wide := _wide(content, label)) is not None:
        return _decoded(content, wide, 0, ())
    controls = len(_CONTROLS.findall(content[:SAMPLE]))
    if controls > 8 and controls > len(content[:SAMPLE]) // 100:
        raise UndecodableText(
            f"{controls} control bytes in the first {len(content[:SAMPLE])}: the file is binary, "
            "not text; convert it to text, HTML or PDF first"
        )
    if content.isascii() and label not in {"iso2022_jp", "utf-7", "hz"}:
        return Decoded(content.decode("ascii"), "ascii")
    return _by_evidence(content, label)


def _by_evidence(content: bytes, label: str | None) -> Decoded:
    wrong = ("charset_wrong",) if label not in {None, "utf-8"} else ()
    try:
        return Decoded(content.decode("utf-8"), "utf-8", doubts=wrong)
    except UnicodeDecodeError:
        pass
    if label not in {None, "utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32"}:
        assert label is not None
        try:
            text = content.decode(label)
        except (UnicodeDecodeError, LookupError):
            text = None
        if text is not None and not _misread(content, text, label):
            return Decoded(text, label)
    # mostly UTF-8 with a few stray bytes
    multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", content))
    stray = _decoded(content, "utf-8", 0, wrong)
    if multibyte >= 5 * len(stray.replaced):
        return stray
    guess = _guess(content)
    if guess is None:
        raise UndecodableText(
            "no encoding yields text from these bytes"
            + (f" (declared: {label})" if label else "")
            + "; save the file as UTF-8, or name its charset in the capture"
        )
    doubts = ("charset_wrong",) if label else ("charset_guessed",)
    return _decoded(content, guess, 0, doubts)


def _decoded(content: bytes, encoding: str, skip: int, doubts: tuple[str, ...]) -> Decoded:
    """Decode, noting each run of bytes that becomes U+FFFD."""
    _noted.runs = []
    try:
        text = content[skip:].decode(encoding, "gavah.note")
        runs = _noted.runs
    finally:
        _noted.runs = []
    if not runs:
        return Decoded(text, encoding, skip, (), doubts)
    places = []
    at, last = 0, 0
    for start, end in runs:
        at += len(content[skip + last : skip + start].decode(encoding, "replace"))
        places.append((at, skip + start, skip + end))
        at, last = at + 1, end
    return Decoded(text, encoding, skip, tuple(places), (*doubts, "bytes_replaced"))


def _note(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _noted.runs.append((error.start, error.end))
    return "�", error.end


codecs.register_error("gavah.note", _note)


def _label(declared: str | None) -> str | None:
    if not declared:
        return None
    found = _HEADER.search(declared)
    if found is None and "/" in declared:
        return None
    return _known(found[1] if found else declared)


def _meta(content: bytes) -> str | None:
    found = _META.search(content[:4096])
    return _known((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _known(label: str) -> str | None:
    label = label.strip().lower()
    label = _BROWSER.get(label, label)
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # "rot13", "hex" and their like turn bytes into no text
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _wide(content: bytes, label: str | None) -> str | None:
    """UTF-16 without a mark: every other byte is nought in Latin text."""
    head = content[: SAMPLE - SAMPLE % 2]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    declared = label is not None and label.startswith("utf-16")
    enough = half // 10 if declared else half * 6 // 10
    if odd > enough and even < half // 20:
        return "utf-16-le"
    if even > enough and odd < half // 20:
        return "utf-16-be"
    return None


def _misread(content: bytes, text: str, label: str) -> bool:
    """Whether a single-byte charset was declared for bytes that are plainly in another one."""
    sample = text[:SAMPLE]
    if any("\x80" <= char <= "\x9f" for char in sample):
        return True
    strange = sum(char > "\x7f" for char in sample)
    if strange * 5 < len(sample) or not label.startswith(("cp125", "iso8859")):
        return False
    guess = _guess(content)
    if guess is None or guess == label:
        return False
    other = content[:SAMPLE].decode(guess, "replace")
    return _scripts(other) < _scripts(sample)


def _scripts(text: str) -> int:
    """How many words mix capitals inside or symbols among letters: what a misreading looks like."""
    return len(re.findall(r"\w[^\W\d_a-z]*[a-zà-ÿ][A-ZÀ-ß]|[À-ß]{2}|[¡-¿÷×]\w", text))


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # enough for the statistics, cut where a line ends so that no character is cut in two
    sample = content if len(content) <= SAMPLE else content[: content.rfind(b"\n", 0, SAMPLE) + 1]
    best = from_bytes(
        sample or content[:SAMPLE], threshold=0.3, cp_isolation=_ON_THE_WEB, enable_fallback=False
    ).best()
    return None if best is None else codecs.lookup(best.encoding).name
