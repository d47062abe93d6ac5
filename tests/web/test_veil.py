from pathlib import Path

from gavah.register import open_register
from gavah.runs.link import link
from gavah.runs.read import read
from gavah.runs.seal import seal
from gavah.web.pulse import Watch
from gavah.web.veil import Everyone, Veil

REPORT = """Karaj Letter

Karaj, June 4, 2022 - Police arrested Nasrin Testi at a vigil in Karaj on Friday, her brother said.
"""


def test_a_name_stays_covered_after_the_claim_that_gave_it_is_rejected(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    with open_register(tmp_path / "case", None, make=True) as register, register.locked("run"):
        seal(register, [str(report)])
        read(register)
        link(register)
        (document,) = register.documents()
        for claim in list(register.claims()):
            register.judge("reject", [claim.id], by="A. Recorder", because="a test")
        link(register)
        veil = Veil(register, Everyone(), Watch().now(register))
        veil.over([document.id])
        assert "Nasrin" not in veil.text(document.id, document.text)
        assert "Testi" not in veil.text(document.id, document.text)
