"""What of a workshop stays as it is once it is open: what people were promised when they came.

Fewer people in a release would show who wrote, and another way to count would change what has been counted.
Nor can it go back to before it opened, where all this is free.
"""

from __future__ import annotations

from workshops.models import Workshop
from workshops.phases import NOT_YET_OPEN

DATES = ("announced_at", "opens_at", "ideas_until", "closes_at")
PROMISED = (
    "slug",
    "release_people",
    "release_within",
    "minimum_members",
    "cluster_by",
    "common_ground_by",
    "rho",
    "practice",
)


def list_fixed(workshop: Workshop) -> frozenset[str]:
    """Return the names of the fields that nobody changes any more by hand; it must know its phase.

    Once it is open its dates are moved by buttons, which say first what is posted.
    """
    fixed = {"practice"} if workshop.practice or workshop.imported else set[str]()
    if workshop.phase in NOT_YET_OPEN:
        return frozenset(fixed)
    fixed.update(PROMISED, DATES)
    if workshop.shred_on:
        fixed.add("shred_on")
    return frozenset(fixed)
