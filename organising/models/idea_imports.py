"""Ideas of a file that an organiser has asked to be brought in, until all of them are stored at once."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ideas.models import IdeaSource
from ideas.models.sources import DIGEST_LENGTH, WORDS_LENGTH
from workshops.models import Workshop


class IdeaImport(models.Model):
    """One file on its way in: its ideas, how many of them are checked, and why it was not brought in.

    Its key is that of the file that was looked through, and of the source that it becomes: nothing is twice.
    It names nobody. `held` are the places, from 0, of ideas that may show a patient.
    """

    class Problem(models.TextChoices):
        """Why nothing of the file was brought in."""

        CLOSED = "closed", _("The workshop had closed before all of it was checked.")
        THEME = "theme", _("A theme was taken away before all of it was checked. Send the file again.")
        FAILED = (
            "failed",
            _(
                "Something went wrong on our side. Send the file again. If that fails too, "
                "tell who runs this site."
            ),
        )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=WORDS_LENGTH)
    answers = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=DIGEST_LENGTH)
    rows = models.JSONField()
    number = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    held = models.JSONField(default=list)
    problem = models.CharField(max_length=10, choices=Problem, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked__lte=F("number")), name="idea_import_checks_what_it_has"
            ),
            models.CheckConstraint(
                condition=Q(problem="") | Q(rows=models.Value([], models.JSONField())),
                name="idea_import_with_problem_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def progress(self) -> tuple[str, str]:
        """How many ideas are checked, of how many, as they are written."""
        return f"{self.checked:,}", f"{self.number:,}"

    @property
    def told(self) -> str:
        """What everybody will read beside each idea."""
        return IdeaSource(words=self.words, answers=self.answers).told
