from pathlib import Path

from gavah.model import SetAside, to_json
from gavah.runs.read import outcomes
from gavah.sources.take import take

REPORTS = (
    "KARAJ, 12 November 2019 - At least three marchers were killed in Karaj, a nurse said.\n",
    "Police arrested 40 students in Qazvin on Monday, the union said in a statement.\n",
    "Thousands rallied in Khartoum. Two were shot dead and another 15 were injured.\n",
    "The council met on Tuesday and approved the budget for the year.\n",
)


def test_two_workers_print_the_bytes_that_one_prints(tmp_path: Path) -> None:
    for number, report in enumerate(REPORTS):
        (tmp_path / f"{number}.txt").write_text(report, encoding="utf-8")
    found = [one for one in take([tmp_path]) if not isinstance(one, SetAside)]
    units = [(one.content, one.capture) for one in found if one.content is not None]
    alone = [to_json(one) for one in outcomes(iter(units), workers=1)]
    assert [to_json(one) for one in outcomes(iter(units), workers=2)] == alone
    assert sum(one.count(b'"type":"harm"') for one in alone) >= 4
