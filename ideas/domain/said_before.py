"""Whether somebody has sent the same words before. Only they are told, and not where a PIN shuts their past.

What reads the mailbox of a member could else find out what they wrote, by sending it again.
"""

from ideas.domain.authors import has_tag, seek_tag
from ideas.models import Comment, Contribution, Idea
from workshops.models import Membership, Workshop

GONE = (Contribution.Status.HIDDEN, Contribution.Status.WITHDRAWN)


def has_said(*, actor: Membership, idea: Idea, parent: Comment | None, body: str) -> bool:
    """Return whether a comment of the actor in the same words stands or waits at the same place."""
    tag = seek_tag(actor=actor, idea=idea)
    if tag is None:
        return False
    same = Comment.objects.filter(idea=idea, parent=parent, body=body, withdrawal_pending=False)
    return same.exclude(status__in=GONE).with_tags([tag]).exists()


def find_sent_before(*, actor: Membership | None, workshop: Workshop, title: str, body: str) -> Idea | None:
    """Return the actor's own idea in the same words that stands or waits, None where there is none."""
    same = Idea.objects.filter(workshop=workshop, title=title, body=body, withdrawal_pending=False)
    for idea in same.exclude(status__in=GONE):
        idea.workshop = workshop
        if has_tag(idea, seek_tag(actor=actor, idea=idea)):
            return idea
    return None
