"""Text that waits until its author has signed in: see `workshops/sign_in/pending.py`."""

from __future__ import annotations

from django.db import models


class PendingTextQuerySet(models.QuerySet["PendingText"]):
    """Named questions about texts that wait."""

    def ended(self, half_hour: int) -> PendingTextQuerySet:
        """Those that nobody can fetch any more in this half hour."""
        return self.filter(half_hour__lt=half_hour - 1)

    def count_bytes(self) -> int:
        """Return how many bytes they take, all together."""
        size = models.Func("payload", function="octet_length", output_field=models.BigIntegerField())
        return int(self.aggregate(size=models.Sum(size))["size"] or 0)


class PendingText(models.Model):
    """One filled-in form. The row shows neither what was written, nor where, nor by whom.

    Its key is a hash of the secret in the author's cookie. `half_hour` is the one in which it was stored,
    counted from 1970: it says when the row can go, and the same for all that are written in it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    payload = models.BinaryField()
    half_hour = models.PositiveIntegerField(db_index=True)

    objects = PendingTextQuerySet.as_manager()

    def __str__(self) -> str:
        return "pending text"
