import gzip
import io
from pathlib import Path

import pytest

from gavah.errors import CopyRefused
from gavah.model import SetAside
from gavah.sources.seal import seal
from gavah.sources.store import Store
from gavah.sources.take import Taken, take

LINES = b"".join(b'{"id": "r-%d", "text": "%d people were killed"}\n' % (n, n) for n in range(20))


def test_every_copy_that_was_taken_lies_in_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "copies")
    packed = gzip.compress(LINES)
    (tmp_path / "r.jsonl.gz").write_bytes(packed)
    captures = []
    with store.batch():
        for source in (tmp_path / "r.jsonl.gz", "-"):
            for one in take([source], stdin=io.BytesIO(packed)):
                assert isinstance(one, Taken)
                captures.append(seal(one, store))
    digests = {str(one.copy) for one in captures}
    assert len(captures) == 42
    assert sorted(digests) == list(store.digests())
    assert {len(store.get(str(one.copy))) - (one.size or 0) for one in captures} == {0}
    assert not list(store.faults((str(one.copy), one.size) for one in captures))


def test_a_failed_capture_stores_nothing(tmp_path: Path) -> None:
    (found,) = take([tmp_path / "nothing"])
    assert isinstance(found, SetAside)
    (one,) = take(["-"], stdin=io.BytesIO(b"three were killed"))
    assert isinstance(one, Taken)
    failed = Taken(one.capture.__class__(copy=None, source="-", at="", tool="", failure="HTTP 404"))
    assert seal(failed, Store(tmp_path / "copies")) is failed.capture
    assert not (tmp_path / "copies").exists()


def test_a_file_that_changes_between_taking_and_sealing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(LINES)
    container = next(take([path]))
    assert isinstance(container, Taken)
    path.write_bytes(LINES + LINES)
    store = Store(tmp_path / "copies")
    with pytest.raises(CopyRefused, match="changed while"):
        seal(container, store)
    path.unlink()
    with pytest.raises(CopyRefused, match="went away"):
        seal(container, store)
    assert list(store.digests()) == []
