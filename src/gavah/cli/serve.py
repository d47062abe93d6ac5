"""gavah serve: the register in a browser, for the person at this machine."""

from pathlib import Path

import click

from gavah.cli.printing import note
from gavah.cli.root import case_option, cli
from gavah.errors import WrongUsage

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@cli.command()
@case_option
@click.option(
    "--port", default=8000, show_default=True, type=int, metavar="N", help="0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--read-only", is_flag=True, help="Nothing can be judged, linked or revealed.")
@click.option("--team", is_flag=True, help="People sign in with their accounts (gavah account).")
@click.option("--url", metavar="URL", help="The address people type: https://register.example.org")
@click.option("--tls-cert", type=_FILE, help="Certificate, where gavah itself speaks TLS.")
@click.option("--tls-key", type=_FILE, help="Its key.")
@click.option(
    "--behind-proxy", metavar="ADDRESS", help="Address of the proxy in front that speaks TLS."
)
@click.option(
    "--releases",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of releases to compare with.  [default: releases in the case]",
)
def serve(
    case: Path, register: str | None, port: int, host: str, read_only: bool, team: bool,
    url: str | None, tls_cert: Path | None, tls_key: Path | None, behind_proxy: str | None,
    releases: Path | None,
) -> int:  # fmt: skip
    """Open the register in a browser: look, filter, read the evidence, decide.

    Only this machine can reach it. The link that is printed opens it once; names of people who
    may be alive and in danger stand covered until they are revealed, and that is logged. For a
    team with accounts and roles, read docs/serve.md, "For a team".

    \b
    Examples:
      gavah serve --case my-case
      gavah serve --case my-case --port 0     any free port
      gavah serve --case my-case --register postgresql://… --team --url https://register.example.org \
        --behind-proxy 127.0.0.1
    """
    from gavah.register import open_register
    from gavah.runs.link import link
    from gavah.web.server import Shared
    from gavah.web.server import serve as run

    if not team and (url or tls_cert or tls_key or behind_proxy):
        raise WrongUsage("--url, --tls-cert, --tls-key and --behind-proxy are for --team")
    with open_register(case, register):
        pass  # say now what is missing, not at the first request
    run(
        lambda: open_register(case, register), link,
        host=host, port=port, read_only=read_only, releases=releases, say=note,
        team=Shared(url, tls_cert, tls_key, behind_proxy) if team else None,
    )  # fmt: skip
    return 0
