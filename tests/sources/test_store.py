import multiprocessing
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import CopyAltered, CopyMissing
from gavah.sources.store import Store


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=2000))
def test_what_is_stored_comes_back_under_its_own_hash(
    tmp_path_factory: object, content: bytes
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))  # type: ignore[attr-defined]
    digest = store.put(content)
    assert digest == "sha256:" + sha256(content).hexdigest()
    assert store.get(digest) == content
    assert store.put(content) == digest
    assert list(store.digests()) == [digest]
    assert not list(store.directory.glob("*.part"))


def test_a_file_is_stored_as_its_bytes_are(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_bytes(b"three were killed\n" * 100_000)
    store = Store(tmp_path / "copies")
    assert store.put_file(source) == store.put(source.read_bytes())


def test_altered_bytes_are_refused_and_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest, gone = store.put(b"three were killed"), store.put(b"gone")
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"two were killed")
    store.path(gone).unlink()
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "stray").write_bytes(b"x")
    with pytest.raises(CopyAltered, match="holds other bytes"):
        store.get(digest)
    with pytest.raises(CopyAltered):
        store.put(b"three were killed")
    with pytest.raises(CopyMissing, match="restore it"):
        store.get(gone)
    faults = {fault.kind: fault for fault in store.faults([(digest, 17), (gone, 4)])}
    assert set(faults) == {"altered", "missing", "added"}
    assert faults["altered"].digest == digest


def test_a_copy_cannot_be_written_to_by_accident(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert os.stat(store.path(store.put(b"x"))).st_mode & 0o222 == 0


def _put_many(folder: str) -> None:
    store = Store(Path(folder))
    for number in range(100):
        store.put(b"%d" % number)


def test_two_processes_may_store_the_same_copies_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_put_many, args=(str(tmp_path),)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
        assert process.exitcode == 0
    store = Store(tmp_path)
    assert len(list(store.digests())) == 100
    assert not list(store.faults((digest, None) for digest in store.digests()))


@pytest.mark.parametrize("name", ["sha256:..", "../../etc/passwd", "sha256:" + "g" * 64, ""])
def test_what_is_no_digest_names_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(CopyMissing):
        Store(tmp_path).path(name)
