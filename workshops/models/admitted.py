"""Whom a workshop lets in beside those of its domains and those who are invited: by a join code."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_USES
from workshops.models.places import Organisation
from workshops.models.workshop import Workshop

# Letters and digits that look alike on a poster are one.
LOOK_ALIKE, LOOK = "OIL", "011"


def fold_join_code(typed: str) -> str:
    """Return a join code as it is compared: capitals and digits, without dashes, spaces and hidden signs.

    O is 0, and I and L are 1, as nobody can tell them apart in print.
    """
    letters = unicodedata.normalize("NFKC", typed).upper()
    plain = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
    return plain.translate(str.maketrans(LOOK_ALIKE, LOOK))


def _fold_column(name: str) -> models.Func:
    value = models.Value
    arguments = (models.F(name), value("[^A-Za-z0-9]"), value(""), value("g"))
    plain = Upper(models.Func(*arguments, function="regexp_replace"))
    letters = value(LOOK_ALIKE), value(LOOK)
    return models.Func(plain, *letters, function="translate", output_field=models.CharField())


class JoinCodeQuerySet(models.QuerySet["JoinCode"]):
    """Named questions about join codes."""

    def meant_by(self, typed: str) -> JoinCodeQuerySet:
        """Those that may be meant by what was typed, the one that is written just so first."""
        folded = fold_join_code(typed)
        alike = self.alias(folded=_fold_column("code")).filter(folded=folded) if folded else self.none()
        return alike.order_by(models.Case(models.When(code=typed, then=0), default=1))

    def usable(self, today: date) -> JoinCodeQuerySet:
        """Those with uses left that have not ended by this day."""
        return self.filter(uses_left__gt=0, ends_on__gte=today)


class JoinCode(models.Model):
    """A code on a poster or in a staff mail: for one organisation, with an end and a number of uses."""

    class Uses(models.TextChoices):
        """How many uses are left, as far as anybody is told."""

        MANY = "many", _("many")
        SOME = "some", _("some")
        NONE = "none", _("none")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="join_codes"
    )
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE)
    code = models.CharField(_("code"), max_length=16, unique=True)
    uses = models.PositiveIntegerField(
        _("how many people can use it"),
        default=50,
        validators=[MinValueValidator(FEWEST_USES, _("A code is for ten people or more."))],
        help_text=_("Ten or more. By lot it lets a few more in, so that nobody can work out who has joined."),
    )
    uses_left = models.PositiveIntegerField(default=50, editable=False)
    # What staff are told of the uses left: it changes with releases, see `workshops/domain/join_codes.py`.
    uses_told = models.CharField(max_length=4, choices=Uses.choices, default=Uses.MANY, editable=False)
    ends_on = models.DateField(_("ends on"))

    objects = JoinCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("join code")
        verbose_name_plural = _("join codes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(uses__gte=FEWEST_USES),
                name="join_code_is_for_ten_people",
                violation_error_message=_("A join code has at least ten uses."),
            ),
            models.CheckConstraint(
                condition=models.Q(uses_told__in=["many", "some", "none"]),
                name="join_code_uses_known",
                violation_error_message=_("Choose how many uses are told."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
