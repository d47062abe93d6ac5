"""Limits that keep a hostile or broken pile from filling memory or disk. What goes over is set aside.

None of them touches what people publish: each stands well above the largest honest case known,
and each refusal names the way round it.
"""

LEAF = 128 << 20
"""Bytes of one readable copy, a JSON line among them. It is held in memory whole, and reading it
takes several times that; a scanned report of some hundred pages has 100 MB."""

HTTP_HEAD = 256 << 10
"""Bytes of the HTTP headers of one record; servers refuse far shorter ones."""

LONGEST_HEADER = 64 << 10
"""Bytes of one header line in a WARC; what is longer is no header, and is cut there."""

DEEPEST = 4
"""Containers in containers. A WARC in gzip in a ZIP in a ZIP is four; an archive that holds itself
has no end."""

MEMBERS = 500_000
"""Members of archives in one file, and 46 bytes for each in a ZIP's directory, which has to be
held in memory."""

EXPANDS_FREELY = 256 << 20
"""Bytes that any file may unpack to, whatever its size: a page of spaces packs very small."""

EXPANDS_BY = 100
"""How many times its own size a larger file may unpack to; text packs 3 to 20 times."""
