"""Where people work: boroughs, organisations, and the groups of "I am a …"."""

import uuid

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
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.OTHER)
    borough = models.ForeignKey(Borough, null=True, blank=True, on_delete=models.SET_NULL)
    workforce = models.PositiveIntegerField(_("workforce"), null=True, blank=True)
    listed = models.BooleanField(_("offered to people who join"), default=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("workshop", "name", name="organisation_name_once")]

    def __str__(self) -> str:
        return self.name


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
        constraints = [models.UniqueConstraint("workshop", "name", name="group_name_once")]

    def __str__(self) -> str:
        return self.name
