"""My contributions: found again by computing this member's tag for every idea of the workshop."""

from dataclasses import dataclass
from uuid import UUID

from anonymity.tags import Purpose, as_blocks
from ideas.domain.mutes import require_unmuted
from ideas.models import Comment, Idea
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop
from workshops.models.people import random_bytes


@dataclass(frozen=True)
class Own:
    """What one member wrote."""

    ideas: list[Idea]
    comments: list[Comment]


def list_own(*, actor: Membership, workshop: Workshop) -> Own:
    """Return the member's ideas and comments in every state, the newest releases first, what waits on top.

    Three queries, whatever there is; ask `require_past` before. Raises KeyDestroyed or KeyAway where the key
    is not to be had.
    """
    tags = _list_tags(actor, workshop)
    ideas = Idea.objects.filter(workshop=workshop).with_tags(tags).unreleased_first()
    comments = Comment.objects.filter(idea__workshop=workshop).with_tags(tags).unreleased_first()
    own = Own(list(ideas.select_related("revision")), list(comments.select_related("idea")))
    for idea in [*own.ideas, *(comment.idea for comment in own.comments)]:
        idea.workshop = workshop
    return own


def forget_texts(*, actor: Membership) -> None:
    """Make the actor's ideas and comments nobody's, now and for good. Votes stay one for each person.

    Raises Muted where the actor writes no more: nobody slips out of that by forgetting.
    """
    require_unmuted(actor=actor, workshop=actor.workshop)
    own = Membership.objects.filter(pk=actor.pk).exclude(text_subject=None)
    own.update(text_subject=random_bytes())


def _list_tags(actor: Membership, workshop: Workshop) -> list[bytes]:
    tagger = open_tagger(workshop, Purpose.THREAD)
    keys: list[UUID] = list(Idea.objects.filter(workshop=workshop).values_list("pk", flat=True))
    if actor.text_subject is None or not keys:
        return []
    items = as_blocks([key.bytes for key in keys])
    tags = tagger.of_items(items, bytes(actor.text_subject))
    return [tag.tobytes() for tag in tags]
