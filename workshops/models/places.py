"""Where people work: boroughs, organisations, and the groups of "I am a …"."""

from __future__ import annotations

import re
import unicodedata
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class Borough(models.Model):
    """One of London's 32 boroughs or the City, with its place on the tile map."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=60, unique=True)
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("borough")
        verbose_name_plural = _("boroughs")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("column", "row", name="borough_tile_once")]

    def __str__(self) -> str:
        return self.name


NAME_LENGTH = 120
# Some letters become several when they are folded.
NORMAL_LENGTH = 4 * NAME_LENGTH


def normalise_name(name: str) -> str:
    """Return a name in the form in which names are compared: words in small letters without accents and dots.

    "St. George's" and "ST GEORGES" are the same name.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    hidden = ("Cf", "Mn", "Me")
    plain = "".join(letter for letter in letters if unicodedata.category(letter) not in hidden)
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", plain).replace("&", " and "))
    return (" ".join(words) or plain.strip())[:NORMAL_LENGTH]


class NormalNameField(models.CharField):  # type: ignore[type-arg]
    """The name of the row in its normal form, however the row is stored."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002 - Django's signature
        """Return the normal form of the name, and note it on the row."""
        normal = normalise_name(getattr(model_instance, "name"))  # noqa: B009 - any model with a name
        setattr(model_instance, self.attname, normal)
        return normal


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Named questions about organisations."""

    def shown(self) -> OrganisationQuerySet:
        """Those whose name anybody but their own members may see: not yet what somebody typed in joining."""
        return self.filter(shown=True)

    def offered(self) -> OrganisationQuerySet:
        """Those that are suggested to people who join."""
        return self.shown().filter(listed=True)

    def named(self, name: str) -> OrganisationQuerySet:
        """Those with this name, whatever its capitals, spaces and dots."""
        return self.filter(normal_name=normalise_name(name))


class Organisation(models.Model):
    """An organisation whose staff take part in one workshop."""

    class Kind(models.TextChoices):
        """What sort of organisation it is."""

        NHS = "nhs", _("NHS provider")
        PRIMARY_CARE = "primary_care", _("primary care")
        COUNCIL = "council", _("council")
        CARE_PROVIDER = "care_provider", _("care provider")
        CHARITY = "charity", _("charity or community group")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="organisations"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    normal_name = NormalNameField(max_length=NORMAL_LENGTH, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.OTHER)
    borough = models.ForeignKey(
        Borough, verbose_name=_("borough"), null=True, blank=True, on_delete=models.SET_NULL
    )
    workforce = models.PositiveIntegerField(_("workforce"), null=True, blank=True)
    listed = models.BooleanField(_("offered to people who join"), default=True)
    # A name that somebody typed when they joined shows to others with a snapshot of who joined: until then it
    # would tell of one person who has come. Two rows may have one name, of which one is not shown.
    shown = models.BooleanField(default=True, editable=False)
    # Whether it was in the list when the workshop opened: who came later could be made up.
    in_first_list = models.BooleanField(default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "normal_name"],
                condition=models.Q(shown=True),
                name="organisation_name_once",
                violation_error_message=_("There is an organisation of this name already."),
            ),
            models.UniqueConstraint(
                fields=["workshop", "normal_name"],
                condition=models.Q(shown=False),
                name="organisation_typed_once",
                violation_error_message=_("There is an organisation of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_for_members(self) -> str:
        """The name as its own members see it: spelled alike for all, so that nobody sees who typed before."""
        return self.name if self.shown else self.normal_name.title()

    def clean(self) -> None:
        """Refuse a name that the workshop has already, in other capitals perhaps."""
        shown = Organisation.objects.filter(workshop_id=self.workshop_id).shown()
        twins = shown.named(self.name).exclude(pk=self.pk)
        if self.workshop_id and twins.exists():
            raise ValidationError({"name": _("There is an organisation of this name already.")})


class Group(models.Model):
    """One answer to "I am a …", in a workshop's own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=80)
    number = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["number", "name"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "name",
                name="group_name_once",
                violation_error_message=_("There is a group of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
