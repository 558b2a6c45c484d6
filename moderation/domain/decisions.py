"""The design group decides what everybody sees, one idea at a time, for good reason, on the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal, WrongPhase
from moderation.models import Decision
from moderation.rules import works_on
from workshops.domain.staff import list_places
from workshops.models import Idea, Membership, User, Workshop
from workshops.rules import Deed

OWN_IDEA = _(
    "Nobody decides about their own idea. Somebody else of the design group has to look at this one."
)
NOT_YOURS = _("Only the design group and the organisers of this workshop decide about its ideas.")
NOT_NOW = _("Nothing can be published or hidden at the moment: the workshop is not open.")

# From which states an idea can be brought to the one a verdict leads to.
OPEN_TO: Mapping[str, frozenset[str]] = {
    Decision.Verdict.PUBLISH: frozenset({Idea.Status.IN_REVIEW, Idea.Status.PUBLISHED, Idea.Status.HIDDEN}),
    Decision.Verdict.HIDE: frozenset({Idea.Status.IN_REVIEW, Idea.Status.PUBLISHED}),
}


class WrongState(Refusal):
    """The idea is not in a state about which this can be decided (409)."""

    status = 409
    message = _("This idea has changed in the meantime. Look at it again.")


@dataclass(frozen=True)
class Ruling:
    """What is decided, why, and a note for the record."""

    verdict: str
    reason: str
    note: str = ""


@dataclass
class Outcome:
    """What became of several ideas: how many were decided on, and how many were refused with which words."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def publish_idea(
    *, actor: Membership | None, idea: Idea, reason: str = Decision.Reason.FITS, note: str = ""
) -> Decision:
    """Let everybody in the workshop see the idea, and return the decision; refusals as in `decide`.

    An idea that everybody sees already is marked as looked at.
    """
    return decide(actor=actor, idea=idea, ruling=Ruling(Decision.Verdict.PUBLISH, reason, note))


def hide_idea(*, actor: Membership | None, idea: Idea, reason: str, note: str = "") -> Decision:
    """Take the idea out of what everybody sees, and return the decision; refusals as in `decide`.

    It leaves totals and boards with the next release, and can be published again.
    """
    return decide(actor=actor, idea=idea, ruling=Ruling(Decision.Verdict.HIDE, reason, note))


def decide(*, actor: Membership | None, idea: Idea, ruling: Ruling) -> Decision:
    """Carry out the ruling, write it down, and return the record.

    Raises PermissionDenied for an idea of one's own or of another workshop, WrongPhase where the workshop
    is not moderated now, WrongState where the idea cannot be brought there, KeyAway without the key.
    """
    with transaction.atomic():
        # "No key": votes and releases may refer to the idea meanwhile; a stronger lock could deadlock.
        idea = Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
        idea.workshop = Workshop.objects.with_phase().get(pk=idea.workshop_id)
        _require_right(actor, idea)
        if not idea.workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        if idea.status not in OPEN_TO[ruling.verdict]:
            raise WrongState
        _change_state(idea, ruling.verdict)
        return Decision.objects.create(
            workshop=idea.workshop,
            idea=idea,
            verdict=ruling.verdict,
            reason=ruling.reason,
            note=ruling.note,
            decided_by=actor,
        )


def decide_all(*, user: User | AnonymousUser, ideas: Iterable[Idea], ruling: Ruling) -> Outcome:
    """Carry out the ruling on each idea by itself and return what was done; one refusal stops no other."""
    places = {place.workshop_id: place for place in list_places(user)}
    outcome = Outcome()
    for idea in ideas:
        try:
            decide(actor=places.get(idea.workshop_id), idea=idea, ruling=ruling)
            outcome.done += 1
        except (PermissionDenied, Refusal) as refusal:
            outcome.refused[str(refusal)] += 1
    return outcome


def _require_right(actor: Membership | None, idea: Idea) -> None:
    fresh = Membership.objects.filter(pk=actor.pk).first() if actor else None
    if not rules.has_perm("moderation.decide", fresh, idea):
        raise PermissionDenied(OWN_IDEA if works_on(fresh, idea) else NOT_YOURS)


def _change_state(idea: Idea, verdict: str) -> None:
    before = idea.status
    idea.reviewed = True
    if verdict == Decision.Verdict.HIDE:
        idea.status = Idea.Status.HIDDEN
    else:
        idea.status = Idea.Status.PUBLISHED
        idea.published_on = _date_of_publication(before)
    idea.save(update_fields=["status", "reviewed", "published_on"])
    if idea.status != before:
        Workshop.objects.filter(pk=idea.workshop_id, recompute_all=False).update(recompute_all=True)


def _date_of_publication(before: str) -> TruncDate | Coalesce:
    today = TruncDate(Now())
    return today if before == Idea.Status.IN_REVIEW else Coalesce("published_on", today)
