import json
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.web.conftest import SIZES, Case, Serving, Watched, gavah, watching

pytestmark = pytest.mark.chromium
HIDDEN = ("Nasrin", "Testi")


def records(case: Case, *command: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in gavah(*command, *case.options).splitlines()]


def karaj(case: Case) -> str:
    """The incident of Karaj: two killed, and one arrested whose name is withheld."""
    found = records(case, "incidents")
    return next(
        str(one["id"])
        for one in found
        if "arrested" in one["acts"] and "3 June 2022" in one["title"]  # type: ignore[operator]
    )


def addresses(case: Case) -> list[str]:
    """Every page, lists and entries."""
    claims = records(case, "claims")
    persons = records(case, "persons")
    documents = sorted({str(one["document"]) for one in claims})
    return [
        "/", "/incidents", "/incidents?act=killed&sort=largest", "/timeline", "/map",
        "/map?country=IR", "/persons", "/claims", "/claims?state=doubt", "/sources",
        "/search?q=killed", f"/search?q={quote('نمونه')}", "/review", "/review/pair",
        "/account", "/team", "/changes",
        *(f"/incidents/{one['id']}" for one in records(case, "incidents")[:4]),
        f"/incidents/{karaj(case)}",
        *(f"/persons/{one['id']}" for one in persons),
        *(f"/claims/{one['id']}" for one in claims[:2]),
        f"/review/bulk?target={claims[0]['id']}&target={claims[1]['id']}",
        *(f"/documents/{quote(one, safe='')}" for one in documents[:4]),
    ]  # fmt: skip


def violations(looking: Watched, path: str) -> list[str]:
    """What axe finds on the page, rule and elements; not in the frame that shows an original."""
    found = Axe().run(looking.page, options={"iframes": False}).response["violations"]
    return [
        f"{path}: {one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def test_every_page_is_accessible_and_fits_and_asks_nothing_of_others(
    looking: Watched, case: Case
) -> None:
    faults = []
    for path in addresses(case):
        assert looking.go(path) == 200, path
        for width, height in SIZES:
            looking.page.set_viewport_size({"width": width, "height": height})
            across = looking.page.evaluate("document.documentElement.scrollWidth")
            if across > width:
                faults.append(f"{path} is {across} wide at {width}")
        faults.extend(violations(looking, path))
    assert faults == []


def test_the_tab_one_is_on_is_in_sight_on_a_phone(looking: Watched) -> None:
    looking.page.set_viewport_size({"width": 390, "height": 844})
    assert looking.go("/changes") == 200
    box = looking.page.locator("nav.tabs a[aria-current=page]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_the_summary_of_figures_is_whole_on_a_phone(looking: Watched, case: Case) -> None:
    gavah("report", case.folder / "phone.html", *case.options)
    report = (case.folder / "phone.html").as_uri()
    looking.page.set_viewport_size({"width": 390, "height": 844})
    for address in (f"{looking.base}/", report):
        other = looking.page.context.browser
        assert other is not None
        page = other.new_page(viewport={"width": 390, "height": 844}) if address == report else None
        shown = page or looking.page
        if page is None:
            looking.go("/")
        else:
            page.goto(report)
        wide, room = shown.evaluate(
            "(() => { const b = document.querySelector('table.figures').parentElement;"
            " return [b.scrollWidth, b.clientWidth] })()"
        )
        assert wide <= room, address
        if page is not None:
            page.close()


def test_dark_pages_keep_their_contrast(chromium: Browser, served: Serving, case: Case) -> None:
    for looking in watching(chromium, served, color_scheme="dark"):
        for path in ("/", "/incidents", f"/incidents/{karaj(case)}", "/review", "/claims", "/map"):
            assert looking.go(path) == 200
            assert violations(looking, path) == []


def test_a_withheld_name_stands_on_no_page_and_in_no_json(looking: Watched, case: Case) -> None:
    for path in addresses(case):
        looking.go(path)
        text = looking.page.content()
        beside = "/overview.json" if path == "/" else path.replace("?", ".json?", 1)
        beside = beside if ".json" in beside else f"{beside}.json"
        answer = looking.page.request.get(looking.base + beside)
        assert answer.ok, beside
        json.loads(answer.body())
        for name in HIDDEN:
            assert name not in text, path
            assert name not in answer.text(), beside
    assert "Testi" not in looking.page.request.get(f"{looking.base}/incidents.csv").text()
    assert any("Testi" in line for line in gavah("claims", *case.options).splitlines())


def test_a_withheld_name_is_found_by_no_search(looking: Watched) -> None:
    looking.go("/search?q=Testi")
    assert "0 found" in looking.page.inner_text("main")
    assert "withheld" in looking.page.inner_text("main")
    looking.go("/persons?q=nasrin")
    assert looking.page.locator(".people a").count() == 0


def test_persian_is_found_in_any_of_its_forms_and_runs_from_right_to_left(
    looking: Watched,
) -> None:
    looking.go(f"/search?q={quote('كشته')}")  # with the Arabic kaf
    marked = looking.page.locator(".snippet mark").first
    assert marked.inner_text() == "کشته"
    snippet = looking.page.locator(".snippet").first
    assert snippet.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert looking.page.locator(".found a").first.inner_text() == "persian.txt"
    looking.page.click(".found a")
    assert (
        looking.page.locator("#text p").last.evaluate("one => getComputedStyle(one).direction")
        == "rtl"
    )
    assert "not read" in looking.page.inner_text(".facts-strip")


def test_filters_and_facets_narrow_the_list_and_the_csv(looking: Watched) -> None:
    looking.go("/incidents")
    every = looking.page.locator(".entry").count()
    looking.page.click(".facet a:has-text('Sudan')")
    some = looking.page.locator(".entry").count()
    assert 0 < some < every
    assert all("Sudan" in one for one in looking.page.locator(".entry .facts").all_inner_texts())
    link = looking.page.get_attribute("a:has-text('CSV')", "href")
    lines = looking.page.request.get(looking.base + str(link)).text().strip().splitlines()
    assert len(lines) == some + 1
    looking.page.click(".facet a[aria-current]")
    assert looking.page.locator(".entry").count() == every
    looking.page.fill("#f-place", "khartoum")
    looking.page.press("#f-place", "Enter")
    assert 0 < looking.page.locator(".entry").count() < every


def test_a_toll_in_conflict_is_drawn_with_every_source_and_its_words(
    looking: Watched, case: Case
) -> None:
    looking.go(f"/incidents/{karaj(case)}")
    box = looking.page.locator(".tollbox").first
    assert "2 to 5" in box.inner_text()
    assert "in conflict" in box.inner_text()
    assert box.locator("svg .ne").count() >= 2
    box.locator("a.who").first.click()
    assert looking.page.locator(".voice:target blockquote mark.act").count() == 1


def test_the_copy_of_a_page_runs_nothing_and_marks_the_words(looking: Watched, case: Case) -> None:
    (claim,) = [one for one in records(case, "claims") if "Workers’ Council" in str(one["anchors"])]
    looking.go(f"/documents/{quote(str(claim['document']), safe='')}?claim={claim['id']}")
    looking.page.locator("iframe.original").scroll_into_view_if_needed()
    frame = looking.page.frame_locator("iframe.original")
    assert frame.locator("mark.act.pointed").inner_text() == "killed"
    assert frame.locator("script, img, iframe, a, form").count() == 0
    assert "three" in frame.locator("mark.count").all_inner_texts()[0]


def test_markup_in_a_report_is_shown_as_words(looking: Watched) -> None:
    looking.go("/search?q=alert")
    assert '<script>alert("x")</script>' in looking.page.inner_text(".found")


def test_the_keys_lead_everywhere(looking: Watched) -> None:
    looking.go("/")
    looking.page.keyboard.press("g")
    looking.page.keyboard.press("i")
    looking.page.wait_for_url("**/incidents")
    looking.page.keyboard.press("j")
    looking.page.keyboard.press("j")
    second = looking.page.locator(".entry .title").nth(1).get_attribute("href")
    looking.page.keyboard.press("Enter")
    looking.page.wait_for_url(f"**{second}")
    looking.page.keyboard.press("/")
    looking.page.keyboard.type("Khartoum")
    looking.page.keyboard.press("Enter")
    looking.page.wait_for_url("**/search?q=Khartoum")
    looking.page.locator("h1").click()
    looking.page.keyboard.press("?")
    assert looking.page.locator("#keys").is_visible()
