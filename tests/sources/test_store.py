import multiprocessing
import os
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import CopyAltered, CopyMissing, CopyRefused
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
    assert not list((store.directory / ".incoming").iterdir())


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


def test_an_altered_copy_of_the_same_length_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"three were killed")
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"eight were killed")
    assert [fault.kind for fault in store.faults([(digest, 17)])] == ["altered"]
    store.path(digest).unlink()
    store.path(digest).symlink_to(__file__)
    assert [fault.kind for fault in store.faults([(digest, None)])] == ["altered"]


def test_a_copy_that_nobody_expects_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    known, stray = store.put(b"a"), store.put(b"b")
    assert [(f.kind, f.digest) for f in store.faults([(known, 1)])] == [("added", stray)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=5), max_size=20))
def test_a_batch_stores_what_single_copies_would(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    home = tmp_path_factory.mktemp("batch")
    single, batched = Store(home / "single"), Store(home / "batch")
    with batched.batch():
        for content in contents:
            digest = batched.put(content)
            assert batched.has(digest)
            assert batched.get(digest) == content
            assert list(batched.digests()) == []
    assert sorted({single.put(content) for content in contents}) == list(batched.digests())
    assert list(single.digests()) == list(batched.digests())
    incoming = home / "batch" / ".incoming"
    assert not incoming.exists() or not list(incoming.iterdir())


def test_a_batch_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def interrupted() -> None:
        with store.batch():
            store.put(b"a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert store.get(store.put(b"a")) == b"a"


def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path)
    source = tmp_path.parent / "changing.txt"
    source.write_bytes(b"three")
    with pytest.raises(CopyRefused, match="changed while"):
        store.put_file(source, "sha256:" + "0" * 64)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"a")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_disk_without_hard_links_still_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    store, source = Store(tmp_path / "copies"), tmp_path / "a.txt"
    source.write_bytes(b"a")
    digest = store.put(b"a")
    assert store.put_file(source) == digest
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"b")
    with pytest.raises(CopyAltered):
        store.put_file(source)


def test_a_removed_copy_is_gone_and_removing_it_again_is_well(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = store.put(b"a")
    store.remove(digest)
    store.remove(digest)
    assert not store.has(digest)
    with pytest.raises(CopyMissing):
        store.get(digest)


def test_what_a_crashed_writer_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / ".incoming" / "old", tmp_path / ".incoming" / "new"
    old.parent.mkdir()
    for left in (old, new):
        left.write_bytes(b"half of a co")
    os.utime(old, (0, 0))
    store = Store(tmp_path)
    digest = store.put(b"a")
    assert not old.exists()
    assert new.exists()
    assert list(store.digests()) == [digest]
    assert not list(store.faults([(digest, 1)]))


def _put_until_killed(folder: str) -> None:
    store = Store(Path(folder))
    for number in range(100_000):
        with store.batch():
            for part in range(20):
                store.put(b"%d of %d" % (part, number) * 5000)


def test_a_killed_writer_leaves_whole_copies_or_none(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for wait in (0.0, 0.05, 0.2):
        writer = context.Process(target=_put_until_killed, args=(str(tmp_path),))
        writer.start()
        while not list(tmp_path.glob("??/??/*")):
            time.sleep(0.01)
        time.sleep(wait)
        writer.kill()
        writer.join()
    store = Store(tmp_path)
    digests = list(store.digests())
    assert digests
    assert not list(store.faults((digest, None) for digest in digests))


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
