"""PDFs: their text layer, and what is said of those without one."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from gavah.errors import NoText, ReadingError, UnknownFormat
from gavah.reading import read
from tests.reading.making import article, capture, read_one

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples/reports"
ENCRYPTED = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
4 0 obj <</Filter/Standard/V 2/R 3/Length 128/P -44/O <%s>/U <%s>>> endobj
trailer <</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00>]>>
%%%%EOF
""" % (b"11" * 32, b"22" * 32)


def test_a_statement_is_read_page_by_page_with_its_dateline_and_rows() -> None:
    document = read_one((EXAMPLES / "minsk-statement.pdf").read_bytes(), "application/pdf")
    assert document.title == "Statement on detentions, 9-12 August 2020"
    assert document.dateline is not None
    assert document.dateline.place == "Minsk"
    assert "12 August about 700" in article(document)
    assert any(
        "51 protesters and 14 police officers were\ninjured" in said for said in article(document)
    )


def test_an_encrypted_pdf_is_named_with_the_remedy() -> None:
    with pytest.raises(ReadingError, match=r"encrypted.*without one"):
        read(ENCRYPTED, capture(ENCRYPTED, "application/pdf"))


def test_a_scan_without_text_is_sent_to_ocr() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200).close()
    out = BytesIO()
    document.save(out)
    document.close()
    with pytest.raises(NoText, match="OCR"):
        read(out.getvalue(), capture(out.getvalue(), "application/pdf"))


def test_a_broken_pdf_is_named() -> None:
    content = (EXAMPLES / "minsk-statement.pdf").read_bytes()[:200]
    with pytest.raises(UnknownFormat, match="not a whole PDF"):
        read(content, capture(content, "application/pdf"))
