"""Seals what was taken: its bytes into the store, durable before anything points to them."""

from gavah.model import Capture
from gavah.sources.store import Store
from gavah.sources.take import Taken


def seal(taken: Taken, store: Store) -> Capture:
    """Store the copy and give the capture that records it; a failed capture has none to store."""
    if taken.content is not None:
        store.put(taken.content)
    elif taken.file is not None:
        store.put_file(taken.file)
    return taken.capture
