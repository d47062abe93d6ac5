import pytest

from gavah.reading.glance import language_at_a_glance

ENGLISH = "Three people were killed in Karaj on Friday, a nurse said, and the police said that they were armed men of the town who had been at the square since the morning."  # fmt: skip
GERMAN = "Am Freitag wurden in der Stadt drei Menschen getötet, sagte eine Krankenschwester, und die Polizei erklärte, dass es bewaffnete Männer gewesen seien."  # fmt: skip
PERSIAN = "روز جمعه سه نفر در کرج کشته شدند و یک پرستار بیمارستان گفت که پلیس به سوی جمعیت تیراندازی کرده است و چند نفر دیگر نیز در همان شب بازداشت شده‌اند و خانواده‌ها از آنان خبری ندارند."  # fmt: skip


@pytest.mark.parametrize(
    ("words", "codec", "language"),
    [
        (ENGLISH, "utf-8", "en"),
        (GERMAN, "utf-8", "de"),
        (GERMAN, "iso-8859-1", "de"),
        (PERSIAN, "utf-8", "fa"),
        (PERSIAN, "windows-1256", "fa"),
        ("Home", "utf-8", None),
        ("", "utf-8", None),
    ],
)
def test_the_sentences_of_a_page_tell_its_language_and_its_menu_does_not(
    words: str, codec: str, language: str | None
) -> None:
    menu = "".join(f"<li><a href='/{n}'>Reports and news of the day</a></li>" for n in range(30))
    script = (
        "<script>var the = 'of the and in that was were by for on with at from'; // " * 9
        + "</script>"
    )
    page = f"<html><head><meta charset='{codec}'>{script}</head><body><ul>{menu}</ul><p>{words}</p></body></html>"
    assert language_at_a_glance(page.encode(codec, "replace")) == language
