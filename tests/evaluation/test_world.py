"""The made-up world: the same seed gives the same reports, and the truth holds of what is written."""

import json
from collections import Counter

from bench import tellings, world


def test_one_seed_gives_one_world_and_a_longer_one_begins_alike() -> None:
    assert list(world.reports(60, seed=3)) == list(world.reports(90, seed=3))[:60]
    assert list(world.reports(20, seed=3)) != list(world.reports(20, seed=4))


def test_every_anchor_is_sliced_from_the_text_and_figures_are_those_of_the_words() -> None:
    for report in world.reports(120):
        made = tellings.written(report)
        for claim in tellings.claims(report, made):
            anchors = claim.anchors
            for one in filter(None, (anchors.act, anchors.count, anchors.place, anchors.when)):
                assert made.text[one.start : one.end] == one.quote
            assert anchors.act.quote.endswith(claim.act)
            assert (
                claim.place is None
                or anchors.place is None
                or anchors.place.quote == claim.place.name
            )
            figure = claim.count.about if claim.count else 0
            assert anchors.count is not None
            assert ("one" if figure == 1 else str(figure)) in anchors.count.quote.casefold()


def test_a_copy_has_the_words_of_what_it_copies_and_tolls_rise() -> None:
    reports = {report.id: report for report in world.reports(600)}
    copies = [report for report in reports.values() if report.copies]
    assert copies
    assert all(
        tellings.written(report).text == tellings.written(reports[report.copies or ""]).text
        for report in copies
    )
    moved = Counter(report.main.number for report in reports.values() if not report.copies)
    several = next(number for number, times in moved.items() if times >= 4)
    dead = [r.passages[0].dead for r in reports.values() if r.main.number == several]
    assert max(dead) <= next(r.main.dead for r in reports.values() if r.main.number == several)


def test_the_truth_names_the_incident_of_each_claim_and_lines_can_be_read() -> None:
    reports = list(world.reports(80))
    made = [own for _, own in tellings.told(reports)]
    truth = tellings.truth(reports, made)
    assert set(truth) == {claim.id for own in made for claim in own}
    assert len(set(truth.values())) > 10
    lines = [json.loads(line) for line in tellings.lines(reports)]
    assert [line["id"] for line in lines] == [report.id for report in reports]
    assert {"title", "date", "publisher", "text"} <= set(lines[0])
