"""Seals what was taken: its bytes into the store, durable before anything points to them.

Inside `Store.batch` they are durable when the batch ends: write captures down after that.
"""

from gavah.errors import CopyRefused
from gavah.model import Capture
from gavah.sources.spot import Taken
from gavah.sources.store import Store


def seal(taken: Taken, store: Store) -> Capture:
    """Store the copy and give the capture that records it; a failed capture has none to store.

    Raises:
        CopyAltered: the store holds other bytes under that digest. Ends a run.
        CopyRefused: the file changed, or went away, between taking and sealing.
    """
    if taken.content is not None:
        store.put(taken.content)
    elif taken.file is not None:
        try:
            store.put_file(taken.file, taken.capture.copy)
        except FileNotFoundError as error:
            raise CopyRefused(
                f"{taken.capture.source} went away while it was being sealed; seal it again"
            ) from error
    return taken.capture
