"""The signed side: who has put their name on the list of an event.

A booking refers to its event and to nothing else: to no account, no membership and no idea, and nothing
refers to it. It has no time, and its key is random. It goes thirty days after the event.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.events import Event

NAME_LENGTH = 100
ORGANISATION_LENGTH = 120
NEEDS_LENGTH = 500


class BookingQuerySet(models.QuerySet["Booking"]):
    """Named questions about bookings."""

    def on_the_list(self) -> BookingQuerySet:
        """Those whose address has said yes: they have a place or wait for one."""
        return self.filter(is_confirmed=True)

    def with_a_place(self) -> BookingQuerySet:
        """Those that have a place."""
        return self.on_the_list().filter(line_number=None)

    def waiting(self) -> BookingQuerySet:
        """Those that wait for one, who came first first."""
        return self.exclude(line_number=None).order_by("line_number")


class Booking(models.Model):
    """One name for the list of an event; `line_number` says whose turn it is among those who wait.

    It is on the list once whoever reads the mail of its address has said yes. Until then it takes no place,
    and organisers do not see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="bookings")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    address = models.EmailField(_("e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=ORGANISATION_LENGTH, blank=True)
    needs = models.CharField(_("access needs"), max_length=NEEDS_LENGTH, blank=True)
    line_number = models.PositiveIntegerField(null=True, editable=False)
    is_confirmed = models.BooleanField(default=False, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["event", "address"], name="booking_once_an_address"),
            models.UniqueConstraint(
                fields=["event", "line_number"],
                condition=Q(line_number__isnull=False),
                name="booking_line_number_once",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="booking_has_a_name"),
            models.CheckConstraint(
                condition=Q(is_confirmed=True) | Q(line_number__isnull=True),
                name="booking_waits_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return "booking"
