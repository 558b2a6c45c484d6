"""Who is invited by e-mail, and how many letters a workshop has sent. Neither knows who came."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.people import Membership
from workshops.models.places import Organisation
from workshops.models.workshop import Workshop
from workshops.rules import Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named questions about invitations. None of them asks whether anybody has come."""

    def of_participants(self) -> InvitationQuerySet:
        """Those of people who take part, without design group and organisers."""
        return self.filter(role=Role.PARTICIPANT)

    def to_remind(self, round_number: int) -> InvitationQuerySet:
        """Participants whose letter has gone out and did not come back, and who had fewer reminders."""
        return self.of_participants().filter(told=True, bounced=False, reminders__lt=round_number)


class Invitation(models.Model):
    """An address that may join although neither its domain nor a code admits it. Never says who accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, verbose_name=_("workshop"), on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=Membership.RoleChoice.choices[:3],
        default=Membership.RoleChoice.PARTICIPANT,
    )
    # Where the organisers think that somebody works: for their own list, never told or counted of a member.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Whether the letter has been written; it says nothing about whether anybody came.
    told = models.BooleanField(default=False, editable=False)
    # Whether an organiser says that the letter came back.
    bounced = models.BooleanField(default=False, editable=False)
    # The last reminder that was written; whoever is invited after one has it behind them.
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "email",
                name="invitation_once",
                violation_error_message=_("This address is invited already."),
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class InvitationTally(models.Model):
    """How many people a workshop has invited, and when all were reminded: what limits are measured by.

    It changes with what organisers do, and with the close. Nothing in it changes when somebody joins.
    """

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="invitation_tally"
    )
    invited = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)
    invited_on_day = models.PositiveIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    # How many invitations of participants were deleted at the close.
    deleted = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"invitations of {self.workshop_id}"
