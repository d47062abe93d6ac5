"""Strategies for reading: texts in several scripts with marks, and pages of made-up markup."""

from hypothesis import strategies as st

WORDS = [
    "police",
    "said",
    "three",
    "people",
    "were",
    "killed",
    "in",
    "Exampleville",
    "on",
    "Monday",
    "and",
    "12",
    "injured",
    "at",
    "least",
    "کشته",
    "شدند",
    "در",
    "تهران",
    "۱۵",
    "نفر",
    "قتل",
    "أربعة",
    "أشخاص",
    "في",
    "المدينة",
    "задержаны",
    "café",
    "naïve",
    "école",
    "\u202eabc\u202c",
    "می\u200cگوید",
    "“quoted”",
    "—",
    "",
    "–",
    "İstanbul",
    "ﷺ",
    "👩\u200d👩\u200d👧",
    "\ufeff",
    "728",
    "x",
    "90",
    "By",
    "Advertisement",
]
BREAKS = (" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\f", "\u2028", "  ", "\x85")


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Words and breaks of every kind, in any order."""
    piece = st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(BREAKS),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=4),
    )
    return st.lists(piece, max_size=max_size).map("".join)


def markup(max_size: int = 40) -> st.SearchStrategy[str]:
    """Tags, closed or not, between words."""
    tags = st.sampled_from(
        [
            "p",
            "div",
            "span",
            "b",
            "i",
            "a",
            "br",
            "table",
            "tr",
            "td",
            "th",
            "ul",
            "li",
            "h1",
            "h2",
            "nav",
            "footer",
            "figure",
            "figcaption",
            "pre",
            "script",
            "style",
            "article",
            "main",
            "time",
            "button",
            "template",
            "noscript",
            "svg",
            "blockquote",
        ]
    )
    opened = tags.map(lambda tag: f"<{tag}>")
    closed = tags.map(lambda tag: f"</{tag}>")
    other = st.sampled_from(
        ["<!-- note -->", "&amp;", "&#0;", "&#x1F600;", "&nbsp;", "<p class='caption'>", "<", ">",
         "<meta name=date content='0000-01-01'>", "<title>Three killed, police say</title>",
         '<script type="application/ld+json">{"datePublished": "2020-02-30"}</script>']
    )  # fmt: skip
    return st.lists(st.one_of(opened, closed, other, texts(4)), max_size=max_size).map("".join)
