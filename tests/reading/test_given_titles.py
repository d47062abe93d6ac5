import json

from gavah.model import Capture
from gavah.reading import read


def test_a_given_title_stays_as_given_so_that_anchors_in_it_hold() -> None:
    title = "Two killed\n in Karaj"
    line = json.dumps({"title": title, "text": "Two people were killed in Karaj on Friday."})
    capture = Capture(
        copy=None, source="r.jsonl", at=None, tool="t", media_type="application/json",
        given={"title": title},
    )  # fmt: skip
    (document,) = read(line.encode(), capture)
    assert document.title == title
