"""gavah serve: the register in a browser, for the person at this machine."""

from pathlib import Path

import click

from gavah.cli.printing import note
from gavah.cli.root import case_option, cli


@cli.command()
@case_option
@click.option(
    "--port", default=8000, show_default=True, type=int, metavar="N", help="0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of loopback.")
@click.option("--read-only", is_flag=True, help="Nothing can be judged, linked or revealed.")
def serve(case: Path, register: str | None, port: int, host: str, read_only: bool) -> int:
    """Open the register in a browser: look, filter, read the evidence, decide.

    Only this machine can reach it. The link that is printed opens it once; names of people who
    may be alive and in danger stand covered until they are revealed, and that is logged.

    \b
    Examples:
      gavah serve --case my-case
      gavah serve --case my-case --port 0     any free port
    """
    from gavah.register import open_register
    from gavah.runs.link import link
    from gavah.web.server import serve as run

    with open_register(case, register):
        pass  # say now what is missing, not at the first request
    run(
        lambda: open_register(case, register), link,
        host=host, port=port, read_only=read_only, say=note,
    )  # fmt: skip
    return 0
