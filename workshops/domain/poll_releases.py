"""The poll in a release: answers that wait are counted, many people's together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from workshops.models import PollAnswer, PollOption, PollTotal, Workshop

_MARK = """
UPDATE workshops_pollanswer answer SET released = true
FROM unnest(%s::bytea[], %s::uuid[]) AS counted (tag, option_id)
WHERE answer.poll_id = %s AND answer.tag = counted.tag AND answer.option_id = counted.option_id
  AND NOT answer.released
"""
_REMOVE = """
DELETE FROM workshops_pollanswer answer
WHERE answer.poll_id = %s AND answer.tag = ANY(%s) AND answer.option_id IS NULL
"""


@dataclass(frozen=True, repr=False)
class StoredAnswers:
    """All answers of a poll as one statement saw them: rows of tag, option (None: taken back), released."""

    rows: list[tuple[bytes, UUID | None, bool]]

    @property
    def new_tags(self) -> list[bytes]:
        """The tags of those that no release has counted."""
        return [tag for tag, _option, released in self.rows if not released]

    @property
    def counted(self) -> dict[bytes, UUID]:
        """Of the new ones those that stand: the option by tag."""
        return {tag: option for tag, option, released in self.rows if option and not released}

    @property
    def taken_back(self) -> list[bytes]:
        """Of the new ones the tags of those taken back."""
        return [tag for tag, option, released in self.rows if option is None and not released]


def find_workshops_with_answers() -> set[UUID]:
    """Return the workshops in which answers wait for a release, by a partial index."""
    return set(PollAnswer.objects.unreleased().values_list("poll_id", flat=True).distinct())


def load_answers(workshop: Workshop) -> StoredAnswers:
    """Return all answers where some wait for a release, and none where there is nothing to count."""
    answers = PollAnswer.objects.filter(poll=workshop.pk)
    if not answers.unreleased().exists():
        return StoredAnswers([])
    rows = answers.values_list("tag", "option_id", "released")
    return StoredAnswers([(bytes(tag), option, released) for tag, option, released in rows])


def release_answers(workshop: Workshop, answers: StoredAnswers) -> None:
    """Store the totals of these answers, note that they are counted, and remove those taken back.

    One that was changed meanwhile has another option: it is left for the next release.
    """
    if not answers.rows:
        return
    _store_totals(workshop, Counter(option for _tag, option, _released in answers.rows))
    counted, taken_back = answers.counted, answers.taken_back
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [list(counted), list(counted.values()), workshop.pk])
        cursor.execute(_REMOVE, [workshop.pk, taken_back])


def _store_totals(workshop: Workshop, numbers: Counter[UUID | None]) -> None:
    options = PollOption.objects.filter(workshop=workshop).values_list("pk", flat=True)
    PollTotal.objects.bulk_create(
        [PollTotal(option_id=option, number=numbers[option]) for option in options],
        update_conflicts=True,
        unique_fields=["option"],
        update_fields=["number"],
    )
