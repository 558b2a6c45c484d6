"""When the background last did its work."""

from django.db import models
from django.db.models.functions import Now


class Housekeeping(models.Model):
    """The last time that something regular happened: a heartbeat of worker or beat, a scramble."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField(db_default=Now())
    note = models.CharField(max_length=200, blank=True, db_default="")

    def __str__(self) -> str:
        return self.name
