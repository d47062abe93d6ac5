"""gavah account: who may sign in to a register that a team shares."""

import getpass
import secrets
from pathlib import Path

import click

from gavah.cli.backup import first_line
from gavah.cli.printing import Column, Done, Listing, accounted, note, printed
from gavah.cli.root import case_option, cli

_ROLES = "viewer, contributor, reviewer, lead or admin"
_by = click.option("--by", default=getpass.getuser, help="Who does this.  [default: your login]")
_password = click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its first line is the password.  [default: one is made and shown once]",
)


@cli.group()
def account() -> None:
    """Accounts of a team: who may sign in to `gavah serve --team`, and as what.

    A viewer looks; a contributor adds claims and notes; a reviewer judges, links and, with a
    reason that is logged, uncovers names; a lead also classifies names, undoes what others judged
    and turns the switch; an admin also unlocks and keeps the accounts.
    """


@account.command()
@click.argument("name")
@click.option("--role", required=True, metavar="ROLE", help=f"{_ROLES.capitalize()}.")
@click.option("--no-codes", is_flag=True, help="Ask for no one-time codes beside the password.")
@_password
@_by
@case_option
@accounted
def add(
    name: str, role: str, no_codes: bool, password_file: Path | None, by: str, case: Path,
    register: str | None,
) -> Done:  # fmt: skip
    """Make an account. Its password and the secret of its one-time codes are shown once.

    \b
    Examples:
      gavah account add "A. Recorder" --role reviewer --case my-case
      gavah account add Chief --role admin --password-file secret.txt --case my-case
    """
    from gavah.register import open_register
    from gavah.register.accounts import Accounts

    password = first_line(password_file) or secrets.token_urlsafe(15)
    with open_register(case, register) as opened:
        made, code = Accounts(opened).add(name, role, password, codes=not no_codes, by=by)
    note(f"{made.name}: {made.role}")
    return _told(made.name, None if password_file else password, code, case)


@account.command("list")
@case_option
@printed
def list_(case: Path, register: str | None) -> Listing:
    """Who may sign in, and as what."""
    from gavah.register import open_register
    from gavah.register.accounts import Accounts

    with open_register(case, register) as opened:
        held = Accounts(opened).all()
    return Listing(
        held,
        (
            Column("name", lambda one: one.name, wraps=True),
            Column("role", lambda one: one.role),
            Column("one-time codes", lambda one: "yes" if one.codes else "no"),
            Column("state", lambda one: "disabled" if one.disabled else "may sign in"),
        ),
        none="no accounts; make one: gavah account add NAME --role admin",
    )


@account.command()
@click.argument("name")
@_by
@case_option
@accounted
def disable(name: str, by: str, case: Path, register: str | None) -> Done:
    """Let nobody sign in with it; its sessions end with their next request."""
    return _changed("disable", name, by, case, register)


@account.command()
@click.argument("name")
@_by
@case_option
@accounted
def enable(name: str, by: str, case: Path, register: str | None) -> Done:
    """Let the person sign in again."""
    return _changed("enable", name, by, case, register)


@account.command("sign-out")
@click.argument("name")
@_by
@case_option
@accounted
def sign_out(name: str, by: str, case: Path, register: str | None) -> Done:
    """End every session of the account."""
    return _changed("sign_out", name, by, case, register)


@account.command()
@click.argument("name")
@click.argument("role")
@_by
@case_option
@accounted
def role(name: str, role: str, by: str, case: Path, register: str | None) -> Done:
    """Give NAME another ROLE; its sessions end."""
    from gavah.register import open_register
    from gavah.register.accounts import Accounts

    with open_register(case, register) as opened:
        Accounts(opened).change_role(name, role, by=by)
    note(f"{name}: {role}")
    return Done({"name": name, "role": role})


@account.command()
@click.argument("name")
@click.option(
    "--codes/--no-codes", default=None, help="New one-time codes, or none.  [as they are]"
)
@_password
@_by
@case_option
@accounted
def reset(
    name: str, codes: bool | None, password_file: Path | None, by: str, case: Path,
    register: str | None,
) -> Done:  # fmt: skip
    """Set another password (and new one-time codes, for a lost phone); sessions end."""
    from gavah.register import open_register
    from gavah.register.accounts import Accounts

    password = first_line(password_file) or secrets.token_urlsafe(15)
    with open_register(case, register) as opened:
        code = Accounts(opened).reset(name, password, codes=codes, by=by)
    return _told(name, None if password_file else password, code, case)


def _changed(what: str, name: str, by: str, case: Path, register: str | None) -> Done:
    from gavah.register import open_register
    from gavah.register.accounts import Accounts

    with open_register(case, register) as opened:
        getattr(Accounts(opened), what)(name, by=by)
    done = {"disable": "disabled", "enable": "may sign in again", "sign_out": "signed out"}[what]
    note(f"{name}: {done}")
    return Done({"name": name, "done": done})


def _told(name: str, password: str | None, code: str | None, case: Path) -> Done:
    from gavah.register.accounts import address_of_codes

    told = {"name": name}
    if password is not None:
        note(f"password, shown this once: {password}", always=True)
        told["password"] = password
    if code is not None:
        address = address_of_codes(name, code, case.resolve().name)
        note(
            f"one-time codes, shown this once; give this to an authenticator: {address}",
            always=True,
        )
        told["codes"] = address
    return Done(told)
