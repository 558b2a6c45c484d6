"""Printed slips: what lets somebody join without an e-mail address, and sign in again with a PIN.

Neither table says which slip is whose: each holds a tag under the workshop's key, and one purpose's tags say
nothing of the other's. A slip that is used is gone.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from anonymity.thresholds import FEWEST_USES
from workshops.models.people import SLIP_TRIES, User
from workshops.models.places import Organisation
from workshops.models.workshop import Workshop


class SlipPile(models.Model):
    """Slips that were printed together for one organisation. How many are left is nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="slip_piles")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("how many slips"))
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=FEWEST_USES),
                name="slip_pile_is_for_ten_people",
                violation_error_message=_("Print at least ten slips at a time."),
            )
        ]

    def __str__(self) -> str:
        return f"slips {self.pk}"


class JoiningSlip(models.Model):
    """A slip that nobody has used: the tag of its code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pile = models.ForeignKey(SlipPile, on_delete=models.CASCADE, related_name="slips")
    tag = models.BinaryField(max_length=TAG_BYTES)

    class Meta:
        constraints = [
            models.UniqueConstraint("pile", "tag", name="joining_slip_once"),
            models.CheckConstraint(
                condition=models.Q(Exact(Length("tag"), TAG_BYTES)), name="joining_slip_tag_length"
            ),
        ]

    def __str__(self) -> str:
        return "slip"


class SlipLogin(models.Model):
    """How somebody without an address signs in again: another tag of their slip's code, and their PIN."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="slip_login")
    tag = models.BinaryField(max_length=TAG_BYTES)
    pin_hash = models.CharField(max_length=128)
    # Wrong PINs in a row: it says that somebody typed wrong ones, not when.
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "tag", name="slip_login_once"),
            models.CheckConstraint(
                condition=models.Q(Exact(Length("tag"), TAG_BYTES)), name="slip_login_tag_length"
            ),
            models.CheckConstraint(condition=models.Q(tries__lte=SLIP_TRIES), name="slip_login_tries"),
        ]

    def __str__(self) -> str:
        return "slip login"
