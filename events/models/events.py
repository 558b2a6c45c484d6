"""The work side: an event of a workshop, as its organisers wrote it, and its agenda."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.references import random_reference
from workshops.models import Workshop

TITLE_LENGTH = 120
PLACE_LENGTH = 300
TEXT_LENGTH = 4_000
SPEAKERS_LENGTH = 1_000
MOST_PLACES = 5_000


class EventQuerySet(models.QuerySet["Event"]):
    """Named questions about events."""

    def shown(self) -> EventQuerySet:
        """Those that visitors see."""
        return self.filter(is_shown=True)

    def to_come(self) -> EventQuerySet:
        """Those that are not over, the next one first, by the clock of the database."""
        return self.filter(ends_at__gt=Now()).order_by("starts_at", "ref")

    def over(self) -> EventQuerySet:
        """Those that are over, the last one first."""
        return self.filter(ends_at__lte=Now()).order_by("-starts_at", "ref")


class Event(models.Model):
    """A meeting with places that one can book."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="events")
    ref = models.CharField(_("reference"), max_length=16, default=random_reference, editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("what it is about"), max_length=TEXT_LENGTH, blank=True)
    # One on a line.
    speakers = models.TextField(_("speakers"), max_length=SPEAKERS_LENGTH, blank=True)
    place = models.CharField(_("place"), max_length=PLACE_LENGTH)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    places = models.PositiveSmallIntegerField(_("number of places"))
    is_shown = models.BooleanField(_("everybody sees it"), default=False)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "ref"], name="event_address_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="event_has_places"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(place=""), name="event_has_title_and_place"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def list_of_speakers(self) -> list[str]:
        """Who speaks, one after the other."""
        return [line.strip() for line in self.speakers.splitlines() if line.strip()]


class EventAgenda(models.Model):
    """The agenda of an event, a PDF."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.CASCADE, related_name="agenda")
    content = models.BinaryField()
    size = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")
        constraints = [models.CheckConstraint(condition=~Q(content=b""), name="event_agenda_has_a_file")]

    def __str__(self) -> str:
        return "agenda"
