"""Releases: what waits becomes visible, many people's contributions together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models.functions import Now, TruncDate

from ideas_platform.lib.locks import advisory_lock
from voting.domain.boards import rank_top, store_board
from voting.domain.electors import People, load_people
from voting.domain.matching import TaggedRows, count_people
from voting.domain.ranking import score_ideas, store_totals
from voting.domain.stored_votes import StoredVotes, find_unreleased, load_votes, mark_released
from voting.models import Board, Total, Vote
from workshops.anonymity.tags import Purpose, as_blocks
from workshops.domain.keys import open_tagger
from workshops.models import Idea, Membership, Release, Workshop
from workshops.rules import Phase

FEWEST_PEOPLE = 5
AT_MOST_EVERY = timedelta(minutes=1)
PATIENCE = timedelta(hours=48)


@dataclass(frozen=True, repr=False)
class Waiting:
    """What no release has shown yet: ideas with their tags, and votes on the ideas in `votes.ideas`."""

    ideas: list[tuple[UUID, bytes]]
    votes: StoredVotes


def find_workshops_to_release() -> list[UUID]:
    """Return the workshops in which ideas or votes wait for a release, by two partial indexes."""
    ideas = Idea.objects.waiting().values_list("workshop_id")
    votes = Vote.objects.filter(released=False).values_list("idea__workshop_id")
    return [row[0] for row in ideas.union(votes)]


def release_workshop(workshop_id: UUID, *, force: bool = False) -> Release | None:
    """Make the release of this workshop if one is due (or `force`); return it, or None where none was made.

    One run at a time: a second one at the same moment does nothing. Readers see all of a release or nothing.
    Raises KeyAway where the key is not to be had.
    """
    with advisory_lock("release", workshop_id) as is_free:
        if not is_free:
            return None
        with transaction.atomic():
            # Locked: who changes organisation meanwhile marks the workshop for the next release.
            workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop_id)
            waiting = find_waiting(workshop)
            people = load_people(workshop)
            if force or is_due(workshop, count_contributors(workshop, waiting, people)):
                return _release(workshop, waiting, people)
            return None


def find_waiting(workshop: Workshop) -> Waiting:
    """Return all that no release has shown yet."""
    ideas = Idea.objects.filter(workshop=workshop).waiting().values_list("pk", "thread_tag")
    return Waiting([(key, bytes(tag)) for key, tag in ideas], load_votes(find_unreleased(workshop.pk)))


def count_contributors(workshop: Workshop, waiting: Waiting, people: People) -> int:
    """Return how many different people stand behind what waits, worked out in memory from the tags."""
    new = waiting.votes.only(~waiting.votes.released)
    items = as_blocks([key.bytes for key, _tag in waiting.ideas])
    threads = TaggedRows(
        open_tagger(workshop, Purpose.THREAD),
        np.arange(len(waiting.ideas)),
        as_blocks([tag for _key, tag in waiting.ideas]),
        items,
        people.text_subjects,
    )
    voted = as_blocks([key.bytes for key in new.ideas])
    votes = TaggedRows(open_tagger(workshop, Purpose.VOTE), new.places, new.tags, voted, people.vote_subjects)
    return count_people([threads, votes])


def is_due(workshop: Workshop, contributors: int) -> bool:
    """Return whether so many people are enough for a release now.

    `release_people` at most once a minute; five after 48 hours, or at the close. Practice workshops at once.
    """
    if workshop.practice or not contributors:
        return bool(contributors)
    if Membership.objects.filter(workshop=workshop).participants().count() < workshop.minimum_members:
        return False
    if workshop.phase in (Phase.CLOSED, Phase.PUBLISHED):
        return contributors >= FEWEST_PEOPLE
    if contributors >= workshop.release_people:
        return not _released_within(workshop, AT_MOST_EVERY)
    return contributors >= FEWEST_PEOPLE and not _released_within(workshop, PATIENCE)


def _released_within(workshop: Workshop, span: timedelta) -> bool:
    recent = Release.objects.filter(workshop=workshop, released_at__gt=Now() - span)
    return recent.exists() or Workshop.objects.filter(pk=workshop.pk, opens_at__gt=Now() - span).exists()


def _release(workshop: Workshop, waiting: Waiting, people: People) -> Release:
    number = workshop.release_number + 1
    _publish(workshop, [key for key, _tag in waiting.ideas])
    votes = _load_all(workshop) if workshop.recompute_all else waiting.votes
    store_totals(score_ideas(workshop, votes, people))
    store_board(workshop, Board.Name.TOP, rank_top(workshop, people.electorate), number)
    mark_released(votes)
    Workshop.objects.filter(pk=workshop.pk).update(release_number=number, recompute_all=False)
    return Release.objects.create(workshop=workshop, number=number)


def _publish(workshop: Workshop, ideas: list[UUID]) -> None:
    """Show the waiting ideas to everybody, or to the design group first where it looks at them before."""
    before = workshop.moderation == Workshop.Moderation.BEFORE
    status = Idea.Status.IN_REVIEW if before else Idea.Status.PUBLISHED
    published_on = None if before else TruncDate(Now())
    Idea.objects.filter(pk__in=ideas).waiting().update(
        status=status, published_on=published_on, waiting_since=None
    )


def _load_all(workshop: Workshop) -> StoredVotes:
    voted = Idea.objects.filter(workshop=workshop, votes__isnull=False).distinct()
    stored = Total.objects.filter(idea__workshop=workshop)
    return load_votes(list({*voted.values_list("pk", flat=True), *stored.values_list("pk", flat=True)}))
