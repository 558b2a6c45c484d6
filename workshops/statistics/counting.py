"""Counts as they are: for rules of this server, and to be suppressed before anybody sees them."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from workshops.models import Membership, Workshop


def count_joined(workshop: Workshop) -> dict[str, int]:
    """Return the exact numbers of people, organisations and boroughs with at least one member.

    Everybody counts who has joined and not left, the organisers and the design group too.
    """
    return (
        Membership.objects.filter(workshop=workshop)
        .present()
        .aggregate(
            people=Count("pk"),
            organisations=Count("organisation", distinct=True),
            boroughs=Count("borough", distinct=True),
        )
    )


def count_by_organisation(workshop: Workshop) -> Counter[str]:
    """Return how many people of each organisation have joined; those of none are left out."""
    members = Membership.objects.filter(workshop=workshop).present().exclude(organisation=None)
    return Counter(str(key) for key in members.values_list("organisation_id", flat=True))


def has_enough_members(workshop: Workshop) -> bool:
    """Return whether as many have joined as a first release needs.

    Design group and organisers do not count here: those among whom one hides are the participants.
    """
    participants = Membership.objects.filter(workshop=workshop).participants()
    return participants.count() >= workshop.minimum_members
