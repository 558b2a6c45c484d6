"""Which values of the common-ground attribute count as groups: fixed at the first release, then for good."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from workshops.models import Borough, Group, Membership, Organisation, Workshop

MOST_GROUPS = 8
OTHERS = ""
"""Stands for all the values that are no group of their own."""


def find_ground(workshop: Workshop) -> list[str]:
    """Return the keys of the values that are groups, as they were fixed, or as they would be fixed now.

    Every value when there are at most 8, else the 7 with most members, and OTHERS; none without attribute.
    """
    if workshop.ground_values is not None:
        return list(workshop.ground_values)
    values = _list_values(workshop)
    if len(values) <= MOST_GROUPS:
        return sorted(values)
    members = _count_members(workshop)
    largest = sorted(values, key=lambda value: (-members.get(value, 0), value))
    return [*sorted(largest[: MOST_GROUPS - 1]), OTHERS]


def fix_ground(workshop: Workshop, ground: list[str]) -> None:
    """Fix these as the groups of a workshop that has none yet: later members change them no more.

    Whoever could move the groups could move every score of the board.
    """
    if workshop.ground_values is None:
        Workshop.objects.filter(pk=workshop.pk).update(ground_values=ground)


def number_groups(ground: Sequence[str]) -> dict[str, int]:
    """Return the number of each group by its key."""
    return {value: number for number, value in enumerate(ground)}


def _list_values(workshop: Workshop) -> list[str]:
    kind = workshop.common_ground_by
    if kind == Workshop.Attribute.BOROUGH:
        return list(Borough.objects.values_list("pk", flat=True))
    if kind == Workshop.Attribute.GROUP:
        return [str(key) for key in Group.objects.filter(workshop=workshop).values_list("pk", flat=True)]
    if kind == Workshop.Attribute.ORGANISATION:
        places = Organisation.objects.filter(workshop=workshop)
        return [str(key) for key in places.values_list("pk", flat=True)]
    return []


def _count_members(workshop: Workshop) -> dict[str, int]:
    field = f"counted_{workshop.common_ground_by}_id"
    rows = Membership.objects.filter(workshop=workshop).order_by().values_list(field)
    return {str(value): number for value, number in rows.annotate(number=Count("pk"))}
