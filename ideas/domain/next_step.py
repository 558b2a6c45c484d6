"""The one thing to do next in a workshop: by its phase, and by who looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.domain.subscriptions import find_letters_chosen
from workshops.domain.visits import Visit
from workshops.models import User
from workshops.models.subscriptions import Letter
from workshops.phases import Deed


@dataclass(frozen=True)
class Step:
    """A step: the deed that the phase must allow, the name of its address, and the words on the button."""

    deed: Deed
    address: str
    label: str | Promise


JOIN = Step(Deed.JOIN, "workshops:membership", _("Join this workshop"))
ANSWER = Step(Deed.ANSWER_POLL, "workshops:poll", _("Answer the straw poll"))
# Where one votes is known to a higher app, which says so; see `Undone`.
VOTE = Step(Deed.VOTE, "", _("Vote on ideas"))
WRITE = Step(Deed.SUBMIT_IDEA, "workshops:idea_new", _("Share an idea"))
READ = Step(Deed.READ_IDEAS, "workshops:ideas", _("Read the ideas"))
WAIT = Step(Deed.ASK_FOR_NOTICE, "workshops:notice", _("Tell me when it opens"))

# The first that the phase allows, and that is not done yet, is the button.
FOR_VISITORS = (JOIN,)
FOR_MEMBERS = (ANSWER, VOTE, WRITE, READ, WAIT)


@dataclass(frozen=True)
class Undone:
    """What is still to do of the steps that one does once, or some times; and where one votes."""

    poll: bool = False
    vote_at: str = ""


def find_next_step(visit: Visit, undone: Undone) -> dict[str, str] | None:
    """Return label and address of the one thing to do next, or None where there is nothing to do."""
    steps = FOR_VISITORS if visit.membership is None else FOR_MEMBERS
    for step in steps:
        if visit.workshop.allows(step.deed) and _is_due(step, visit, undone):
            url = undone.vote_at if step == VOTE else reverse(step.address, args=[visit.workshop.slug])
            return {"label": str(step.label), "url": url}
    return None


def _is_due(step: Step, visit: Visit, undone: Undone) -> bool:
    if step == ANSWER:
        return undone.poll
    if step == VOTE:
        return bool(undone.vote_at)
    return step != WAIT or _has_not_asked(visit)


def _has_not_asked(visit: Visit) -> bool:
    """Return whether this user has not asked to hear of the opening."""
    chosen = find_letters_chosen(visit.workshop, visit.user) if isinstance(visit.user, User) else set()
    return Letter.OPENING not in chosen
