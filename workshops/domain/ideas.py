"""What a member does with ideas."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now, TruncDate
from django.http import Http404
from django.shortcuts import get_object_or_404

from ideas_platform.lib.refusals import WrongPhase
from workshops.anonymity.tags import Purpose
from workshops.domain.authors import has_tag, seek_tag
from workshops.domain.keys import open_tagger
from workshops.models import Idea, Membership, Theme, Workshop
from workshops.rules import Deed


@dataclass(frozen=True)
class IdeaText:
    """What somebody wrote."""

    theme: Theme | None
    intent: str
    title: str
    body: str


def submit_idea(*, actor: Membership, text: IdeaText) -> Idea:
    """Store an idea that waits for the next release, and return it.

    Its author is written down as a tag only. Raises WrongPhase where the workshop takes no ideas any more,
    KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=actor.workshop_id)
        if not workshop.allows(Deed.SUBMIT_IDEA):
            raise WrongPhase
        idea = Idea(workshop=workshop, theme=text.theme, intent=text.intent, title=text.title, body=text.body)
        idea.waiting_since = TruncDate(Now())
        idea.thread_tag = open_tagger(workshop, Purpose.THREAD).one(idea.pk, bytes(actor.text_subject or b""))
        idea.save(force_insert=True)
    return idea


def find_idea(*, actor: Membership | None, workshop: Workshop, ref: str) -> tuple[Idea, bool]:
    """Return the idea and whether it is the actor's own; raises Http404 for what the actor may not see.

    An author sees their own in every state. Without the key everybody still reads what is published.
    """
    ideas = Idea.objects.filter(workshop=workshop).select_related("theme")
    idea = ideas.visible_to(actor).filter(ref=ref).first()
    if idea is not None:
        idea.workshop = workshop
        return idea, has_tag(idea, seek_tag(actor=actor, idea=idea))
    hidden = get_object_or_404(ideas, ref=ref)
    hidden.workshop = workshop
    if not has_tag(hidden, seek_tag(actor=actor, idea=hidden)):
        raise Http404
    return hidden, True
