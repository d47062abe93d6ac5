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
    """Which statuses cannot stand beside another; both sides, for either may be wrong.

    A living person's status on days after a death; two deaths too far apart to be one. What is
    not dated conflicts with nothing.
    """
    wrong: set[int] = set()
    for at, death in enumerate(told):
        if death.status not in DEAD or death.when is None:
            continue
        for to, other in enumerate(told):
            if other.when is None or to == at:
                continue
            if other.status in DEAD:
                clash = gap(death.when, other.when) > _TWO_DEATHS
            else:
                clash = other.axis != "fate" and other.when.start > death.when.end
            if clash:
                wrong |= {at, to}
    return wrong
