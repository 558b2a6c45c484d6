"""When the background last did its work."""

from django.db import models
from django.db.models.functions import Now


class Housekeeping(models.Model):
    """The last time that something regular happened: a heartbeat of worker or beat."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
