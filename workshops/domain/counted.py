"""What is counted of members, and when a change of what they tell is taken over into it.

Scores hang on who belongs to which organisation, borough or group. If they followed each member's details,
two copies of the database with one change between them would tell how that member voted. So what is counted
is fixed when somebody joins, and follows only in a release, when so many people have changed the same thing
as a release takes, counted like those: or nine who work together would learn how the tenth voted.
"""

from collections.abc import Callable

from django.db import connection
from django.db.models import F, Q

from anonymity.thresholds import FEWEST_CHANGES
from workshops.models import Membership, Workshop
from workshops.models.people import ATTRIBUTES

AreEnough = Callable[[list[bytes]], bool]
"""Whether the people with these vote subjects (16 bytes each) are as many as a release takes."""


def take_over_details(workshop: Workshop, are_enough: AreEnough) -> bool:
    """Count members by what they now tell, where enough have changed the same attribute; return whether any.

    Each attribute by itself: nine changes of borough hide no change of organisation. Who has left is counted
    as before. Call it inside the transaction of a release; all scores must then be worked out anew.
    """
    if not _does_anybody_differ(workshop):
        return False
    taken = [_take_over(workshop, attribute, are_enough) for attribute in ATTRIBUTES]
    return any(taken)


def _does_anybody_differ(workshop: Workshop) -> bool:
    """Return whether anybody tells anything else than they are counted by: mostly nobody does."""
    told, counted = (", ".join(f"{start}{name}_id" for name in ATTRIBUTES) for start in ("", "counted_"))
    differ = f"({told}) IS DISTINCT FROM ({counted})"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM workshops_membership"  # noqa: S608  # nosec B608
            f" WHERE workshop_id = %s AND user_id IS NOT NULL AND {differ})",
            [workshop.pk],
        )
        return bool(cursor.fetchone()[0])


def _take_over(workshop: Workshop, attribute: str, are_enough: AreEnough) -> bool:
    told, counted = attribute, f"counted_{attribute}"
    differs = (
        Q(**{f"{told}__isnull": True, f"{counted}__isnull": False})
        | Q(**{f"{told}__isnull": False, f"{counted}__isnull": True})
        | Q(**{f"{told}__isnull": False, f"{counted}__isnull": False}) & ~Q(**{told: F(counted)})
    )
    changed = Membership.objects.filter(differs, workshop=workshop, user__isnull=False).present()
    found = dict(changed.select_for_update().values_list("pk", "vote_subject"))
    if len(found) < (1 if workshop.practice else FEWEST_CHANGES):
        return False
    subjects = [bytes(subject) for subject in found.values() if subject is not None]
    if not workshop.practice and not are_enough(subjects):
        return False
    Membership.objects.filter(pk__in=found).update(**{counted: F(told)})
    return True
