"""What no release has shown yet, and how many people stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from anonymity.tags import Blocks, Purpose, Tagger, as_blocks
from ideas.domain.poll_releases import UnreleasedAnswers, find_workshops_with_answers, load_answers
from ideas.domain.publishing import (
    UnreleasedTexts,
    find_unreleased_texts,
    find_workshops_with_unreleased_texts,
)
from voting.ballots.vote_rows import VoteRows, find_workshops_with_votes, load_unreleased_votes
from voting.count.matching import Integers, TaggedRows, find_people, tag_rows
from workshops.domain.keys import open_tagger
from workshops.models import DrawnMoment, Workshop


@dataclass(frozen=True, repr=False)
class Unreleased:
    """Texts and reports, and the votes and poll answers that are others than the last release took."""

    texts: UnreleasedTexts
    votes: VoteRows
    answers: UnreleasedAnswers

    @property
    def is_anything(self) -> bool:
        """Whether a release would change what others see."""
        return bool(self.texts.is_anything or len(self.votes.values) or self.answers.rows)


def find_workshops_to_release() -> list[UUID]:
    """Return the workshops in which anything waits for a release, or for a recount.

    Those too for which a moment is drawn: it goes where nothing waits any more.
    None whose result is published: nothing is released there any more.
    """
    recounts = Workshop.objects.to_recount().values_list("pk", flat=True)
    drawn = DrawnMoment.objects.values_list("pk", flat=True)
    waiting = find_workshops_with_unreleased_texts().union(find_workshops_with_answers(), recounts, drawn)
    waiting.update(find_workshops_with_votes())
    return list(Workshop.objects.unpublished().filter(pk__in=waiting).values_list("pk", flat=True))


def find_unreleased(workshop: Workshop) -> Unreleased:
    """Return all that no release has shown yet."""
    return Unreleased(
        find_unreleased_texts(workshop), load_unreleased_votes(workshop.pk), load_answers(workshop)
    )


class Subjects(Protocol):
    """People with both their subjects (M, 16), in one order."""

    @property
    def vote_subjects(self) -> Blocks:
        """Those of votes, answers and reports."""

    @property
    def text_subjects(self) -> Blocks:
        """Those of texts."""


def find_contributors(workshop: Workshop, unreleased: Unreleased, people: Subjects) -> Integers:
    """Return which of these people (P,) stand behind what waits, worked out in memory from the tags.

    What is taken back, or put back to what all see already, makes nobody stand behind it.
    """
    kinds = (Purpose.THREAD, Purpose.REPORT, Purpose.VOTE, Purpose.POLL)
    texts, reports, votes, poll = (open_tagger(workshop, kind) for kind in kinds)
    answered = [(workshop.pk, tag) for tag in unreleased.answers.kept_tags]
    return find_people(
        [
            tag_rows(texts, unreleased.texts.kept, people.text_subjects),
            tag_rows(reports, unreleased.texts.reported, people.vote_subjects),
            _as_vote_rows(votes, unreleased.votes, people.vote_subjects),
            tag_rows(poll, answered, people.vote_subjects),
        ]
    )


def _as_vote_rows(tagger: Tagger, votes: VoteRows, subjects: Blocks) -> TaggedRows:
    kept, items = votes.kept, as_blocks([key.bytes for key in votes.ideas])
    return TaggedRows(tagger, kept.idea_indices, kept.tags, items, subjects)
