"""Nobody votes on an idea of their own: it is not offered, and a vote that comes all the same is refused.

The voting queue leaves them out too (`mark_own` of `ideas/domain/authors.py`).
"""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from anonymity.keys import HeldKey
from ideas.domain.authors import find_own, has_tag, make_thread_tag
from ideas.models import Idea
from workshops.domain.visits import Visit
from workshops.models import Membership

OWN = _("You wrote this one, so you cannot vote on it.")


def find_own_ideas(visit: Visit, ideas: Sequence[Idea]) -> set[UUID]:
    """Return which of the ideas this visitor wrote; raises KeyAway where the key is not to be had."""
    tagged = [(idea.pk, bytes(idea.thread_tag)) for idea in ideas]
    return find_own(actor=visit.membership, workshop=visit.workshop, tagged=tagged)


def is_vote_left_out(*, actor: Membership, idea: Idea, key: HeldKey) -> bool:
    """Return whether a vote on this idea is left out in silence, False where it is to be stored.

    Whose past is shut by a PIN does not learn here which ideas are their own. Raises PermissionDenied on
    one's own idea where the past is not shut.
    """
    if not has_tag(idea, make_thread_tag(key, actor=actor, idea=idea)):
        return False
    if actor.hides_past:
        return True
    raise PermissionDenied(OWN)
