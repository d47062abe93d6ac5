"""gavah report: one self-contained HTML page of the register."""

from pathlib import Path

import click

from gavah.cli.export import told_words
from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli


@cli.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@case_option
@click.option("--with-restricted", is_flag=True, help="Restricted fields too. Logged.")
@accounted
def report(target: Path | None, case: Path, register: str | None, with_restricted: bool) -> Done:
    """Write one HTML page: summary, map, time line, each incident with its quotes side by side.

    The page asks nothing of the network: open it, hand it on, print it.
    [default TARGET: CASE/report.html]
    """
    from gavah.export.formats import export_for
    from gavah.export.gather import gather
    from gavah.register import open_register

    target = target or case / "report.html"
    with open_register(case, register) as opened:
        export_for("report")(gather(opened, restricted=with_restricted), target)
        opened.log("export", (), {"to": "report", "restricted": with_restricted})
    note(f"wrote {target}, {told_words(with_restricted)}")
    return Done({"path": str(target), "to": "report", "restricted": with_restricted})
