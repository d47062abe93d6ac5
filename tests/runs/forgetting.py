"""Reading by a parser that soon forgets: functions of a module that workers can import."""

from gavah.claims.english import syntax
from gavah.model import Capture
from gavah.runs.unit import Outcome, read_copy


def forgetful(unit: tuple[int, bytes, Capture]) -> Outcome:
    """Read a copy with a parser that is loaded anew once it holds more than so many words."""
    syntax.MET, content, capture = unit
    return read_copy(content, capture)
