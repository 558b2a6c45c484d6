"""The work side: the picture of a foundation, drawn anew from what was sent, with words for it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from results.models.editions import Foundation

WORDS_LENGTH = 200


class FoundationPicture(models.Model):
    """The picture of a foundation. It is in the database, where a trigger keeps it once it is released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    foundation = models.OneToOneField(Foundation, on_delete=models.CASCADE, related_name="picture")
    words = models.CharField(_("the picture in words"), max_length=WORDS_LENGTH)
    # Pixels, so that a page keeps room for it before it has come.
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    # WebP.
    content = models.BinaryField()

    class Meta:
        verbose_name = _("picture of a foundation")
        verbose_name_plural = _("pictures of foundations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(content=b"") & ~Q(words=""), name="foundation_picture_has_file_and_words"
            )
        ]

    def __str__(self) -> str:
        return self.words
