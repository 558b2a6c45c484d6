"""What is remembered of a workshop that came from elsewhere."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from workshops.models.workshop import Workshop

DIGEST_BYTES = 32


class ImportedWorkshop(models.Model):
    """The fingerprint (SHA-256) of the files a workshop was imported from, so that a repeat is noticed."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="imported_from"
    )
    digest = models.BinaryField(max_length=DIGEST_BYTES)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), DIGEST_BYTES)), name="imported_workshop_digest_length"
            )
        ]

    def __str__(self) -> str:
        return f"import of {self.workshop_id}"
