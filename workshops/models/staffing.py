"""The work side: who was given a role among the staff, and from whom it was taken."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from workshops.models.people import User
from workshops.models.workshop import Workshop
from workshops.rules import Role


class StaffChange(models.Model):
    """One role given or taken away, with the date; without a workshop it is the whole site's."""

    class Kind(models.TextChoices):
        """What was done."""

        GIVEN = "given", _("given")
        ACCEPTED = "accepted", _("accepted an invitation")
        TAKEN = "taken", _("taken away")

    class StaffRole(models.TextChoices):
        """The roles that can be given and taken."""

        ADMINISTRATOR = "administrator", _("site administrator")
        MAKER = "maker", _("may make workshops")
        ORGANISER = Role.ORGANISER.value, _("organiser")
        DESIGN_GROUP = Role.DESIGN_GROUP.value, _("design group")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("workshop")
    )
    person = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who")
    )
    role = models.CharField(_("role"), max_length=16, choices=StaffRole.choices)
    kind = models.CharField(_("what was done"), max_length=8, choices=Kind.choices)
    # Nobody: the operator, by a command.
    acted_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by whom")
    )
    changed_on = models.DateField(_("on"), db_default=TruncDate(Now()))

    class Meta:
        verbose_name = _("change of staff")
        verbose_name_plural = _("changes of staff")
        ordering = ["-changed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.kind}"
