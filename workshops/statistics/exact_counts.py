"""Counts as they are: for rules of this server, and to be suppressed before anybody sees them."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from workshops.models import Membership, Workshop

BY_CODE, OTHERWISE = "code", "otherwise"


def count_joined(workshop: Workshop) -> dict[str, int]:
    """Return the exact numbers of people, organisations and boroughs with at least one member.

    Everybody counts who ever joined, the organisers and the design group too. Who has left or deleted their
    account still counts, by what is counted of them: a number that fell would tell of it.
    """
    return Membership.objects.filter(workshop=workshop).aggregate(
        people=Count("pk"),
        organisations=Count("counted_organisation", distinct=True),
        boroughs=Count("counted_borough", distinct=True),
    )


def count_by_organisation(workshop: Workshop) -> Counter[str]:
    """Return how many people of each organisation have joined; those of none are left out."""
    members = Membership.objects.filter(workshop=workshop).exclude(counted_organisation=None)
    return Counter(str(key) for key in members.values_list("counted_organisation_id", flat=True))


def count_by_code(workshop: Workshop) -> dict[str, int]:
    """Return how many people have joined by a join code or a slip, and how many otherwise."""
    members = Membership.objects.filter(workshop=workshop)
    printed = (Membership.Admission.CODE, Membership.Admission.SLIP)
    by_code = members.filter(admission__in=printed).count()
    return {BY_CODE: by_code, OTHERWISE: members.count() - by_code}


def has_enough_members(workshop: Workshop) -> bool:
    """Return whether as many have joined as a first release needs; after the first, whoever has left since.

    Design group and organisers do not count here: those among whom one hides are the participants.
    """
    if workshop.release_number:
        return True
    participants = Membership.objects.filter(workshop=workshop).participants()
    return participants.count() >= workshop.minimum_members
