"""The work side: what organisations promise in public; beside it, on the identity side, who signs.

Nothing here refers to an idea, a vote or a member. Whoever signs is known by an address that was confirmed.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.references import random_reference
from workshops.models import Workshop
from workshops.models.places import NAME_LENGTH, NORMAL_LENGTH, normalise_name

SENTENCE_LENGTH = 300
AIM_LENGTH = 200
PERSON_LENGTH = 80
REASON_LENGTH = 300
TITLE_LENGTH = 120


def random_link_key() -> str:
    """Return what makes the links of one contact good, until it is drawn anew."""
    return secrets.token_hex(16)


class PledgeQuerySet(models.QuerySet["Pledge"]):
    """Named questions about pledges."""

    def confirmed(self) -> PledgeQuerySet:
        """Those whose contact has said by e-mail that they are theirs."""
        return self.filter(confirmed_on__isnull=False)

    def public(self) -> PledgeQuerySet:
        """Those that everybody may read."""
        return self.confirmed().filter(is_hidden=False)

    def with_all(self) -> PledgeQuerySet:
        """With contact and aims; one query more."""
        return self.select_related("contact").prefetch_related("aims")

    def with_judgements(self) -> PledgeQuerySet:
        """With what was asked of them in each round; two queries more."""
        return self.prefetch_related("judgements__round")


class Pledge(models.Model):
    """What one organisation promises to do about a Declaration, and by when. Public once it is confirmed."""

    class Judged(models.TextChoices):
        """What the front line said when it was asked."""

        NOT_ASKED = "", _("not asked yet")
        REACHED = "reached", _("reached")
        CHANGED = "changed", _("changed something")
        NOT_YET = "not_yet", _("nothing has changed yet")
        UNCLEAR = "unclear", _("no clear answer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="pledges")
    ref = models.CharField(max_length=10, unique=True, default=random_reference, editable=False)
    organisation = models.CharField(_("organisation"), max_length=NAME_LENGTH)
    normal_name = models.CharField(max_length=NORMAL_LENGTH, editable=False)
    sentence = models.CharField(_("what it promises"), max_length=SENTENCE_LENGTH)
    due_on = models.DateField(_("by when"))
    sent_on = models.DateField(editable=False)
    confirmed_on = models.DateField(null=True, editable=False)
    changed_on = models.DateField(null=True, editable=False)
    is_hidden = models.BooleanField(default=False, editable=False)
    judged = models.CharField(max_length=8, choices=Judged.choices, blank=True, editable=False)
    judged_on = models.DateField(null=True, editable=False)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "normal_name"],
                condition=Q(confirmed_on__isnull=False),
                name="pledge_of_an_organisation_once",
            ),
            models.CheckConstraint(condition=~Q(sentence=""), name="pledge_has_a_sentence"),
            models.CheckConstraint(
                condition=Q(judged__in=["", "reached", "changed", "not_yet", "unclear"]),
                name="pledge_judged_known",
            ),
            models.CheckConstraint(
                condition=Q(judged="", judged_on=None) | (~Q(judged="") & Q(judged_on__isnull=False)),
                name="pledge_judged_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation

    def name_organisation(self, name: str) -> None:
        """Let it be this organisation's."""
        self.organisation, self.normal_name = name, normalise_name(name)

    def is_overdue(self, today: date) -> bool:
        """Return whether its day is over and the front line has not said that it is reached."""
        return self.due_on < today and self.judged != self.Judged.REACHED


class PledgeAim(models.Model):
    """Where an organisation stands with one foundation, and where it wants to be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="aims")
    # The address of a foundation is the same from edition to edition; its title is what was signed.
    foundation = models.SlugField(max_length=60)
    title = models.CharField(max_length=TITLE_LENGTH)
    number = models.PositiveSmallIntegerField()
    baseline = models.CharField(_("today"), max_length=AIM_LENGTH)
    target = models.CharField(_("then"), max_length=AIM_LENGTH)

    class Meta:
        verbose_name = _("aim of a pledge")
        verbose_name_plural = _("aims of pledges")
        ordering = ["number", "foundation"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "foundation"], name="pledge_aim_once"),
            models.CheckConstraint(condition=~Q(baseline="") & ~Q(target=""), name="pledge_aim_has_both"),
        ]

    def __str__(self) -> str:
        return self.title


class PledgeContact(models.Model):
    """The identity side: who signs a pledge. Name and job are public, the address is not."""

    pledge = models.OneToOneField(Pledge, primary_key=True, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("name"), max_length=PERSON_LENGTH)
    job = models.CharField(_("job"), max_length=PERSON_LENGTH)
    email = models.EmailField()
    # Drawn anew with each change, so that a link is good for one.
    link_key = models.CharField(max_length=32, default=random_link_key, editable=False)

    class Meta:
        verbose_name = _("contact of a pledge")
        verbose_name_plural = _("contacts of pledges")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(job=""), name="pledge_contact_is_named")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> str:
        """The part of the address that shows where it is from."""
        return self.email.rpartition("@")[2]
