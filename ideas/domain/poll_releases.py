"""The poll in a release: answers that wait are counted, many people's together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count

from ideas.models import PollAnswer, PollTotal
from workshops.models import PollOption, Workshop

_TAKE = """
UPDATE ideas_pollanswer answer SET counted_id = taken.option_id
FROM unnest(%s::bytea[], %s::uuid[]) AS taken (tag, option_id)
WHERE answer.poll_id = %s AND answer.tag = taken.tag
"""


@dataclass(frozen=True, repr=False)
class UnreleasedAnswers:
    """Answers that are others than the last release took: rows of tag and option (None: taken back)."""

    rows: list[tuple[bytes, UUID | None]]

    @property
    def kept_tags(self) -> list[bytes]:
        """The tags of those that are not taken back."""
        return [tag for tag, option in self.rows if option is not None]


def find_workshops_with_answers() -> set[UUID]:
    """Return the workshops in which answers wait for a release."""
    return set(PollAnswer.objects.unreleased().values_list("poll_id", flat=True).distinct())


def load_answers(workshop: Workshop) -> UnreleasedAnswers:
    """Return the answers that wait for a release."""
    rows = PollAnswer.objects.filter(poll=workshop.pk).unreleased().values_list("tag", "option_id")
    return UnreleasedAnswers([(bytes(tag), option) for tag, option in rows])


def take_poll_answers(workshop: Workshop, waiting: UnreleasedAnswers) -> None:
    """Let these answers count as they were loaded, store the totals, and remove rows with nothing left.

    One that was changed meanwhile is another than what counts now: it waits for the next release.
    """
    if waiting.rows:
        tags, options = zip(*waiting.rows, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [list(tags), list(options), workshop.pk])
        _store_totals(workshop)
    PollAnswer.objects.filter(poll=workshop.pk, option=None, counted=None).delete()


def _store_totals(workshop: Workshop) -> None:
    options = PollOption.objects.filter(workshop=workshop).annotate(people=Count("counted_answers"))
    PollTotal.objects.bulk_create(
        [PollTotal(option=option, number=option.people) for option in options],
        update_conflicts=True,
        unique_fields=["option"],
        update_fields=["number"],
    )
