"""gavah methodology: how the register was made, to be published with it."""

import sys
from pathlib import Path

from gavah.cli.root import case_option, cli


@cli.command()
@case_option
def methodology(case: Path, register: str | None) -> int:
    """Print how the register was made, as Markdown: from what is installed and in force.

    Sources, collection, evaluation, corroboration, quality control, definitions, what is not
    covered, and what is told to whom. Add to it what only you know: your scope, your partners,
    how you spoke with families.

    \b
    Example:
      gavah methodology --case my-case > METHOD.md
    """
    from gavah.export.gather import gather
    from gavah.export.method import as_markdown, method
    from gavah.register import open_register

    with open_register(case, register) as opened:
        words = as_markdown(method(opened, gather(opened)))
    sys.stdout.write(words)
    return 0
