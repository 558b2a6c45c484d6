"""The organisers' own logo and picture on the page of their workshop."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workshops.models.materials import name_file
from workshops.models.workshop import Workshop


class PictureFile(FieldFile):
    """A stored picture whose address is a page of its workshop, not a place in a public folder."""

    @property
    def url(self) -> str:
        """Return the address at which those who see the workshop get the picture."""
        picture: Picture = self.instance  # type: ignore[assignment]
        return picture.address


class PictureField(models.FileField):
    """The file of a picture."""

    attr_class = PictureFile


class Picture(models.Model):
    """A logo or a picture: one of each for a workshop. Its file is one that we have drawn anew."""

    class Kind(models.TextChoices):
        """Where on the page it stands."""

        LOGO = "logo", _("logo")
        PICTURE = "picture", _("picture")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.LOGO)
    file = PictureField(
        _("file"),
        upload_to=name_file,
        max_length=60,
        help_text=_("PNG, JPEG or WebP, 5 MB at most. We keep only what one sees of it."),
    )
    words = models.CharField(
        _("in words"),
        max_length=200,
        help_text=_("What the picture shows, or whose logo it is, for those who cannot see it."),
    )

    class Meta:
        verbose_name = _("logo or picture")
        verbose_name_plural = _("logo and picture")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "kind",
                name="picture_kind_once",
                violation_error_message=_("There is one logo and one picture at most."),
            ),
            models.CheckConstraint(
                condition=~models.Q(file="") & ~models.Q(words=""),
                name="picture_has_file_and_words",
                violation_error_message=_("A picture needs a file and words."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def address(self) -> str:
        """The address of the file."""
        return reverse("workshops:picture", args=[self.workshop.slug, self.pk])
