"""A second look: somebody else of the design group decides again about what is hidden."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.models import SecondLook
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from workshops.models import Membership
from workshops.rules import STAFF_ROLES

YOU_HID_IT = _("You hid this yourself, so somebody else of the design group or an organiser looks at it now.")
NOBODY_ELSE = _(
    "You hid this yourself, and nobody else works for this workshop. "
    "An organiser can ask somebody else to help: see “Set-up”."
)


def find_second_look(item: Item) -> SecondLook | None:
    """Return the author's request about this item that waits for a decision, None where there is none."""
    found: SecondLook | None = SecondLook.objects.unanswered().filter(pk=item.pk).first()
    return found


def find_hider_obstacle(actor: Membership | None, item: Item) -> str | Promise:
    """Return why the actor may not take this second look, "" where they may: never who hid it.

    Call it for an item about which one waits.
    """
    hidings = Decision.objects.about([item.pk]).filter(verdict=Decision.Verdict.HIDE, undone_by=None)
    if actor is None or not hidings.filter(decided_by=actor).exists():
        return ""
    staff = Membership.objects.filter(workshop=actor.workshop_id, role__in=STAFF_ROLES)
    return YOU_HID_IT if staff.exclude(pk=actor.pk).exists() else NOBODY_ELSE


def require_another(actor: Membership | None, item: Item) -> None:
    """Raise PermissionDenied where a second look waits at this item and the actor hid it."""
    if find_second_look(item) and (obstacle := find_hider_obstacle(actor, item)):
        raise PermissionDenied(obstacle)


def answer_second_look(item: Item) -> bool:
    """Let the request about this item be answered; return whether there was one."""
    return bool(SecondLook.objects.unanswered().filter(pk=item.pk).update(answered=True))


def look_again(item: Item) -> None:
    """Let the request wait again: the decision that answered it is undone."""
    SecondLook.objects.filter(pk=item.pk).update(answered=False)


def list_hidden_by(actor: Membership) -> list[UUID]:
    """Return the keys of the items that the actor hid and about which a second look waits."""
    waiting = SecondLook.objects.unanswered().filter(idea__workshop=actor.workshop_id).values("item")
    own = Decision.objects.filter(decided_by=actor, verdict=Decision.Verdict.HIDE, undone_by=None)
    rows = own.annotate(text=Coalesce("idea", "comment")).filter(text__in=waiting)
    return list(rows.values_list("text", flat=True))
