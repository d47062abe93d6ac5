"""Makes the example files that cannot be typed: a WARC from two pages, a PDF from a statement.

    python tools/make_examples.py        (needs Chromium for the PDF)

The results are committed; run this only when their sources change.
"""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PAGES = (
    ("yangon-1.html", "https://irrawaddy-delta-post.example/2021/03/15/hlaing-tharyar"),
    ("yangon-2.html", "https://globe-letter.example/un/myanmar-138"),
)


def warc() -> None:
    """Write reports/yangon-2021.warc.gz: one response record a page, as a crawler would."""
    with (EXAMPLES / "reports" / "yangon-2021.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, (name, url) in enumerate(PAGES, 1):
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Server", "example")]
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO((EXAMPLES / "sources" / name).read_bytes()),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={
                    "WARC-Date": f"2021-03-16T08:0{number}:00Z",
                    "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-00000000000{number}>",
                },
            )
            writer.write_record(record)


def pdf() -> None:
    """Print sources/minsk-statement.html to reports/minsk-statement.pdf."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={EXAMPLES / 'reports' / 'minsk-statement.pdf'}",
            (EXAMPLES / "sources" / "minsk-statement.html").as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    warc()
    pdf()
