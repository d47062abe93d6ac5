"""Runs the command line as a user would, in a process of its own."""

import os
import subprocess
import sys

GAVAH = [sys.executable, "-m", "gavah"]


def ran(
    *arguments: object, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command's output, errors and exit status."""
    return subprocess.run(
        [*GAVAH, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
        env={**os.environ, **environment},
    )


def gavah(*arguments: object, status: int = 0, stdin: bytes = b"") -> bytes:
    """The command's output, when it ends with that status."""
    done = ran(*arguments, stdin=stdin)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout
