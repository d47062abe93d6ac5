"""What is told to have become of a person: dated statuses on four axes, and which cannot both be true.

Liberty (arrested, released), legal (sentenced), life (injured, tortured, killed, executed) and fate
(abducted, missing, displaced). A status holds from its day on until another is told: silence ends
nothing (docs/terms.md, "Person"). Only what a source asserts to have happened becomes one.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from gavah.linking.mentions import told_as_happened
from gavah.linking.spans import gap
from gavah.model import Claim, Status

Axis = Literal["liberty", "legal", "life", "fate"]
GRAVITY = ("executed", "killed", "missing", "abducted", "sexual_violence", "tortured", "injured",
           "sentenced", "arrested", "displaced", "released")  # fmt: skip
AXES: dict[str, tuple[Axis, str]] = {
    "killed": ("life", "killed"), "executed": ("life", "executed"), "injured": ("life", "injured"),
    "tortured": ("life", "tortured"),
    "arrested": ("liberty", "arrested"), "released": ("liberty", "released"),
    "sentenced": ("legal", "sentenced"), "abducted": ("fate", "abducted"),
    "missing": ("fate", "missing"), "displaced": ("fate", "displaced"),
}  # fmt: skip
DEAD = ("killed", "executed")
_TWO_DEATHS = 3  # days apart from which two deaths cannot be one


def asserted(claim: Claim) -> bool:
    """Whether the source holds that it happened."""
    return told_as_happened(claim) and claim.modality == "asserted"


def fate(claims: Iterable[Claim]) -> str | None:
    """The gravest act that a source holds to have happened."""
    acts = {claim.act for claim in claims if asserted(claim)}
    return next((act for act in GRAVITY if act in acts), None)


def statuses(claims: Iterable[Claim]) -> tuple[Status, ...]:
    """Dated statuses, oldest first, undated last."""
    found: dict[tuple[str, str, Axis, str], list[Claim]] = {}
    for claim in claims:
        if claim.act in AXES and asserted(claim):
            when = claim.when
            day = (when.start.isoformat(), when.end.isoformat()) if when else ("~", "~")
            found.setdefault((*day, *AXES[claim.act]), []).append(claim)
    told = [
        Status(
            axis=axis,
            status=status,
            when=min(own, key=lambda claim: claim.id).when,
            claims=tuple(sorted({claim.id for claim in own})),
        )
        for (_, _, axis, status), own in sorted(found.items(), key=lambda one: one[0])
    ]
    wrong = impossible(told)
    return tuple(
        replace(status, conflict=True) if at in wrong else status for at, status in enumerate(told)
    )


def impossible(told: list[Status]) -> set[int]:
    """Which statuses cannot stand beside another; both sides, for either may be wrong."""
    return {at for at, one in enumerate(told) if any(clash(one, other) for other in told)}


def clash(one: Status, other: Status) -> bool:
    """Whether two cannot both be true; symmetric. What is not dated conflicts with nothing.

    A living person's status on days after a death; two deaths too far apart to be one.
    """
    if one.when is None or other.when is None:
        return False
    if one.status in DEAD and other.status in DEAD:
        return gap(one.when, other.when) > _TWO_DEATHS
    dead, living = (one, other) if one.status in DEAD else (other, one)
    if dead.status not in DEAD or dead.when is None or living.when is None:
        return False
    return living.axis != "fate" and living.when.start > dead.when.end
