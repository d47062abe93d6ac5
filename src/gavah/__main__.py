"""`python -m gavah` is `gavah`."""

from gavah.cli import main

main()
