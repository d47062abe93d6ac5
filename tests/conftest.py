"""What all tests share: where the development corpora lie, when they do."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development corpora beside the checkout; skips with a message where they are absent."""
    if not (SHARED / "evaluation").is_dir():
        pytest.skip("the development corpora are not beside this checkout (../shared)")
    return SHARED
