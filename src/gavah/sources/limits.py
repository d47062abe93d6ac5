"""Limits that protect the machine from a hostile or broken pile. What goes over is set aside."""

LEAF = 256 << 20
"""Bytes of one readable copy: far above any page or report; a longer one is another thing."""

LINE = 128 << 20
"""Bytes of one JSON line."""

ZIP_RATIO, ZIP_RATIO_FROM = 200, 16 << 20
"""A member that unpacks to so many times its size, and is so large, is taken for a bomb."""

ZIP_TOTAL = 64 << 30
"""Bytes that one archive may say it unpacks to."""

ZIP_MEMBERS = 500_000

DEPTH = 4
"""Archives in archives."""
