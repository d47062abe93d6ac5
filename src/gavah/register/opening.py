"""Opens the register of a case: where it lies, on which engine, brought to the present schema."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from gavah.errors import RegisterError, WrongUsage
from gavah.register import migrations
from gavah.register.engines import engine_for
from gavah.register.session import Session

REGISTER = "register.db"
COPIES = "copies"
PATIENCE = 30.0


def database_of(case: Path, url: str | None) -> sa.URL:
    """Where the register of the case lies: `url`, else a file in the case.

    Raises:
        WrongUsage: the URL is none.
    """
    if url is None:
        return sa.URL.create("sqlite", database=str(case / REGISTER))
    try:
        return sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise WrongUsage(
            f"{url.split('@')[-1]!r} is no register; write it like this: "
            "postgresql://user@host/database"
        ) from error


def open_session(
    case: Path,
    url: str | None,
    *,
    make: bool,
    patience: float,
    made: Callable[[Session], None] = lambda session: None,
) -> Session:
    """Connect, and run the migrations that are missing.

    Args:
        make: make the case when it is not there.
        patience: seconds to wait for another writer.
        made: called in the same transaction when the register was made.

    Raises:
        RegisterError: there is no register, and `make` is False.
        RegisterTooNew: a newer gavah wrote it.
    """
    target = database_of(case, url)
    name = target.render_as_string(hide_password=True) if url else str(case / REGISTER)
    missing = RegisterError(
        f"there is no register at {name}; make one: gavah run PATHS --case {case}"
    )
    if not make and (not case.is_dir() or (url is None and not (case / REGISTER).is_file())):
        raise missing
    if make:
        try:
            case.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterError(
                f"{case} cannot be made a case: {error.strerror}; name another folder"
            ) from error
    engine = engine_for(target.get_backend_name())
    session = Session(engine, engine.open(target, patience=patience), name)
    try:
        with session.reading() as connection:
            number = migrations.current(connection)
        migrations.refuse_newer(number, name)
        if number is None and not make:
            raise missing
        if number != migrations.HEAD:
            with session.writing() as connection:
                number = migrations.current(connection)  # another process may have been first
                if number != migrations.HEAD:
                    migrations.upgrade(connection)
                if number is None:
                    made(session)
    except BaseException:
        session.close()
        raise
    return session
