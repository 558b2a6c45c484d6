"""The questions asked of workshops: which are public, who may know of one, which are to be counted anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workshops.rules import STAFF_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from workshops.models.people import User
    from workshops.models.workshop import Workshop

MERGES_AFTER_CLOSE = timedelta(days=7)
"""So long after the close all merges are counted together: what is decided by then is decided."""


def _is_public() -> Q:
    """What opens without a date on which it was announced is public from its opening on."""
    begun = Q(announced_at__lte=Now()) | Q(opens_at__lte=Now())
    return begun & Q(may_open=True, imported=False)


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    """Named questions about workshops."""

    def with_phase(self) -> WorkshopQuerySet:
        """Each with the time of the database, by which its `phase` is decided."""
        return self.annotate(asked_at=Now())

    def public(self) -> WorkshopQuerySet:
        """Those whose brief anybody may read: announced or later, and not imported from elsewhere."""
        return self.filter(_is_public())

    def to_recount(self) -> WorkshopQuerySet:
        """Those whose boards are to be worked out anew without a release; once published they are frozen.

        After the close, when something was decided or all merges are to be counted; in practice at once.
        """
        is_closed = Q(closes_at__lte=Now()) | Q(resumed_at__gt=Now())
        decided = Q(recompute_all=True) & (is_closed | Q(practice=True))
        merges = Q(closes_at__lte=Now() - MERGES_AFTER_CLOSE, ideas__merge__counted=False)
        return self.unpublished().filter(decided | merges).distinct()

    def unpublished(self) -> WorkshopQuerySet:
        """Those whose result is not published: what waits in the others stays as it is."""
        return self.filter(Q(published_at=None) | Q(published_at__gt=Now()))

    def joined_by(self, user: User | AnonymousUser) -> WorkshopQuerySet:
        """Those that this user has joined and not left."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__role__in=set(Role) - {Role.LEFT})

    def visible_to(self, user: User | AnonymousUser) -> WorkshopQuerySet:
        """Those that this user may know of: the public ones, those one works or is invited to work for.

        A site administrator knows of all.
        """
        if getattr(user, "is_superuser", False):
            return self.all()
        public = _is_public()
        if not user.is_authenticated:
            return self.filter(public)
        staff = self.model.objects.filter(memberships__user=user, memberships__role__in=STAFF_ROLES)
        invited = self.model.objects.filter(invitations__email=user.email, invitations__role__in=STAFF_ROLES)
        return self.filter(public | Q(pk__in=staff.values("pk")) | Q(pk__in=invited.values("pk")))
