"""Whom the demo has invited, and the slips it has printed: what the organisers' page of people shows."""

from django.utils import timezone

from workshops.domain.slips import make_slips
from workshops.models import Invitation, InvitationTally, Organisation, Workshop
from workshops.phases import OVER

DOMAIN = "carers.example"
NUMBER, BOUNCED = 120, (7, 31, 88)
SLIPS = 40


def add_invited(workshop: Workshop) -> None:
    """Store invitations whose letters went out, three of which came back, and a pile of slips.

    Nobody of those who are invited has joined, and the codes of the slips are known to nobody. Nothing where
    the workshop has closed.
    """
    workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
    if workshop.phase in OVER:
        return
    organisations = list(Organisation.objects.filter(workshop=workshop).offered().order_by("name"))
    Invitation.objects.bulk_create(
        Invitation(
            workshop=workshop,
            email=f"person{number:03}@{DOMAIN}",
            organisation=organisations[number % len(organisations)] if organisations else None,
            told=True,
            bounced=number in BOUNCED,
        )
        for number in range(NUMBER)
    )
    today = timezone.localdate()
    InvitationTally.objects.create(workshop=workshop, invited=NUMBER, day=today, invited_on_day=NUMBER)
    if organisations:
        make_slips(workshop, organisations[0], SLIPS)
