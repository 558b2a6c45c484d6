"""Going on with a workshop whose key is lost for good.

Nobody's vote or text can be recognised any more. So what was voted so far stays as totals, and only ideas
that are released from now on take votes: otherwise everybody could vote twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from anonymity.tags import Purpose
from ideas.domain.answers import lapse_author_answers
from ideas.models import CommentRevision, Idea, Mute, PollAnswer, Report, Revision
from ideas.models.contributions import Contribution
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from voting.models import QueueEntry, Vote
from workshops.domain.keys import open_tagger, renew_key
from workshops.models import Membership, Poll, Workshop
from workshops.phases import Phase


@dataclass(frozen=True)
class Restart:
    """What became of a workshop: ideas that stay with their totals, and votes that no release had counted."""

    frozen: int
    uncounted: int


def restart_without_key(workshop: Workshop) -> Restart:
    """Freeze the totals of the last release, make a new key, and return what was lost.

    Votes that no release has counted are lost: without the key nobody knows whether they are of ten people
    or of one. Raises WrongPhase where the key is there, was destroyed on purpose, or the workshop is not
    open or announced, KeyExists where a folder holds a wrong one.
    """
    with transaction.atomic():
        locked = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)
        _require_lost(locked)
        uncounted = Vote.objects.filter(idea__workshop=locked).unreleased().count()
        frozen = _freeze(locked)
        _forget_tags(locked)
        renew_key(locked)
        Workshop.objects.filter(pk=locked.pk).update(content_version=F("content_version") + 1)
    return Restart(frozen, uncounted)


def _require_lost(workshop: Workshop) -> None:
    if workshop.is_shredded:
        raise WrongPhase("The key was destroyed on purpose.")
    if workshop.phase not in (Phase.ANNOUNCED, Phase.OPEN):
        raise WrongPhase(f"There is nothing to go on with: the workshop is {workshop.phase}.")
    try:
        open_tagger(workshop, Purpose.CHECK)
    except KeyAway:
        return
    raise WrongPhase("The key is there.")


def _freeze(workshop: Workshop) -> int:
    """What waits for a release is released later, and takes votes then."""
    waiting = Contribution.Status.UNRELEASED
    frozen = Idea.objects.filter(workshop=workshop).exclude(status=waiting).update(frozen=True)
    Poll.objects.filter(workshop=workshop).update(frozen=True)
    return frozen


def _forget_tags(workshop: Workshop) -> None:
    """Delete what the old key made and nothing can match any more. PINs were mixed with it too."""
    for rows in (Vote, Report, Revision):
        rows._default_manager.filter(idea__workshop=workshop).delete()
    CommentRevision.objects.filter(comment__idea__workshop=workshop).delete()
    PollAnswer.objects.filter(poll=workshop.pk).delete()
    lapse_author_answers(Q(pk=workshop.pk))
    QueueEntry.objects.filter(workshop=workshop).delete()
    Mute.objects.filter(idea__workshop=workshop).delete()
    Mute.objects.filter(comment__idea__workshop=workshop).delete()
    Membership.objects.filter(workshop=workshop).update(pin_hash="", pin_tries=0)
