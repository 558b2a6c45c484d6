"""Making a workshop from an earlier one, and a practice copy in one press."""

from __future__ import annotations

from uuid import uuid4

from django.utils.translation import gettext as _

from moderation.domain.codebook_copies import copy_codebook
from workshops.domain.copies import begin_practice, copy_parts, copy_settings
from workshops.domain.staff import list_places
from workshops.domain.workshop_makers import make_own_workshop
from workshops.models import Membership, User, Workshop
from workshops.phases import Phase
from workshops.rules import Role


def make_from(workshop: Workshop, source: Workshop | None, *, actor: User) -> Membership:
    """Save a new workshop, with what the source was set up with if there is one; the actor organises it.

    Raises PermissionDenied for somebody who may make none. All of it is made, or nothing.
    """
    if source is not None:
        copy_settings(source, workshop)

    def furnish(place: Membership) -> None:
        if source is not None:
            copy_parts(source, place.workshop)
            copy_codebook(source, place.workshop, actor=place)

    return make_own_workshop(workshop, actor=actor, furnish=furnish)


def find_same_draft(title: str, *, actor: User) -> Workshop | None:
    """Return a draft of this title that the actor organises, as where a button was pressed twice.

    Call it in the transaction that makes the workshop: of two presses at once the second waits for the first.
    """
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    mine = list_places(actor).filter(role=Role.ORGANISER).values("workshop")
    found = Workshop.objects.filter(pk__in=mine, title=title, practice=False, imported=False).with_phase()
    return next((one for one in found if one.phase == Phase.DRAFT), None)


def make_practice_copy(source: Workshop, *, actor: User) -> Membership:
    """Make a practice workshop, set up as the source is and open at once; return the actor's place."""
    title = _("Practice: %(title)s") % {"title": source.title}
    copy = Workshop(title=title[:160], slug=f"practice-{uuid4().hex[:10]}")
    begin_practice(copy)
    return make_from(copy, source, actor=actor)
