"""What a member does with ideas."""

import hmac
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.locks import lock_number, lock_until_commit
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.rows import copy_object
from workshops.anonymity.tags import Purpose
from workshops.domain.authors import has_tag, seek_tag
from workshops.domain.catalogue import read_idea
from workshops.domain.holding import is_held
from workshops.domain.keys import open_tagger
from workshops.domain.mutes import require_unmuted
from workshops.models import Idea, Membership, Theme, Workshop

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

    An author sees their own in every state. Without the key everybody still reads what is published.
    """
    idea = find_published(workshop, ref)
    if idea is not None and not has_tag(idea, seek_tag(actor=actor, idea=idea)):
        return idea, False
    ideas = Idea.objects.filter(workshop=workshop).select_related("theme")
    idea = get_object_or_404(ideas, ref=ref)
    idea.workshop = workshop
    mine = has_tag(idea, seek_tag(actor=actor, idea=idea))
    if not mine and not ideas.visible_to(actor).filter(pk=idea.pk).exists():
        raise Http404
    return idea, mine


def find_published(workshop: Workshop, ref: str) -> Idea | None:
    """Return the reader's own copy of a published idea, or None; most often without a query."""
    shared = read_idea(workshop, ref)
    if shared is None:
        return None
    idea = copy_object(shared)
    idea.workshop = workshop
    return idea
