"""The work side: other voices, which come from outside the workshop, passage by passage, and how they came.

Members of staff store them. They have no author, take no votes and are counted with no ideas.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.references import random_reference
from workshops.models import Workshop

TITLE_LENGTH = 120
DETAIL_LENGTH = 120
REFERENCE_LENGTH = 500
PASSAGE_LENGTH = 4_000
EXCERPT_WORDS = 40


class OtherVoice(models.Model):
    """Where passages come from: a focus group, an interview, an event, literature, or paper forms."""

    class Source(models.TextChoices):
        """What kind of source it is."""

        FOCUS_GROUP = "focus_group", _("focus group")
        INTERVIEW = "interview", _("interview")
        EVENT = "event", _("event")
        LITERATURE = "literature", _("literature")
        PAPER_FORMS = "paper_forms", _("paper forms")

    class Stream(models.TextChoices):
        """Whose voice it is. Streams stand side by side and are never added up."""

        STAFF = "staff", _("staff")
        SERVICE_USERS = "service_users", _("service users and carers")
        LITERATURE = "literature", _("literature")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="other_voices")
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    stream = models.CharField(_("whose voice"), max_length=14, choices=Stream.choices)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    people = models.PositiveSmallIntegerField(_("number of people"), null=True, blank=True)
    held_on = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=DETAIL_LENGTH, blank=True)
    notes_by = models.CharField(_("who took the notes"), max_length=DETAIL_LENGTH, blank=True)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("other voice")
        verbose_name_plural = _("other voices")
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["focus_group", "interview", "event", "literature", "paper_forms"]),
                name="other_voice_source_known",
            ),
            models.CheckConstraint(
                condition=Q(stream__in=["staff", "service_users", "literature"]),
                name="other_voice_stream_known",
            ),
            models.CheckConstraint(
                condition=Q(source="literature", stream="literature")
                | (~Q(source="literature") & ~Q(stream="literature")),
                name="other_voice_stream_fits_source",
            ),
            models.CheckConstraint(
                condition=Q(people=None) | Q(people__gt=0), name="other_voice_of_somebody"
            ),
            models.UniqueConstraint("workshop", Lower("title"), name="other_voice_title_once"),
        ]

    def __str__(self) -> str:
        return "other voice"


class Passage(models.Model):
    """One passage of another voice: what is coded, quoted and cited, shown with its source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=16, unique=True, default=random_reference, editable=False)
    voice = models.ForeignKey(OtherVoice, on_delete=models.CASCADE, related_name="passages")
    # Its place among the passages of its voice.
    number = models.PositiveIntegerField()
    body = models.TextField(_("passage"), max_length=PASSAGE_LENGTH)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="passage_number_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), PASSAGE_LENGTH), name="passage_body_length"
            ),
            models.CheckConstraint(condition=GreaterThan(Length("body"), 0), name="passage_has_words"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def thread(self) -> OtherVoice:
        """What it stands in, as a comment stands in the thread of its idea."""
        return self.voice

    @property
    def excerpt(self) -> str:
        """The beginning of the text, for lists."""
        return Truncator(self.body).words(EXCERPT_WORDS)
