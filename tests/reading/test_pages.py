"""Web pages: the stream of text nodes, the article on it, and the benchmark's floor."""

import subprocess
import sys
from json import loads
from pathlib import Path

import pytest

from gavah.reading.alignment import aligned
from gavah.reading.page import page_of
from tests.reading.making import article, marked, read_one

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Bread riots spread | The Example Monitor</title>
<meta property="og:site_name" content="The Example Monitor">
<style>p {color: red}</style><script>var x = "not text";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><h1>Bread riots spread</h1><p class="byline">By Anna Example</p>
<figure><img src="a.jpg"><figcaption>A baker in his shop in Exampleville</figcaption></figure>
<p>A baker in his shop in Exampleville</p>
<p>Exampleville, June 6, 2019 &mdash; At least twelve people were   killed
when the <b>army</b> fired at a crowd before the bakeries, doctors said.</p>
<p>The army denied that it fired. Its spokesman said that two soldiers were wounded by stones.</p>
<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Exampleville</td><td>12</td></tr></table>
<p>The doctors' union called for an investigation, and for the release of 30 detained people.</p>
</article></main><footer>Copyright 2019 The Example Monitor</footer></body></html>"""


def test_a_page_gives_its_article_and_marks_the_rest() -> None:
    document = read_one(PAGE, "text/html")
    assert document.title == "Bread riots spread"
    assert (document.byline, document.publisher) == ("Anna Example", "The Example Monitor")
    assert document.publisher_kind == "media"
    assert document.dateline is not None
    assert document.dateline.place == "Exampleville"
    told = article(document)
    assert told[0] == (
        "At least twelve people were killed when the army fired at a crowd before the bakeries, "
        "doctors said."
    )
    assert "Exampleville\t12" in told
    assert not any("Copyright" in paragraph or "Home" in paragraph for paragraph in told)
    reasons = {words: reason for reason, words in marked(document)}
    assert reasons["Home World"] == "navigation"
    assert reasons["Bread riots spread"] == "title"
    assert reasons["By Anna Example"] == "byline"
    assert ("caption", "A baker in his shop in Exampleville") in marked(document)
    assert ("doubled_caption", "A baker in his shop in Exampleville") in marked(document)
    assert "not text" not in document.text


def test_the_stream_breaks_at_blocks_and_tabs_between_cells() -> None:
    page = page_of(
        "<body><div>One <i>two</i>\n three<p>four</p>five<br>six</div>"
        "<table><tr><td>a</td><td>b</td></tr></table><pre>x\n  y</pre></body>"
    )
    assert page is not None
    assert page.text == "One two three\nfour\nfive\nsix\na\tb\nx\n  y\n"


def test_blocks_are_found_again_where_their_neighbours_stand() -> None:
    text = (
        "Fire in town. Menu. Fire in town. Share. The fire killed four people in the old town. End."
    )
    blocks = ["Fire in town.", "- The fire killed  four people in the old town."]
    (start, end), (low, high) = aligned(text, blocks)
    assert text[start:end] == "Fire in town"
    assert start == text.rindex("Fire in town")
    assert text[low:high] == "The fire killed four people in the old town"


def test_a_page_that_the_extractor_gives_nothing_for_is_read_by_our_own_filter() -> None:
    document = read_one("<nav>Home</nav><p>Two people were killed.</p>", "text/html")
    assert article(document) == ["Two people were killed."]


@pytest.mark.shared
@pytest.mark.slow
def test_the_benchmark_keeps_its_floor(shared: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    archive = shared / "corpora/pages/article-extraction-benchmark.tar.gz"
    done = subprocess.run(
        [sys.executable, str(root / "evaluation/pages.py"), str(archive)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    scores = loads(done.stdout)
    assert scores["gavah"]["f1"] >= 0.955
    assert scores["sentences_found_again"] >= 0.99
