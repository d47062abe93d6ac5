"""Where reading is done: in processes of this machine, or on a Spark cluster."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from gavah.errors import WrongUsage

if TYPE_CHECKING:
    from gavah.runs.pool import Pool

Function = TypeVar("Function", bound=Callable[..., Any])


class Engine(NamedTuple):
    """The engine that was asked for; the result is the same, byte for byte."""

    name: str
    master: str | None
    conf: tuple[str, ...]

    @contextmanager
    def pool(self) -> "Iterator[Pool | None]":
        """What does the reading; None for processes of this machine.

        Raises:
            WrongUsage: a cluster is named and Spark is not asked for, or the other way round.
        """
        if self.name == "local":
            if self.master or self.conf:
                raise WrongUsage("--master and --conf are for Spark; add --engine spark")
            yield None
            return
        if not self.master:
            raise WrongUsage(
                "--engine spark needs --master: local[2], spark://HOST:7077, yarn or k8s://…"
            )
        from gavah.runs.spark import on_spark, session

        with session(self.master, self.conf) as spark:
            yield partial(on_spark, spark)


def engine_options(function: Function) -> Function:
    """Add --engine, --master and --conf; the command gets `engine: Engine`."""

    @functools.wraps(function)
    def command(
        *args: Any, engine: str, master: str | None, conf: tuple[str, ...], **options: Any
    ) -> Any:
        return function(*args, engine=Engine(engine, master, conf), **options)

    for option in (
        click.option(
            "--conf",
            multiple=True,
            metavar="KEY=VALUE",
            help="A setting of Spark's, as in spark-submit; may be given again.",
        ),
        click.option(
            "--master",
            metavar="URL",
            help="The Spark cluster: local[2], spark://HOST:7077, yarn, k8s://…",
        ),
        click.option(
            "--engine",
            type=click.Choice(["local", "spark"]),
            default="local",
            show_default=True,
            help="Read in processes of this machine, or on Spark (pip install 'gavah[spark]', "
            "docs/spark.md). The result is the same, byte for byte.",
        ),
    ):
        command = option(command)
    return command  # type: ignore[return-value]
