"""What remains of a workshop's key once it is destroyed: a public note."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class ShredNote(models.Model):
    """Says that a key is destroyed and how it is recognised. Without a date: begun, and to be finished."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="shred_note"
    )
    # The key's tag over zeros, which never gave the key away: `key_check`.
    fingerprint = models.CharField(_("fingerprint"), max_length=32)
    copies = models.PositiveSmallIntegerField(_("copies destroyed"), default=0)
    shredded_on = models.DateField(_("destroyed on"), null=True)

    class Meta:
        verbose_name = _("note of a destroyed key")
        verbose_name_plural = _("notes of destroyed keys")

    def __str__(self) -> str:
        return f"key {self.fingerprint}"
