"""What experts argue about (harm verbs, hedges, numerals, ranks) as data, built from YAML.

The YAML stands in the repository's resources/; `python tools/build_resources.py` builds it into
this folder as JSON, which installs with gavah. A test fails when the two differ.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


@cache
def load(name: str) -> Any:
    """The built list of that name: "english/hedges". Shared: do not change what you get.

    Raises:
        FileNotFoundError: no such list was built; run `python tools/build_resources.py`.
    """
    return msgspec.json.decode(files(__package__).joinpath(f"{name}.json").read_bytes())
