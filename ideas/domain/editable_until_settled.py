"""Until when an author can reword an idea: until five people have voted on the words that they read.

How many it takes is `VOTERS_THAT_SETTLE_A_TEXT` in `anonymity/thresholds.py`; each release asks here.
"""

from typing import Any

import numpy as np
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from anonymity.thresholds import VOTERS_THAT_SETTLE_A_TEXT
from ideas.domain.authors import has_tag, tag_in_thread
from ideas.models import Contribution, Idea
from ideas_platform.lib.refusals import make_refusal
from workshops.models import Membership, Workshop
from workshops.phases import Deed

NOT_YOURS = _("Only who wrote this can change it or take it back.")
CLOSED = _("The workshop is closed, so what you wrote stays as it is.")
FIVE_VOTES = _("Five people have voted on your idea, so its text stays as they read it.")
OUT_OF_SIGHT = _("This idea is not shown, so it cannot be changed.")
EDITABLE = frozenset({Idea.Status.UNRELEASED, Idea.Status.IN_REVIEW, Idea.Status.PUBLISHED})


def have_settled(voters: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Return for each number of people who have voted (n,) whether the text stays as they read it."""
    return voters >= VOTERS_THAT_SETTLE_A_TEXT


def find_edit_obstacle(idea: Idea) -> str | Promise:
    """Return why not even its author can reword the idea now, or "" where nothing is in the way."""
    if not idea.workshop.allows(Deed.EDIT_IDEA):
        return idea.workshop.say_stopped(CLOSED)
    if idea.withdrawal_pending or idea.status not in EDITABLE:
        return OUT_OF_SIGHT
    return FIVE_VOTES if idea.settled else ""


def require_editable(*, actor: Membership, idea: Idea) -> None:
    """Raise what `edit_idea` would, unless the actor may reword the idea now."""
    require_author(actor, idea, idea)
    if obstacle := find_edit_obstacle(idea):
        raise make_refusal(obstacle, by_dates=not idea.workshop.allows(Deed.EDIT_IDEA))


def require_author(actor: Membership, item: Contribution, idea: Idea) -> None:
    """Raise PermissionDenied unless the actor wrote the item of this thread; load the idea's workshop."""
    idea.workshop = Workshop.objects.with_phase().get(pk=idea.workshop_id)
    if not has_tag(item, tag_in_thread(actor=actor, idea=idea)):
        raise PermissionDenied(NOT_YOURS)
