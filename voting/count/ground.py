"""Which values of the common-ground attribute count as groups: fixed at the first release, then for good."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from anonymity.thresholds import PEOPLE_IN_A_GROUP
from workshops.models import Borough, Group, Membership, Organisation, Workshop

MOST_GROUPS = 8
OTHERS = ""
"""Stands for all the values that are no group of their own."""


def find_ground(workshop: Workshop) -> list[str]:
    """Return the keys of the values that are groups, as they were fixed, or as they would be fixed now.

    A value with ten members is a group. The others are together one more, OTHERS, also where the values are
    more than 8: then the 7 with most members are groups. Where that would have fewer than ten members, the
    smallest group joins it. None without attribute; fewer than two: there is no common ground yet. Imported
    people are public with every vote, so their groups are as they are.
    """
    if workshop.ground_values is not None:
        return list(workshop.ground_values)
    values, members = _list_values(workshop), _count_members(workshop)
    least = 0 if workshop.imported else PEOPLE_IN_A_GROUP
    large = sorted(
        (value for value in values if members.get(value, 0) >= least),
        key=lambda value: (-members.get(value, 0), value),
    )
    if len(large) == len(values) <= MOST_GROUPS:
        return sorted(large)
    groups = large[: MOST_GROUPS - 1]
    if _count_others(members, groups) < least:
        groups = groups[:-1]
    return [*sorted(groups), OTHERS] if _count_others(members, groups) >= least else []


def fix_ground(workshop: Workshop, ground: list[str]) -> bool:
    """Fix these as the groups of a workshop that has none yet; return whether they are new.

    Later members change them no more: whoever could move the groups could move every score of the board. Of
    fewer than two groups none is fixed, and the next release looks again.
    """
    if workshop.ground_values is not None or len(ground) < 2:
        return False
    Workshop.objects.filter(pk=workshop.pk).update(ground_values=ground)
    return True


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
        organisations = Organisation.objects.filter(workshop=workshop)
        return [str(key) for key in organisations.values_list("pk", flat=True)]
    return []


def _count_others(members: dict[str, int], groups: list[str]) -> int:
    return sum(number for value, number in members.items() if value not in groups)


def _count_members(workshop: Workshop) -> dict[str, int]:
    """Return how many members have each value; who has none belongs to no group."""
    if workshop.common_ground_by == Workshop.Attribute.NONE:
        return {}
    field = f"counted_{workshop.common_ground_by}_id"
    there = Membership.objects.filter(workshop=workshop, vote_subject__isnull=False)
    rows = there.exclude(**{field: None}).order_by().values_list(field)
    return {str(value): number for value, number in rows.annotate(number=Count("pk"))}
