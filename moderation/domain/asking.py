"""To ask the unknown author of a text: neither side learns who the other is, and all of the group read it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import MOST_QUESTIONS
from ideas.domain.passages import find_places
from ideas.domain.reports import list_endangered
from ideas.models import Comment, Idea, Question
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.decisions import NewDecision, State, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.recent import keep_recent, read_state
from moderation.models import Claim, Decision
from workshops.models import Membership, Workshop
from workshops.phases import Deed

ASKABLE = frozenset({State.IN_REVIEW, State.PUBLISHED})
NO_ANSWER_NOW = _("Its author could not answer now: the workshop is closed or paused.")
NOT_SHOWN = _("Whoever wrote what is hidden cannot be asked.")
NOBODY_HERE = _("It was brought in from elsewhere: nobody here wrote it, so nobody can be asked.")
ASKED_ALREADY = _("A question waits for its author already.")
ASKED_ENOUGH = _(
    "Its author has been asked twice. More answers could show who it is: each tells that they were here."
)
DANGER = _("Somebody reported a danger here. Decide now: nobody should wait for an answer.")


@dataclass(frozen=True)
class NewQuestion:
    """What is asked, and what happens where no answer comes; `passages`: the words that are covered then."""

    text: str
    outcome: str
    passages: Sequence[str] = ()


def ask_author(
    *, actor: Membership | None, item: Item, question: NewQuestion, new_decision: NewDecision
) -> Decision:
    """Put the question to the author of the item, write that down, and return the record.

    The item leaves the queue until the question has ended. For ten minutes whoever asked can take it back.
    Raises what `decide` does; WrongState too where nothing can be asked about it, WrongPhase where its author
    could not answer.
    """
    with transaction.atomic():
        item = take_up(actor, item, new_decision.seen)
        if not item.thread.workshop.allows(Deed.COMMENT):
            raise WrongPhase(str(NO_ANSWER_NOW))
        if obstacle := find_asking_obstacle(item):
            raise WrongState(str(obstacle))
        Question.objects.create(
            workshop=item.thread.workshop,
            idea=item if isinstance(item, Idea) else None,
            comment=item if isinstance(item, Comment) else None,
            text=question.text,
            outcome=question.outcome,
            reason=new_decision.reason,
            places=find_places(item, question.passages),
            asked_by=actor,
        )
        Claim.objects.filter(item=item.pk).delete()
        decision = write_down(actor, item, replace(new_decision, verdict=Decision.Verdict.ASK))
        keep_recent(item, decision, read_state(item), new_decision.press or uuid.uuid4())
        return decision


def may_ask(item: Item, workshop: Workshop) -> bool:
    """Return whether a question can be put to the author of this item now; one or two queries."""
    return workshop.allows(Deed.COMMENT) and not find_asking_obstacle(item)


def find_asking_obstacle(item: Item) -> str | Promise:
    """Return why nothing can be asked about the item as it is now, "" where nothing is in the way."""
    obstacles = (obstacle for is_so, obstacle in _list_obstacles(item) if is_so)
    return next(obstacles, "")


def take_question_back(item: Item) -> bool:
    """Delete the open question about an item, with an answer that nobody has read; return whether it was so.

    Call it in the transaction that has locked the item.
    """
    deleted, _kinds = Question.objects.about(item).open().delete()
    return bool(deleted)


def _list_obstacles(item: Item) -> Iterator[tuple[bool, str | Promise]]:
    yield item.status not in ASKABLE, NOT_SHOWN
    yield isinstance(item, Idea) and item.source_id is not None, NOBODY_HERE
    ended = [question.ended for question in item.questions.all()]
    yield "" in ended, ASKED_ALREADY
    yield len(ended) >= MOST_QUESTIONS, ASKED_ENOUGH
    yield not item.reviewed and _is_endangered(item), DANGER


def _is_endangered(item: Item) -> bool:
    """Return whether somebody reported a danger, as `mark_dangers` found out or by a query."""
    known = item.__dict__.get("danger")
    return bool(list_endangered([item.pk])) if known is None else bool(known)
