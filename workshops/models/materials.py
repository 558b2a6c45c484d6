"""What organisers give people to read, see and hear, and the news they write."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.markdown import MARKDOWN_HELP
from workshops.models.workshop import Workshop

LONGEST_LINK = 500


def name_file(_instance: models.Model, name: str) -> str:
    """Return a random name for a file to be stored; of the name that it came with only the ending stays.

    The ending is ours by then: the form has set it by what the file is.
    """
    ending = name[name.rfind(".") :] if "." in name else ""
    return f"{uuid.uuid4().hex}{ending}"


class MaterialFile(FieldFile):
    """A stored file whose address is a page of its workshop, not a place in a public folder."""

    @property
    def url(self) -> str:
        """Return the address at which those who see the workshop get the file."""
        material: Material = self.instance  # type: ignore[assignment]
        return material.captions_address if self.field.name == "captions" else material.file_address


class MaterialFileField(models.FileField):
    """A file of a material."""

    attr_class = MaterialFile


class Material(models.Model):
    """Something to read, see or hear before one says what one thinks."""

    class Kind(models.TextChoices):
        """What it is for a reader."""

        DOCUMENT = "document", _("document")
        IMAGE = "image", _("image")
        FILM = "film", _("film")
        AUDIO = "audio", _("audio")
        EASY_READ = "easy_read", _("Easy Read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="materials")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=120)
    description = models.CharField(
        _("description"), max_length=300, blank=True,
        help_text=_("One or two sentences. Of an image: what somebody who cannot see it should know."),
    )  # fmt: skip
    file = MaterialFileField(_("file"), upload_to=name_file, max_length=60, blank=True)
    link = models.CharField(
        _("link instead of a file"), max_length=LONGEST_LINK, blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("An address that begins with https://. It opens as a page of its own."),
    )  # fmt: skip
    captions = MaterialFileField(
        _("captions of the film"), upload_to=name_file, max_length=60, blank=True,
        help_text=_("A WebVTT file (.vtt)."),
    )  # fmt: skip
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and shown, for those who would rather read.")
    )
    text = models.TextField(_("the same to read here"), blank=True, help_text=MARKDOWN_HELP)
    media_type = models.CharField(max_length=40, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "number",
                name="material_number_once",
                violation_error_message=_("Two materials have this number. Give each its own."),
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(link=""),
                name="material_file_or_link",
                violation_error_message=_("Give a file or a link, not both."),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"),
                name="material_https",
                violation_error_message=_("The link must begin with https://."),
            ),
            models.CheckConstraint(
                condition=Q(file="", media_type="") | (~Q(file="") & ~Q(media_type="")),
                name="material_file_has_type",
                violation_error_message=_("We can’t tell what kind of file this is. Upload it again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def file_address(self) -> str:
        """The address of the file."""
        return reverse("workshops:material", args=[self.workshop.slug, self.pk])

    @property
    def captions_address(self) -> str:
        """The address of the captions."""
        return reverse("workshops:captions", args=[self.workshop.slug, self.pk])


class UpdateQuerySet(models.QuerySet["Update"]):
    """Named questions about updates."""

    def published(self, today: date) -> UpdateQuerySet:
        """Those whose day has come."""
        return self.filter(published_on__lte=today)


class Update(models.Model):
    """News from the organisers; with a beginning and a place it is an event."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="updates")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True, help_text=MARKDOWN_HELP)
    published_on = models.DateField(
        _("shown from"), default=timezone.localdate, help_text=_("Before that day nobody sees it.")
    )
    starts_at = models.DateTimeField(_("an event: begins at"), null=True, blank=True)
    place = models.CharField(_("an event: where"), max_length=200, blank=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-published_on", "-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place="") | Q(starts_at__isnull=False),
                name="update_place_of_an_event",
                violation_error_message=_("A place needs a time: say when it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a place without a time."""
        super().clean()
        if self.place and self.starts_at is None:
            missing = ValidationError(_("Say when the event begins."), code="no_time")
            raise ValidationError({"starts_at": missing})
