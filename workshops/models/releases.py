"""Releases: the only moments at which what others can see changes."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class Release(models.Model):
    """One release of a workshop. It joins many people's contributions, so it may carry a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    released_at = models.DateTimeField(_("released at"), db_default=Now())

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [models.UniqueConstraint("workshop", "number", name="release_number_once")]

    def __str__(self) -> str:
        return f"release {self.number}"
