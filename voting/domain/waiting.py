"""What no release has shown yet, and how many people stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from voting.domain.electors import People
from voting.domain.matching import TaggedRows, count_people, tag_rows
from voting.domain.merges import find_mains, with_relatives
from voting.domain.stored_votes import StoredVotes, find_unreleased, load_votes
from voting.models import Vote
from workshops.anonymity.tags import Blocks, Purpose, Tagger, as_blocks
from workshops.domain.keys import open_tagger
from workshops.domain.poll_releases import StoredAnswers, find_workshops_with_answers, load_answers
from workshops.domain.publishing import Pending, find_pending, find_workshops_with_pending
from workshops.models import Workshop


@dataclass(frozen=True, repr=False)
class Waiting:
    """Texts and reports, all votes on ideas with new ones or that count together, and answers to the poll."""

    texts: Pending
    votes: StoredVotes
    answers: StoredAnswers


def find_workshops_to_release() -> list[UUID]:
    """Return the workshops in which anything waits for a release, by partial indexes, or for a recount.

    None whose result is published: nothing is released there any more.
    """
    votes = Vote.objects.filter(released=False).values_list("idea__workshop_id", flat=True).distinct()
    recounts = Workshop.objects.to_recount().values_list("pk", flat=True)
    waiting = find_workshops_with_pending().union(votes, find_workshops_with_answers(), recounts)
    return list(Workshop.objects.unpublished().filter(pk__in=waiting).values_list("pk", flat=True))


def find_waiting(workshop: Workshop) -> Waiting:
    """Return all that no release has shown yet."""
    votes = load_votes(with_relatives(find_unreleased(workshop.pk), find_mains(workshop)))
    return Waiting(find_pending(workshop), votes, load_answers(workshop))


def count_contributors(workshop: Workshop, waiting: Waiting, people: People) -> int:
    """Return how many different people stand behind what waits, worked out in memory from the tags."""
    kinds = (Purpose.THREAD, Purpose.REPORT, Purpose.VOTE, Purpose.POLL)
    texts, reports, votes, poll = (open_tagger(workshop, kind) for kind in kinds)
    answered = [(workshop.pk, tag) for tag in waiting.answers.new_tags]
    return count_people(
        [
            tag_rows(texts, waiting.texts.texts, people.text_subjects),
            tag_rows(reports, waiting.texts.reported, people.vote_subjects),
            _as_vote_rows(votes, waiting.votes, people.vote_subjects),
            tag_rows(poll, answered, people.vote_subjects),
        ]
    )


def _as_vote_rows(tagger: Tagger, votes: StoredVotes, subjects: Blocks) -> TaggedRows:
    new = votes.only(~votes.released)
    return TaggedRows(tagger, new.places, new.tags, as_blocks([key.bytes for key in new.ideas]), subjects)
