"""docs/terms.md explains every code and word that a register gives to its reader."""

import re
from pathlib import Path

import pytest

from gavah import errors
from gavah.resources import load

ROOT = Path(__file__).resolve().parent.parent
TERMS = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "gavah"


def section(heading: str) -> str:
    """The words under a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = TERMS[TERMS.index(f"{heading}\n") + len(heading) :]
    ends = [m.start() for m in re.finditer(rf"^#{{1,{level}}} ", found, re.MULTILINE)]
    return found[: min(ends, default=len(found))]


def rows(heading: str) -> dict[str, str]:
    """The table under a heading: first cell to second."""
    cells = re.findall(r"^\| (.+?) \| (.+) \|$", section(heading), re.MULTILINE)
    return {one.strip("`"): other for one, other in cells[1:]}


def test_every_doubt_is_explained_as_the_terminal_explains_it() -> None:
    assert rows("## Doubts") == load("doubts")["codes"]


@pytest.mark.parametrize("folder", ["claims", "reading"])
def test_every_doubt_that_the_code_gives_is_explained(folder: str) -> None:
    given = set()
    for path in (SOURCE / folder).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        given.update(re.findall(r'code="([a-z_]+)"', text))
        for line in re.findall(r"^.*doubts?\b.*$", text, re.MULTILINE):
            given.update(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', line))
    known = set(load("doubts")["codes"])

    assert given - known <= {"not_text", "no_reference"}
    assert given & known


def test_every_reason_to_set_something_aside_is_explained() -> None:
    kinds = {
        one.__name__
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.CopyError | errors.ReadingError)
    }
    told = set(rows("## Set aside"))
    assert kinds <= told
    assert {"DuplicateId", "MissingExtra"} <= told


def test_every_word_beside_a_toll_is_explained() -> None:
    given = set()
    for path in (SOURCE / "linking").glob("*.py"):
        given.update(re.findall(r'notes\.add\(\s*f?"([^"{;]+)', path.read_text(encoding="utf-8")))
    assert given
    told = rows("### Words beside a toll")
    assert {words.strip() for words in given} <= set(told)


def test_every_reason_why_words_are_no_article_is_named() -> None:
    reasons = set()
    for path in (SOURCE / "reading").glob("*.py"):
        reasons.update(re.findall(r'reason="([a-z_]+)"', path.read_text(encoding="utf-8")))
    told = next(line for line in TERMS.splitlines() if line.startswith("- **Not text**"))
    assert reasons
    assert all(f"`{reason}`" in told for reason in reasons)


def test_the_guide_and_the_readme_name_commands_and_options_that_there_are() -> None:
    from gavah.cli.root import cli

    for name in ("README.md", "docs/guide.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = re.findall(r"^(?:\$ )?gavah ([a-z]+) (.*)$", text, re.MULTILINE)
        assert len(lines) > 8, name
        for command, rest in lines:
            found = cli.get_command(cli.make_context("gavah", ["schema", "claim"]), command)
            assert found is not None, (name, command)
            known = {option for one in found.params for option in one.opts}
            said = re.findall(r"(?<!\S)--[a-z-]+", re.sub(r"'[^']*'|\"[^\"]*\"", "", rest))
            assert set(said) <= known, (name, command, rest)
