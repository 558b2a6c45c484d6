"""The contribution side: where ideas come from that an organiser brought in from a file."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now, TruncDate
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_PEOPLE_OF_A_VOICE
from workshops.models.workshop import Workshop

WORDS_LENGTH = 120
DIGEST_LENGTH = 64
MOST_ANSWERS = 10_000_000


class IdeaSource(models.Model):
    """Where the ideas of one file come from, in words. Which file it was is known by its SHA-256 alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="idea_sources")
    words = models.CharField(_("where they come from"), max_length=WORDS_LENGTH)
    answers = models.PositiveIntegerField(_("number of answers"), null=True, blank=True)
    digest = models.CharField(max_length=DIGEST_LENGTH, editable=False)
    brought_on = models.DateField(db_default=TruncDate(Now()), editable=False)

    class Meta:
        verbose_name = _("source of ideas")
        verbose_name_plural = _("sources of ideas")
        constraints = [
            models.CheckConstraint(condition=GreaterThan(Length("words"), 0), name="idea_source_has_words"),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(answers__gt=0), name="idea_source_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return "source of ideas"

    @property
    def told(self) -> str:
        """What everybody reads of it; how many answered is told from ten people on, as of other voices."""
        if (self.answers or 0) < FEWEST_PEOPLE_OF_A_VOICE:
            return self.words
        number = ngettext("%(number)d answer", "%(number)d answers", self.answers or 0)
        parts = {"source": self.words, "number": number % {"number": self.answers}}
        return gettext("%(source)s, %(number)s") % parts
