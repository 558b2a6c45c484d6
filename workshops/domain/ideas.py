"""What a member does with ideas."""

import copy
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now, TruncDate
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.locks import lock_until_commit
from ideas_platform.lib.refusals import WrongPhase
from workshops.anonymity.tags import Purpose
from workshops.domain.authors import has_tag, is_author, seek_tag
from workshops.domain.catalogue import read_catalogue, read_ideas
from workshops.domain.holding import is_held
from workshops.domain.keys import open_tagger
from workshops.domain.mutes import require_unmuted
from workshops.models import Idea, Membership, Theme, Workshop
from workshops.rules import Deed

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
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=actor.workshop_id)
        if not workshop.allows(Deed.SUBMIT_IDEA):
            raise WrongPhase(CLOSED)
        require_unmuted(actor=actor, workshop=workshop)
        idea = Idea(workshop=workshop, theme=text.theme, intent=text.intent, title=text.title, body=text.body)
        lock_until_commit("idea", workshop.pk, text.title, text.body)
        return _find_twin(actor, idea) or _insert(actor, idea)


def _find_twin(actor: Membership, idea: Idea) -> Idea | None:
    """Return the actor's own idea in the same words that waits already, if there is one."""
    twins = Idea.objects.waiting().filter(workshop=idea.workshop, title=idea.title, body=idea.body)
    for twin in twins.filter(theme=idea.theme, intent=idea.intent):
        twin.workshop = idea.workshop
        if is_author(actor=actor, idea=twin):
            return twin
    return None


def _insert(actor: Membership, idea: Idea) -> Idea:
    tagger = open_tagger(idea.workshop, Purpose.THREAD)
    idea.thread_tag = tagger.one(idea.pk, bytes(actor.text_subject or b""))
    idea.waiting_since = TruncDate(Now())
    idea.held = is_held(idea.title, idea.body)
    idea.save(force_insert=True)
    return idea


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
    key = read_catalogue(workshop).find(ref)
    shared = read_ideas(workshop, [key]).get(key) if key else None
    if shared is None:
        return None
    idea = copy.copy(shared)
    idea.workshop = workshop
    return idea
