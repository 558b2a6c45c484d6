"""Releases: the only moments at which what others can see changes."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import STEP_OF_PEOPLE
from workshops.models.workshop import Workshop


class Release(models.Model):
    """One release of a workshop. It joins many people's contributions, so it may carry a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    released_at = models.DateTimeField(_("released at"), db_default=Now())
    # How many people counted, rounded at random: who knows nine of them must not learn that there were ten.
    people = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint("workshop", "number", name="release_number_once"),
            models.CheckConstraint(
                condition=Q(people=None) | Q(people=STEP_OF_PEOPLE * (F("people") / STEP_OF_PEOPLE)),
                name="release_people_rounded",
                violation_error_message=_("A number of people in a release is kept rounded to fives."),
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.number}"


class DrawnMoment(models.Model):
    """When the release that is due is made. It goes with the release, or when none is due any more."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="drawn_moment"
    )
    moment = models.DateTimeField()

    class Meta:
        verbose_name = _("drawn moment")
        verbose_name_plural = _("drawn moments")

    def __str__(self) -> str:
        return "drawn moment"
