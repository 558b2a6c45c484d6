"""The work side: the codebook of a workshop, and what it said when. Words of the staff, never of authors."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now, TruncDate
from django.utils.translation import gettext_lazy as _

from workshops.models import Membership, Workshop

NAME_LENGTH = 60
DEFINITION_LENGTH = 500
EXAMPLE_LENGTH = 300
# Into how many a code is split at once.
MOST_PARTS = 6


class Code(models.Model):
    """What a contribution can be about. Merged into another it keeps its codings, which count for that one.

    A code with others below it is a family: it is not chosen any more, and keeps what it was chosen for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="codes")
    name = models.CharField(_("code"), max_length=NAME_LENGTH)
    definition = models.CharField(_("what it means"), max_length=DEFINITION_LENGTH, blank=True)
    example = models.CharField(_("example"), max_length=EXAMPLE_LENGTH, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    # The key that chooses it, "" where none was free.
    letter = models.CharField(max_length=1, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [
            models.UniqueConstraint(
                "workshop", Lower("name"), condition=Q(merged_into=None), name="code_name_once_in_a_workshop"
            ),
            models.UniqueConstraint(
                fields=["workshop", "letter"],
                condition=Q(merged_into=None) & ~Q(letter=""),
                name="code_letter_once_in_a_workshop",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="code_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="code_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class CodeVersion(models.Model):
    """What a code said from one day on, and who changed it."""

    class Deed(models.TextChoices):
        """What was done."""

        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        MERGE = "merge", _("merged into another")
        PART = "part", _("parted again")
        SPLIT = "split", _("split into others")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    deed = models.CharField(max_length=6, choices=Deed.choices)
    name = models.CharField(max_length=NAME_LENGTH)
    definition = models.CharField(max_length=DEFINITION_LENGTH, blank=True)
    example = models.CharField(max_length=EXAMPLE_LENGTH, blank=True)
    parent_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    # The codes that it was merged into, parted from or split into, by name.
    others = models.CharField(max_length=MOST_PARTS * (NAME_LENGTH + 2), blank=True)
    changed_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_on = models.DateField(db_default=TruncDate(Now()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="code_version_numbered_once"),
            models.CheckConstraint(
                condition=Q(deed__in=["add", "change", "merge", "part", "split"]),
                name="code_version_deed_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
