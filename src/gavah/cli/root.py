"""The root of the command line, and the words its commands share.

Commands are found by name and imported when called, so that `gavah --help` starts at once.
Exit status: 0 all well; 1 finished, with items set aside and named; 2 wrong usage; 3 could not
run, or evidence altered; 130 interrupted (and resumable).
"""

import functools
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click
from msgspec.structs import replace

from gavah import __version__
from gavah.cli.printing import QUIET

Function = TypeVar("Function", bound=Callable[..., Any])

COMMANDS = {
    "Make a register": {
        "run": "seal, read and link files and folders: the whole way",
        "seal": "keep copies that never change, and read nothing yet",
        "read": "print what files claim; nothing is kept",
        "link": "work out incidents and persons anew, after judgements",
    },
    "Look and ask": {
        "serve": "the register in a browser",
        "incidents": "what happened: when, where, how many, how many sources",
        "persons": "who is named, in every spelling",
        "claims": "what each source says, one claim a line",
        "show": "one entry with the words it rests on and who says so",
        "why": "why two entries are, or are not, one",
        "search": "find words in documents, claims and names",
        "stats": "how much there is, and what was not read",
        "report": "one HTML page of it all",
    },
    "Decide": {
        "judge": "same, different, reject, correct, add, split, choose …",
        "queue": "what waits for a judgement",
        "history": "what was done to an entry, by whom and why",
    },
    "Keep and hand on": {
        "verify": "whether copies and log are what they were",
        "export": "jsonl, csv, xlsx, geojson, parquet, ftm",
        "release": "a signed, dated folder for the public, a partner or a court",
        "diff": "what changed since a release or an export",
        "methodology": "how the register was made, to be published with it",
        "conform": "what standards ask of a register, answered with evidence",
        "backup": "the whole case in one file, encrypted if you like",
        "restore": "a case from its backup",
        "register": "copy it from a file to a server and back; load what was read elsewhere",
        "prune": "drop what newer versions replaced",
        "remove": "take content out for good, and say so",
    },
    "Share with a team": {
        "account": "who may sign in to gavah serve --team",
        "switch": "open, read-only or locked, on a bad day",
    },
    "Reference": {
        "evaluate": "how well a reader reads, against claims marked by hand",
        "schema": "the JSON Schema of a record",
    },
}


class Commands(click.Group):
    """Finds each command in a module of its own name, and lists them by what they are for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"gavah.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:<11}", words) for name, words in names.items()])


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="gavah")
def cli() -> None:
    """Turn news reports and statements into a register that stands up.

    Who did what to whom, where, when, how many were killed, injured or arrested, according to
    whom; every value resting on exact words in an unalterable copy of the source.

    \b
    Begin with:
      gavah run REPORTS/ --case my-case     seal, read and link a pile of reports
      gavah incidents --case my-case        what happened, with tolls and conflicts
      gavah show ID --case my-case          the words an entry rests on
      gavah report --case my-case           one HTML page of it all, to open or hand on
    """


def case_option(function: Function) -> Function:
    """Add --case, --register and --quiet; the command gets the first two."""
    function = quiet_option(function)
    function = click.option(
        "--register",
        envvar="GAVAH_REGISTER",
        metavar="URL",
        default=None,
        help="Keep the register on PostgreSQL: postgresql://…  [default: CASE/register.db]",
    )(function)
    return click.option(
        "--case",
        envvar="GAVAH_CASE",
        default="case",
        show_default=True,
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="The folder that holds copies and register.",
    )(function)


def workers_option(function: Function) -> Function:
    """Add --workers: processes that read; the result is the same whatever the number."""
    return click.option(
        "--workers",
        type=int,
        default=1,
        show_default=True,
        metavar="N",
        callback=_some_workers,
        help="Processes that read documents. The result is the same, byte for byte.",
    )(function)


def _some_workers(_ctx: click.Context, _option: click.Parameter, number: int) -> int:
    if not 1 <= number <= 256:
        raise click.BadParameter(f"{number} is not from 1 to 256")
    return number


def quiet_option(function: Function) -> Function:
    """Add --quiet, which `note` and `progress` obey; the command does not see it."""

    def keep(ctx: click.Context, _option: click.Parameter, quiet: bool) -> None:
        ctx.meta[QUIET] = quiet

    return click.option(
        "--quiet",
        "-q",
        is_flag=True,
        expose_value=False,
        callback=keep,
        help="Say nothing on stderr but errors and what was set aside.",
    )(function)


def reader_options(function: Function) -> Function:
    """Add --reader, --endpoint, --model and --fast-pages; the command gets `choice: Choice`."""

    @functools.wraps(function)
    def command(
        *args: Any,
        reader: str | None,
        endpoint: str | None,
        model: str | None,
        fast_pages: bool,
        **options: Any,
    ) -> Any:
        choice = replace(_chosen(reader, endpoint, model), fast_pages=fast_pages)
        return function(*args, choice=choice, **options)

    for option in (
        click.option(
            "--fast-pages",
            is_flag=True,
            help="Web pages: find the article in half the time and less exactly (resiliparse; "
            "pip install 'gavah[warc]'). For archives of very many pages.",
        ),
        click.option("--model", metavar="NAME", help="The model to ask at --endpoint."),
        click.option(
            "--endpoint",
            metavar="URL",
            help="An OpenAI-compatible address that the reader `endpoint` asks; its key is taken "
            "from GAVAH_ENDPOINT_KEY. The text of every document is sent there.",
        ),
        click.option(
            "--reader",
            metavar="NAME",
            help="Read with this reader alone.  [default: every one that needs no network]",
        ),
    ):
        command = option(command)
    return command  # type: ignore[return-value]


def _chosen(reader: str | None, endpoint: str | None, model: str | None) -> Any:
    from gavah.claims.reader import Choice, readers
    from gavah.cli.printing import note

    if endpoint and not reader:
        reader = "endpoint"
    settings = (("url", endpoint or ""), ("model", model or "")) if endpoint or model else ()
    if endpoint and urlsplit(endpoint).hostname not in {"127.0.0.1", "::1", "localhost"}:
        note(f"the text of every document is sent to {urlsplit(endpoint).hostname}", always=True)
    choice = Choice(names=(reader,) if reader else (), settings=settings)
    if choice.names:
        readers(choice)  # wrong usage is told before anything is read
    return choice


def input_options(function: Function) -> Function:
    """Add PATHS, --input-format, --domain and --language; the command gets `only: Only`."""

    @functools.wraps(function)
    def command(
        *args: Any, domain: tuple[str, ...], language: tuple[str, ...], **options: Any
    ) -> Any:
        from gavah.sources.only import Only

        return function(*args, only=Only(domain, language, _language), **options)

    for option in (
        click.option(
            "--language",
            multiple=True,
            metavar="CODE",
            help="Take only web pages in this language (en, fa, …), told at a glance before they "
            "are read; may be given again.",
        ),
        click.option(
            "--domain",
            multiple=True,
            metavar="HOST",
            help="Of web archives take only pages of this host and those below it; may be given "
            "again.",
        ),
        click.option(
            "--input-format",
            type=click.Choice(
                ["jsonl", "html", "text", "pdf", "warc", "wacz", "zip", "parquet", "cdx"]
            ),
            default=None,
            help="What the files are.  [default: told from their bytes]",
        ),
    ):
        command = option(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATHS...")(command)  # type: ignore[return-value]


def _language(page: bytes) -> str | None:
    from gavah.reading.glance import language_at_a_glance

    return language_at_a_glance(page)


def main(arguments: list[str] | None = None) -> None:
    """The entry point: a `GavahError` becomes one sentence on stderr and its exit status."""
    from gavah.errors import GavahError

    try:
        status = cli.main(args=arguments, prog_name="gavah", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        print("interrupted; the same command goes on from here", file=sys.stderr)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except GavahError as error:
        print(f"gavah: {error}", file=sys.stderr)
        sys.exit(error.status)
    except BrokenPipeError:
        # the reader of our output (head, less) has gone: nothing is wrong
        sys.stderr.close()
        sys.exit(0)
