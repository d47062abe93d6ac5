"""A folder of everything that comes broken, and two good files among it."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

GOOD = {
    "aa-good.txt": "Karaj, June 4, 2022 - Police shot dead three protesters in Karaj on Friday.\n",
    "zz-good.txt": "Minsk, June 4, 2022 - Police shot dead two protesters in Minsk on Friday.\n",
}
MARKS = "\u202eشصت نفر\u202c در كرج\u200cاند, caf\u0065\u0301, 3\u0335 people were killed in Karaj."


def encrypted_pdf() -> bytes:
    """A PDF whose trailer says that it is encrypted with a password nobody gave."""
    key = b"<" + b"28" * 32 + b">"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length 4>>stream\nabcd\nendstream",
        b"<</Filter/Standard/V 1/R 2/O" + key + b"/U" + key + b"/P -44>>",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj" % number + body + b"endobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size %d/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]>>" % (len(objects) + 1)
    out.write(b"trailer" + trailer + b"startxref\n%d\n%%%%EOF" % table)
    return out.getvalue()


def warc() -> bytes:
    """A WARC of two captured pages, uncompressed."""
    page = "<html><body><article><p>{} people were killed in Karaj.</p></article></body></html>"
    records = []
    for number in (4, 5):
        body = page.format(number).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
            f"WARC-Date: 2022-06-04T00:00:00Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def bomb() -> bytes:
    """A ZIP of a few hundred kilobytes whose one member unpacks to 300 million bytes."""
    size = 300 << 20
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk, check, packed = b" " * (1 << 20), 0, []
    for _ in range(size >> 20):
        packed.append(squeeze.compress(chunk))
        check = zlib.crc32(chunk, check)
    data = b"".join([*packed, squeeze.flush()])
    name = b"bomb.txt"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(data), size, len(name), 0)  # fmt: skip
    central = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(data), size, len(name), 0, 0, 0, 0, 0, 0
    )  # fmt: skip
    start = len(local) + len(name) + len(data)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), start, 0)
    return local + name + data + central + name + end


def climbing() -> bytes:
    """A ZIP with a member whose name leads out of it, and an honest one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../outside.txt", "Six people were killed in Karaj.")
        archive.writestr("inside.txt", "Seven people were killed in Karaj on Friday.")
    return out.getvalue()


def make(folder: Path, *, large: int = 50 << 20) -> None:
    """Write all of it.

    Args:
        large: bytes of the file with one line.
    """
    folder.mkdir(parents=True)
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    nested = "<div>" * 100_000 + "Eight people were killed in Karaj." + "</div>" * 100_000
    line = {"id": "twin", "text": "Nine people were killed in Karaj on Friday."}
    twin = {"id": "twin", "text": "Ten people were killed in Karaj on Friday."}
    year0 = {"id": "year-0", "date": "0000-01-01", "text": "One man was killed in Karaj."}
    marks = {"id": "marks", "text": MARKS}
    lines = [
        json.dumps(line),
        json.dumps(twin),
        json.dumps(year0),
        json.dumps(marks),
        '{"text": oops',
    ]
    declared = '<html><head><meta charset="utf-8"></head><body><p>{}</p></body></html>'
    files = {
        "empty.txt": b"",
        "empty.pdf": b"",
        "encrypted.pdf": encrypted_pdf(),
        "cut.txt.gz": gzip.compress(b"Two people were killed in Karaj. " * 99, mtime=0)[:-40],
        "cut.warc": warc()[:-60],
        "lines.jsonl": "\n".join(lines).encode(),
        "declared.html": declared.format("Café: 12 people were killed in Karaj.").encode("cp1252"),
        "long.txt": b"killed " * (large // 7),
        "nested.html": nested.encode(),
        "bomb.zip": bomb(),
        "climbing.zip": climbing(),
        "program.txt": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
