"""What a release tells: to everyone, to a partner, to a court (docs/releases.md)."""

from typing import NamedTuple

from gavah.errors import WrongUsage


class Profile(NamedTuple):
    """
    Attributes:
        restricted: restricted names and places are told; secret ones never are.
        claims: each source's words are told.
        coarse: days and places of harm that people may still be in danger from are coarsened.
        small: figures of such harm below this are told as a range; 0: as they are.
        custody: captures and the log of what was done are told.
        rules: what it does, in words, for the method page.
    """

    name: str
    restricted: bool
    claims: bool
    coarse: bool
    small: int
    custody: bool
    rules: tuple[str, ...]


PROFILES = {
    one.name: one
    for one in (
        Profile(
            "public", restricted=False, claims=False, coarse=True, small=5, custody=False,
            rules=(
                "Named are the dead, where a source asserts the death, and officials acting as "
                "such. Everyone else bears a pseudonym, the same one in every public release.",
                "Sources are listed; their words are not told.",
                "Harm that people may still be in danger from (everything but killing), where it "
                "befell fewer than 5 people or someone whose name is withheld: told to the month "
                "and the country, without its sources, under an id of its own. Where the incident "
                "also tells of deaths, its day and settlement stay, and the figure is coarsened.",
                "Figures of such harm below 5 are told as a range from 1 to 4.",
                "No exact place is told finer than its settlement.",
            ),
        ),
        Profile(
            "partner", restricted=False, claims=True, coarse=False, small=0, custody=False,
            rules=(
                "Named are the dead, where a source asserts the death, and officials acting as "
                "such. Everyone else bears a pseudonym, the same one in every release to partners "
                "and another than in public ones; in the words of sources such names are masked.",
                "Days, figures and places to the settlement are told as the register has them.",
            ),
        ),
        Profile(
            "court", restricted=True, claims=True, coarse=False, small=0, custody=True,
            rules=(
                "Restricted names and exact places are told; names made secret by judgement are "
                "masked.",
                "The record of every capture and the log of what was done are told, so that hashes "
                "can be checked against the copies.",
            ),
        ),
    )
}  # fmt: skip


def profile_of(name: str) -> Profile:
    """The profile of that name.

    Raises:
        WrongUsage: there is none.
    """
    if name not in PROFILES:
        raise WrongUsage(f"{name!r} is no profile; these are: {', '.join(PROFILES)}")
    return PROFILES[name]
