"""What a member does with ideas."""

import hmac
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES, Purpose
from ideas.domain.authors import has_tag, seek_tag
from ideas.domain.catalogue import read_idea
from ideas.domain.holding import is_held
from ideas.domain.mutes import require_unmuted
from ideas.models import Idea
from ideas.models.ideas import IdeaQuerySet
from ideas_platform.lib.locks import lock_number, lock_until_commit
from ideas_platform.lib.refusals import Gone, OutOfView, WrongPhase
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Theme, Workshop

# Of an idea that is not there.
NOBODYS_TAG = bytes(TAG_BYTES)
CLOSED = _("New ideas are closed. You can still read what others wrote.")


@dataclass(frozen=True)
class IdeaText:
    """What somebody wrote."""

    theme: Theme | None
    intent: str
    title: str
    body: str


def submit_idea(*, actor: Membership, text: IdeaText) -> Idea:
    """Store an idea that waits for the next release, and return it.

    Its author is written down as a tag only, and pressing the button twice stores it once. Raises WrongPhase
    where the workshop takes no ideas any more, Muted where the actor writes no more, KeyAway where the key
    is not to be had.
    """
    idea = Idea(workshop=actor.workshop, **vars(text))
    idea.thread_tag = _tag(actor, idea.pk)
    idea.held = is_held(idea.title, idea.body)
    words = "idea", idea.workshop_id, text.title, text.body
    if Idea.objects.submit_plainly(idea, lock=lock_number(*words)):
        return idea
    with transaction.atomic():
        lock_until_commit(*words)
        return _submit_carefully(actor, idea)


def _submit_carefully(actor: Membership, idea: Idea) -> Idea:
    """Store the idea, unless something is in the way, and return it or its twin."""
    require_unmuted(actor=actor, workshop=idea.workshop)
    if twin := _find_twin(actor, idea):
        return twin
    if not Idea.objects.submit(idea):
        raise WrongPhase(CLOSED)
    return idea


def _find_twin(actor: Membership, idea: Idea) -> Idea | None:
    """Return the actor's own idea in the same words that waits already, if there is one."""
    for key, tag in Idea.objects.list_twins(idea):
        if hmac.compare_digest(bytes(tag), _tag(actor, key)):
            return Idea.objects.get(pk=key)
    return None


def _tag(actor: Membership, key: UUID) -> bytes:
    return open_tagger(actor.workshop, Purpose.THREAD).one(key, bytes(actor.text_subject or b""))


def find_idea(*, actor: Membership | None, workshop: Workshop, ref: str) -> tuple[Idea, bool]:
    """Return the idea and whether it is the actor's own; raises Http404 for what the actor may not see.

    Raises Gone for what was public once and is hidden or taken back: which of the two shows nowhere;
    OutOfView for what was public and is with the design group: why shows nowhere.
    An author sees their own in every state. Without the key everybody still reads what is published.
    """
    shared = read_idea(workshop, ref)
    if shared is not None and not has_tag(shared, seek_tag(actor=actor, idea=shared)):
        return shared, False
    ideas = Idea.objects.filter(workshop=workshop)
    looked_at = _look_at(ideas, ref)
    looked_at.workshop = workshop
    mine = has_tag(looked_at, seek_tag(actor=actor, idea=looked_at))
    if not mine and not _may_read(actor, looked_at):
        if _was_public(looked_at):
            is_back = looked_at.status == Idea.Status.IN_REVIEW
            raise (OutOfView if is_back else Gone)(reverse("workshops:ideas", args=[workshop.slug]))
        raise Http404
    idea = get_object_or_404(ideas.select_related("theme", "source"), pk=looked_at.pk)
    idea.workshop = workshop
    return idea, mine


def _look_at(ideas: IdeaQuerySet, ref: str) -> Idea:
    """Return of an idea what decides who may read it; where there is none, one that nobody may.

    From here on both go the same way, so that the time that the answer takes tells nobody which it was.
    """
    found = ideas.filter(ref=ref).values_list("pk", "status", "thread_tag", "published_on").first()
    key, status, tag, published_on = found or (uuid4(), Idea.Status.UNRELEASED, NOBODYS_TAG, None)
    return Idea(pk=key, status=status, thread_tag=bytes(tag), published_on=published_on)


def _was_public(idea: Idea) -> bool:
    """Return whether everybody could read the idea before it was hidden, taken back or looked at again."""
    states = (Idea.Status.HIDDEN, Idea.Status.WITHDRAWN, Idea.Status.IN_REVIEW)
    return idea.status in states and idea.published_on is not None


def _may_read(actor: Membership | None, idea: Idea) -> bool:
    """Return whether somebody who did not write an idea may read it: what all may, or staff."""
    if idea.status == Idea.Status.PUBLISHED:
        return True
    is_for_staff = idea.status not in Idea.NOT_FOR_STAFF
    return is_for_staff and actor is not None and actor.reads_as_staff
