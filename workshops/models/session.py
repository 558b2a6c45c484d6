"""Sessions that a copy of the database cannot use: see `workshops/sign_in/sessions.py`."""

from __future__ import annotations

from datetime import date

from django.db import models


class SessionQuerySet(models.QuerySet["Session"]):
    """Named questions about sessions."""

    def ended(self, today: date) -> SessionQuerySet:
        """Those that have ended by this day."""
        return self.filter(week_ends__lte=today)


class Session(models.Model):
    """One signed-in browser. The row shows neither who nor when, and is no use as a cookie."""

    key_hash = models.BinaryField(primary_key=True, max_length=32)
    payload = models.BinaryField()
    week_ends = models.DateField(db_index=True)

    objects = SessionQuerySet.as_manager()

    def __str__(self) -> str:
        return "session"
