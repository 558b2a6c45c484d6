"""The work side: paper forms, each keyed by two people of the staff, and files that somebody looks through.

What was keyed becomes a passage only once somebody has settled it; then the words of both keyings go.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now, TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from moderation.models.codings import READERS
from moderation.models.other_voices import PASSAGE_LENGTH, OtherVoice, Passage
from workshops.models import Membership, Workshop


class PaperForm(models.Model):
    """One form of the pile, by the number that somebody wrote on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(OtherVoice, on_delete=models.CASCADE, related_name="forms")
    number = models.PositiveSmallIntegerField(_("number on the form"))
    # What was settled; None before.
    passage = models.OneToOneField(Passage, null=True, on_delete=models.CASCADE, related_name="form")
    settled_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="paper_form_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="paper_form_is_numbered"),
        ]

    def __str__(self) -> str:
        return "paper form"


class Keying(models.Model):
    """What one person typed off a paper form. The other one sees none of it before both have done so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(PaperForm, on_delete=models.CASCADE, related_name="keyings")
    keyed_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    # At most two people key a form.
    reader = models.PositiveSmallIntegerField()
    # "" once it is settled.
    body = models.TextField(_("what stands on the form"), max_length=PASSAGE_LENGTH)
    keyed_on = models.DateField(db_default=TruncDate(Now()))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reader__in=READERS), name="keying_reader_known"),
            models.UniqueConstraint(fields=["form", "reader"], name="keying_of_a_form_by_two"),
            models.UniqueConstraint(fields=["form", "keyed_by"], name="keying_of_a_form_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), PASSAGE_LENGTH), name="keying_body_length"
            ),
        ]

    def __str__(self) -> str:
        return "keying"


class SentFile(models.Model):
    """What somebody read out of a file and has not stored yet: they look through it first, for an hour.

    The table is in no log of PostgreSQL.
    """

    sent_by = models.OneToOneField(Membership, primary_key=True, on_delete=models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    # Another one for each file: a page that shows an earlier one stores nothing.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    rows = models.JSONField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return "file"
