"""Sessions that a copy of the database cannot use: see `workshops/sessions.py`."""

from django.db import models


class Session(models.Model):
    """One signed-in browser. The row shows neither who nor when, and is no use as a cookie."""

    key_hash = models.BinaryField(primary_key=True, max_length=32)
    payload = models.BinaryField()
    week_ends = models.DateField(db_index=True)

    def __str__(self) -> str:
        return "session"
