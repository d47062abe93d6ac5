"""Texts of number and time words, signs, and letters of several scripts, in any order."""

from hypothesis import strategies as st

PIECES = (
    "at least", "12,000", "1,500", "1,5721", "no one", "dozens", "tens of thousands", "between 20 and 30",
    "20-30", "20–30", "from 58 to 62", "a", "man", "protesters", "people", "were killed", "two dozen", "half a million",
    "a 14-year-old", "aged 23", "AK-47", "Act 144", "16th Street", "two-thirds", "1.2 million", "12k", "$5", "10:30",
    "۱۵۰۰", "١٥٠٠", "۲۴ آبان ۱۳۹۸", "31 February 2019", "0 March 0000", "Nov. 15-19, 2019", "3/11/2019", "99/99/9999",
    "2019-13-45", "1398/08/25", "18 Rabi al-awwal 1441", "30 Esfand 1398", "the 1980s", "since", "last", "week",
    "Friday", "March", "May", "mid-", "two days later", "9999 years ago", "a century ago", "that day", "the past 9999 years",
    "December 9999", "January 1", "until", "to", "and", "in", "overnight", "Easter", "the autumn of 9999", "0000-00-00",
    "(", ")", ",", ".", "-", "–", "'", "’s", "\r\n", "\n\n", "\u200c", "\u200f", "e\u0301", "İ", "ß", "²", "½", "𝟙𝟚", "中",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join),
)
