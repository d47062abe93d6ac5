"""What changed since a release: up to another one, or up to the register as it stands.

The register is told as the release's own profile would tell it today, so that what moved is what
happened, and never what the profile coarsens, covers or gives another name.
"""

from pathlib import Path

from gavah.errors import WrongUsage
from gavah.export.releases.checking import MANIFEST, check
from gavah.export.releases.coarsening import told
from gavah.export.releases.comparing import Changes, compare, state_in
from gavah.export.releases.making import compared
from gavah.export.releases.profiles import profile_of
from gavah.export.releases.pseudonyms import Pseudonyms, key_of
from gavah.register import Register


def since(register: Register, before: Path) -> Changes:
    """What a release of the same profile, made now, would tell otherwise.

    Raises:
        WrongUsage: it is no release, or of a profile there is none of.
        ReleaseAltered: it is not as it was signed.
    """
    profile = profile_of(check(before).profile)
    contents, was, mask = told(register, profile, Pseudonyms(key_of(register), profile.name))
    return compared(register, before, contents, was, mask, profile)


def between(before: Path, after: Path) -> Changes:
    """What changed from one release to another of the same profile.

    Raises:
        WrongUsage: one is no release, or they are of two profiles, which tell unlike things.
        ReleaseAltered: one is not as it was signed.
    """
    old, new = check(before), check(after)
    if old.profile != new.profile:
        raise WrongUsage(
            f"{before.name} is of the profile {old.profile} and {after.name} of {new.profile}, "
            "which tell unlike things; compare two of one profile"
        )
    return compare(state_in(before), state_in(after))


def is_release(folder: Path) -> bool:
    """Whether the folder says that it is one."""
    return (folder / MANIFEST).is_file()
