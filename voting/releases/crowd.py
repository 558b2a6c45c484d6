"""Who counts in a release, and how many do: in memory, for one run, never stored and never logged.

Of people who work together only a few count, so that they cannot bring a release about around one other
person: see `docs/decisions/0002-releases.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks
from anonymity.thresholds import (
    FEWEST_OF_AN_ORGANISATION,
    FEWEST_ORGANISATIONS,
    FEWEST_WITHOUT_ORGANISATIONS,
    LARGEST_SHARE,
)
from ideas_platform.lib.copying import copy_arrays_out
from voting.releases.caps import count_within_caps
from workshops.models import Workshop
from workshops.rules import Role

FIRST_DAYS = timedelta(days=2)
NONE = -1
_UNNAMED, _UNKNOWN = -2, -3
_COLUMNS = {
    "vote": "block", "text": "block", "organisation": "integer", "code": "integer",
    "known": "boolean", "nights": "smallint", "role": "smallint",
}  # fmt: skip
_MEMBERS = """
SELECT member.vote_subject, member.text_subject,
    CASE WHEN member.counted_organisation_id IS NULL THEN -1
        ELSE (dense_rank() OVER (ORDER BY member.counted_organisation_id) - 1)::int4 END,
    CASE WHEN member.join_code_id IS NULL AND member.slip_pile_id IS NULL THEN -1
        ELSE (dense_rank() OVER (ORDER BY coalesce(member.join_code_id, member.slip_pile_id)) - 1)::int4 END,
    COALESCE(organisation.in_first_list, false), member.nights_to_wait::int2,
    CASE member.role WHEN %s THEN 1 WHEN %s THEN 2 ELSE 0 END::int2
FROM workshops_membership member
LEFT JOIN workshops_organisation organisation ON organisation.id = member.counted_organisation_id
WHERE member.workshop_id = %s
  AND member.vote_subject IS NOT NULL AND member.text_subject IS NOT NULL
"""
_Integers = NDArray[np.int64]


@dataclass(frozen=True, repr=False)
class Crowd:
    """The participants of a workshop, without design group and organisers.

    subjects (M, 16) of both kinds; organisations (M,): people with the same number are of one organisation,
    as far as releases are concerned; codes (M,): who came by the same join code or pile of slips, NONE by
    none; counts (M,): False for who joined too lately; tells_apart: whether organisations and codes are
    looked at; needed: how many must count before a release is due.
    """

    vote_subjects: Blocks
    text_subjects: Blocks
    organisations: _Integers
    codes: _Integers
    counts: NDArray[np.bool_]
    tells_apart: bool
    needed: int

    def count(self, members: Iterable[int], people: int) -> int:
        """Return how many of these members (indices) count where a release takes so many `people`."""
        counting = [member for member in members if self.counts[member]]
        if not self.tells_apart:
            return len(counting)
        pairs = zip(self.organisations[counting].tolist(), self.codes[counting].tolist(), strict=True)
        return count_within_caps(Counter(pairs), -(-people // LARGEST_SHARE))

    def reach(self, members: Iterable[int], people: int) -> bool:
        """Return whether `people` of these members (indices) count, so that nobody learns how many do.

        Of one organisation, or by one join code, never more than a third of them count, rounded down.
        """
        return self.count(members, people // LARGEST_SHARE * LARGEST_SHARE) >= people

    def are_enough(self, vote_subjects: Iterable[bytes]) -> bool:
        """Return whether the people with these subjects (16 bytes each) are as many as a release takes."""
        indices = {subject.tobytes(): index for index, subject in enumerate(self.vote_subjects)}
        members = [indices[subject] for subject in vote_subjects if subject in indices]
        return self.count(members, self.needed) >= self.needed


def load_crowd(workshop: Workshop, *, with_left: bool = False) -> Crowd:
    """Return the participants of a workshop that comes from `with_phase()`; on demand who has left too.

    How large an organisation is goes by all who ever joined: or whoever leaves, or takes a staff role, could
    see to it that organisations are not told apart any more.
    """
    rows = copy_arrays_out(_MEMBERS, [Role.PARTICIPANT.value, Role.LEFT.value, workshop.pk], _COLUMNS)
    organisations = rows["organisation"].astype(np.int64)
    named = organisations[organisations != NONE]
    sizes = np.bincount(named) if len(named) else np.zeros(1, np.int64)
    is_large = sizes >= FEWEST_OF_AN_ORGANISATION
    tells_apart = int(np.count_nonzero(is_large)) >= FEWEST_ORGANISATIONS
    by_itself = rows["known"] | is_large[np.maximum(organisations, 0)]
    grouped = np.where(organisations == NONE, _UNNAMED, np.where(by_itself, organisations, _UNKNOWN))
    needed = workshop.release_people
    takes_part = (rows["role"] == 1) | (with_left & (rows["role"] == 2))
    return Crowd(
        rows["vote"][takes_part],
        rows["text"][takes_part],
        grouped[takes_part],
        rows["code"].astype(np.int64)[takes_part],
        (rows["nights"][takes_part] == 0) | _is_young(workshop),
        tells_apart,
        needed if tells_apart else max(needed, FEWEST_WITHOUT_ORGANISATIONS),
    )


def _is_young(workshop: Workshop) -> bool:
    """Return whether the workshop opened so lately that nearly everybody has just joined."""
    return workshop.opens_at is None or workshop.time_asked < workshop.opens_at + FIRST_DAYS
