"""Making a workshop from an earlier one, and a practice copy in one press."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from moderation.domain.codebook_copies import copy_codebook
from workshops.domain.copies import begin_practice, copy_parts, copy_settings
from workshops.domain.staff import list_memberships
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

    def furnish(membership: Membership) -> None:
        if source is not None:
            copy_parts(source, membership.workshop)
            copy_codebook(source, membership.workshop, actor=membership)

    return make_own_workshop(workshop, actor=actor, furnish=furnish)


def find_same_draft(title: str, *, actor: User) -> Workshop | None:
    """Return a draft of this title that the actor organises, as where a button was pressed twice.

    Call it in the transaction that makes the workshop: of two presses at once the second waits for the first.
    """
    _wait_for_earlier_press(actor)
    mine = list_memberships(actor).filter(role=Role.ORGANISER).values("workshop")
    found = Workshop.objects.filter(pk__in=mine, title=title, practice=False, imported=False).with_phase()
    return next((one for one in found if one.phase == Phase.DRAFT), None)


def make_practice_copy(source: Workshop, *, actor: User, press: UUID) -> Workshop:
    """Return a practice workshop, set up as the source is and open at once; one for each `press` of an actor.

    So a button that is pressed three times, because making takes a moment, makes one.
    """
    slug = f"practice-{uuid5(actor.pk, press.hex).hex[:10]}"
    with transaction.atomic():
        _wait_for_earlier_press(actor)
        made = Workshop.objects.filter(slug=slug).first()
        if made is not None:
            return made
        title = _("Practice: %(title)s") % {"title": source.title}
        copy = Workshop(title=title[:160], slug=slug)
        begin_practice(copy)
        return make_from(copy, source, actor=actor).workshop


def _wait_for_earlier_press(actor: User) -> None:
    """Let one press of an actor wait for another, until its transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
