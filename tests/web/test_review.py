import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Case, Serving, Watched, gavah, watching
from tests.web.test_pages import karaj, records

pytestmark = pytest.mark.chromium
NAME = "A. Recorder"


def named(judging: Watched, form: str = "main form[data-judge]") -> None:
    field = judging.page.locator(f"{form} input[name=by]")
    if field.count():
        field.fill(NAME)


def judgements(case: Case, id_: str) -> list[dict[str, object]]:
    entries = [json.loads(line) for line in gavah("history", id_, *case.options).splitlines()]
    return [one for one in entries if "verb" in one]


def claim_of(case: Case, words: str, act: str = "killed") -> dict[str, object]:
    """The claim of that act whose sentence holds the words."""
    return next(
        one
        for one in records(case, "claims")
        if one["act"] == act and words in one["anchors"]["sentence"]["quote"]  # type: ignore[index]
    )


def test_a_pair_is_decided_by_key_linked_and_undone(
    own: Case, pair: tuple[str, str], judging: Watched
) -> None:
    judging.go("/review/pair")
    named(judging)
    judging.page.locator("h1").click()
    judging.page.keyboard.press("1")
    expect(judging.page.locator("#because")).to_have_value("same day, place and people in both")
    judging.page.locator("h1").click()
    judging.page.keyboard.press("s")
    expect(judging.page.locator(".notice.done")).to_contain_text("held to be one")
    judging.page.click("button:has-text('Link again now')")
    expect(judging.page.locator(".notice.done")).to_contain_text("incidents")
    assert len({str(records(own, "show", id_)[0]["id"]) for id_ in pair}) == 1
    (held,) = judgements(own, pair[0])
    assert (held["verb"], held["by"]) == ("same", NAME)
    judging.go("/review")
    judging.page.click(".past .undo summary")
    judging.page.fill(".past .undo[open] input[name=because]", "read again: two places")
    judging.page.click(".past .undo[open] button")
    expect(judging.page.locator(".notice.done")).to_contain_text("undone")
    judging.page.click("button:has-text('Link again now')")
    expect(judging.page.locator(".notice.done")).to_contain_text("incidents")
    assert {str(records(own, "show", id_)[0]["id"]) for id_ in pair} == set(pair)
    assert "Traceback" not in gavah("verify", *own.options)


def test_two_people_do_not_overwrite_each_other(
    judging: Watched, own: Case, mine: Serving, chromium: Browser
) -> None:
    claim = claim_of(own, "Workers’ Council")
    path = f"/claims/{claim['id']}"
    judging.go(path)
    for other in watching(chromium, mine):
        other.go(path)
        other.page.fill("#because", "the sentence says so")
        other.page.fill("main form[data-judge] input[name=by]", "Second Reader")
        other.page.click("button:has-text('Accept')")
        expect(other.page.locator(".notice.done")).to_contain_text("accepted")
    judging.page.fill("#because", "counts other people")
    named(judging)
    judging.page.click("button:has-text('Reject')")
    said = judging.page.locator("main")
    expect(said).to_contain_text("Someone was here before you")
    expect(said).to_contain_text("Second Reader: accepted (“the sentence says so”)")
    assert [one["verb"] for one in judgements(own, str(claim["id"]))] == ["confirm"]
    judging.go(path)
    judging.page.fill("#because", "after talking to Second Reader")
    judging.page.click("button:has-text('Reject')")
    expect(judging.page.locator(".notice.done")).to_contain_text("rejected")
    assert [one["verb"] for one in judgements(own, str(claim["id"]))] == ["confirm", "reject"]


def test_a_figure_is_corrected_and_the_reading_stays_beside_it(judging: Watched, own: Case) -> None:
    claim = claim_of(own, "Workers’ Council")
    judging.go(f"/claims/{claim['id']}")
    judging.page.click("summary:has-text('How many')")
    form = judging.page.locator("details[open] form")
    form.locator("[name=low]").fill("4")
    form.locator("[name=high]").fill("4")
    form.locator("[name=about]").fill("4")
    form.locator("[name=because]").fill("one more is named below")
    form.locator("[name=by]").fill(NAME)
    form.locator("button").click()
    expect(judging.page.locator(".notice.done")).to_contain_text("corrected")
    expect(judging.page.locator("main")).to_contain_text("As the reader had it: killed: 3")
    judging.page.click("button:has-text('Link again now')")
    found = [one for one in records(own, "incidents") if claim["id"] in one["claims"]]  # type: ignore[operator]
    assert [toll["low"] for toll in found[0]["tolls"] if toll["act"] == "killed"] == [4]  # type: ignore[index,attr-defined]


def test_a_missed_claim_is_added_by_marking_words(judging: Watched, own: Case) -> None:
    claim = claim_of(own, "Workers’ Council")
    document = str(claim["document"])
    judging.go(f"/documents/{quote(document, safe='')}")
    words = "workers in Qazvin"
    judging.page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
          const first = nodes.find((one) => one.data.includes("workers"));
          const last = nodes.slice(nodes.indexOf(first)).find((one) => one.data.includes("Qazvin"));
          const range = document.createRange();
          range.setStart(first, first.data.indexOf("workers"));
          range.setEnd(last, last.data.indexOf("Qazvin") + 6);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    expect(judging.page.locator("#quote")).to_have_value(words)
    form = judging.page.locator("#add form")
    form.locator("[name=act]").select_option("arrested")
    form.locator("[name=low]").fill("2")
    form.locator("[name=because]").fill("told in the caption")
    form.locator("[name=by]").fill(NAME)
    form.locator("button").click()
    expect(judging.page.locator(".notice.done")).to_contain_text("added by hand")
    (added,) = [one for one in records(own, "claims", "--document", document) if one["act"] == "arrested"]  # fmt: skip
    assert added["anchors"]["act"]["quote"] == words  # type: ignore[index]
    assert added["count"]["low"] == 2  # type: ignore[index]


def test_claims_are_judged_together_after_they_were_seen_and_undone_as_one(
    judging: Watched, own: Case
) -> None:
    judging.go("/claims?act=killed")
    marks = judging.page.locator(".voice input[type=checkbox]")
    ids = [str(marks.nth(at).get_attribute("value")) for at in range(2)]
    for at in range(2):
        marks.nth(at).check()
    judging.page.click("button:has-text('Judge the marked')")
    expect(judging.page.locator("h1")).to_contain_text("2 claims")
    judging.page.fill("#because", "read twice")
    named(judging)
    judging.page.click("button:has-text('Reject all')")
    expect(judging.page.locator(".notice.done")).to_contain_text("rejected")
    assert [one["target"] for one in judgements(own, ids[0])] == [sorted(ids, key=ids.index)]
    left = {one["id"] for one in records(own, "claims")}
    assert left.isdisjoint(ids)
    judging.go("/review")
    judging.page.click(".past .undo summary")
    judging.page.fill(".past .undo[open] input[name=because]", "they are said")
    judging.page.click(".past .undo[open] button")
    expect(judging.page.locator(".notice.done")).to_contain_text("undone")
    assert {one["id"] for one in records(own, "claims")} == left | set(ids)


def test_a_figure_is_chosen_with_a_reason(judging: Watched, own: Case) -> None:
    id_ = karaj(own)
    judging.go(f"/incidents/{id_}")
    judging.page.locator(".tollbox summary").first.click()
    form = judging.page.locator(".tollbox details[open] form")
    form.locator("[name=low]").fill("2")
    form.locator("[name=high]").fill("2")
    form.locator("[name=because]").fill("the desk counted names")
    form.locator("[name=by]").fill(NAME)
    form.locator("button").click()
    expect(judging.page.locator(".tollbox .notice")).to_contain_text("the desk counted names")
    judging.page.click("button:has-text('Link again now')")
    (found,) = [one for one in records(own, "incidents") if one["id"] == id_]
    (killed,) = [toll for toll in found["tolls"] if toll["act"] == "killed"]  # type: ignore[attr-defined]
    assert (killed["low"], killed["high"]) == (2, 2)


def test_names_are_revealed_only_with_a_reason_that_the_log_keeps(
    judging: Watched, own: Case
) -> None:
    id_ = karaj(own)
    judging.go(f"/incidents/{id_}")
    assert "Testi" not in judging.page.content()
    judging.page.click(".veil summary")
    judging.page.fill("#why-names", "to call the family’s lawyer")
    judging.page.fill(".veil input[name=by]", NAME)
    judging.page.click(".veil button")
    expect(judging.page.locator("#main")).to_contain_text("Nasrin Testi")
    entries = [json.loads(line) for line in gavah("history", id_, *own.options).splitlines()]
    (told,) = [one for one in entries if one.get("event") == "reveal"]
    assert (told["by"], told["detail"]) == (NAME, {"because": "to call the family’s lawyer"})
    for other in ("/incidents", "/claims", "/search?q=vigil"):
        judging.go(other)
        assert "Testi" not in judging.page.content(), other
    judging.go(f"/incidents/{id_}")
    judging.page.click("button:has-text('Cover them')")
    assert "Testi" not in judging.page.content()


def test_a_judgement_without_a_reason_is_not_kept(judging: Watched, own: Case) -> None:
    claim = str(claim_of(own, "Workers’ Council")["id"])
    judging.go(f"/claims/{claim}")
    csrf = judging.page.get_attribute("main input[name=csrf]", "value")
    form = {"verb": "confirm", "target": claim, "seen": "0", "by": NAME, "csrf": str(csrf)}
    answer = judging.page.request.post(f"{judging.base}/judge", form=form)
    assert answer.status == 422
    assert "reason" in answer.text()
    assert judgements(own, claim) == []
