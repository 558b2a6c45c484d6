"""The work side: what the design group says beside an idea, whose own words stay as they are."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from moderation.models.decisions import WORDS_LENGTH
from workshops.models import Membership


class EditorsNote(models.Model):
    """What the design group adds to an idea, marked as theirs, for everybody."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="editors_note")
    words = models.CharField(_("editor’s note"), max_length=WORDS_LENGTH)
    written_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    written_on = models.DateField(_("written on"), db_default=TruncDate(Now()))

    class Meta:
        verbose_name = _("editor’s note")
        verbose_name_plural = _("editor’s notes")

    def __str__(self) -> str:
        return "editor’s note"
