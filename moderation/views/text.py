"""One text that somebody codes or settles, by the reference in its address."""

from __future__ import annotations

from django.http import Http404

from moderation.domain.texts import find_text
from moderation.models import Text
from workshops.models import Membership


def get_text(membership: Membership, ref: str) -> Text:
    """Return a text of this workshop that can be coded; raises Http404 where there is none."""
    text = find_text(membership.workshop, ref)
    if text is None:
        raise Http404
    # It came with the time of the database.
    text.thread.workshop = membership.workshop
    return text
