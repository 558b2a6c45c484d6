"""The work side: who of the staff reads which theme first, and who wants no letter about what waits."""

from __future__ import annotations

import uuid

from django.db import models

from workshops.models import Membership, Theme
from workshops.rules import STAFF_ROLES


class ThemeAssignmentQuerySet(models.QuerySet["ThemeAssignment"]):
    """Named questions about who reads what."""

    def standing(self) -> ThemeAssignmentQuerySet:
        """Those of people who are still among the staff."""
        return self.filter(assigned_to__role__in=STAFF_ROLES, assigned_to__user__isnull=False)


class ThemeAssignment(models.Model):
    """That somebody of the staff is given the texts of a theme before others. Several may share a theme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    assigned_to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    objects = ThemeAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "assigned_to"], name="theme_assignment_once"),
        ]

    def __str__(self) -> str:
        return "theme assignment"


class DailyLetterRefusal(models.Model):
    """That somebody of the staff wants no letter about what waits for the design group."""

    refused_by = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return "no daily letter"
