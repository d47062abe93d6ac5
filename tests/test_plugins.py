"""Readers, engines and exports are found by entry point, ours as anyone else's."""

import os
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from gavah import plugins
from gavah.errors import GavahError, WrongUsage
from tests.running import ran

ROOT = Path(__file__).resolve().parent.parent
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GROUPS = (plugins.READERS, plugins.ENGINES, plugins.EXPORTS)

PACKAGE = '''
"""A package of someone else's."""
from gavah.register.engines.sqlite import SQLite

class PersianReader:
    name, version, languages = "persian", "7", frozenset({"fa"})
    def claim(self, document):
        return []

class Hedgehog(SQLite):
    name = "hedgehog"

def write(contents, target):
    target.write_text(f"{len(contents.incidents)} incidents", encoding="utf-8")
'''


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder with another package's module and its metadata, as pip leaves them."""
    folder = tmp_path / "site"
    about = folder / "theirs-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (folder / "theirs.py").write_text(PACKAGE)
    (about / "entry_points.txt").write_text(
        "[gavah.readers]\npersian = theirs:PersianReader\n"
        "[gavah.engines]\nhedgehog = theirs:Hedgehog\n"
        "[gavah.exports]\ncount = theirs:write\n"
    )
    return folder


def path_with(folder: Path) -> str:
    """A Python path with the package before ours."""

    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


@pytest.mark.parametrize("group", GROUPS)
def test_what_we_register_is_what_pyproject_declares_and_it_loads(group: str) -> None:
    declared = DECLARED["entry-points"][group]
    found = plugins.installed(group)
    assert {name: found[name].value for name in declared} == declared
    for name in declared:
        assert callable(plugins.load(found[name]))


def test_a_reader_of_another_package_reads_its_language(theirs: Path, tmp_path: Path) -> None:
    report = ROOT / "examples" / "reports" / "persian-letter.txt"
    case = tmp_path / "case"
    assert b"1 document not read: language" in ran("run", report, "--case", case).stderr
    done = ran("run", report, "--case", case, PYTHONPATH=path_with(theirs))
    assert done.returncode == 0, done.stderr.decode()
    assert b"1 document read" in done.stderr
    assert b"not read: language" not in done.stderr


def test_an_export_of_another_package_is_found_by_its_name(theirs: Path, tmp_path: Path) -> None:
    case, target = tmp_path / "case", tmp_path / "count.txt"
    assert ran("run", ROOT / "examples/reports/berlin-rally.txt", "--case", case).returncode == 0
    assert b"installed are: csv" in ran("export", target, "--to", "count", "--case", case).stderr
    done = ran("export", target, "--to", "count", "--case", case, PYTHONPATH=path_with(theirs))
    assert done.returncode == 0, done.stderr.decode()
    assert target.read_text(encoding="utf-8").endswith("incidents")


def test_an_engine_of_another_package_is_asked_for_by_the_url(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from gavah.register import engines
    from gavah.register.engines.sqlite import SQLite

    point = EntryPoint("hedgehog", "gavah.register.engines.sqlite:SQLite", plugins.ENGINES)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    engines.engine_for.cache_clear()
    assert isinstance(engines.engine_for("hedgehog"), SQLite)
    with pytest.raises(WrongUsage, match="installed are: hedgehog, postgresql, sqlite"):
        engines.engine_for("mongo")
    engines.engine_for.cache_clear()


def test_two_packages_with_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("csv", f"{one}:write", plugins.EXPORTS) for one in ("ours", "theirs")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    with pytest.raises(GavahError, match=r"two packages claim 'csv'.*uninstall one"):
        plugins.installed(plugins.EXPORTS)


def test_a_package_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("broken", "no_such_module:write", plugins.EXPORTS)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    with pytest.raises(GavahError, match=r"'broken' of gavah.exports does not load"):
        plugins.loaded(plugins.EXPORTS, "broken", "export format")
