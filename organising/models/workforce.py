"""How many people work in a borough, or are of a group, as the organisers know it from elsewhere."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workshops.models import Borough, Group, Workshop

MOST_PEOPLE = 10_000_000


class Workforce(models.Model):
    """The number of people who could take part: of one borough or of one group of a workshop.

    It is what an organiser wrote; nothing about anybody who has joined goes into it. Those of organisations
    stand in `Organisation.workforce`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="workforces")
    borough = models.ForeignKey(Borough, null=True, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "borough"], name="workforce_once_a_borough"),
            models.UniqueConstraint(fields=["workshop", "group"], name="workforce_once_a_group"),
            models.CheckConstraint(
                condition=Q(borough=None, group__isnull=False) | Q(borough__isnull=False, group=None),
                name="workforce_of_borough_or_group",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE), name="workforce_is_a_number_of_people"
            ),
        ]

    def __str__(self) -> str:
        return f"workforce {self.pk}"
