"""The one module that counts people. What leaves the server about people comes from here."""

from django.db.models import Count
from django.utils.translation import gettext as _

from workshops.models import Idea, Membership, Workshop

FEWEST = 10
STEP = 5


def round_people(number: int) -> int | None:
    """Return a number of people by the 10-5 rule: to the nearest 5, None (suppressed) below 10."""
    return None if number < FEWEST else STEP * round(number / STEP)


def count_joined(workshop: Workshop) -> dict[str, int]:
    """Return the exact numbers of people, organisations and boroughs with at least one member."""
    return (
        Membership.objects.filter(workshop=workshop)
        .present()
        .aggregate(
            people=Count("pk"),
            organisations=Count("organisation", distinct=True),
            boroughs=Count("borough", distinct=True),
        )
    )


def public_numbers(workshop: Workshop) -> list[dict[str, object]]:
    """Return the numbers that anybody may see, each with what exactly it counts."""
    joined = count_joined(workshop)
    ideas = Idea.objects.filter(workshop=workshop).published().count()
    return [
        {
            "label": _("people"),
            "value": joined["people"],
            "definition": _("People who have joined and not left."),
        },
        {
            "label": _("organisations"),
            "value": joined["organisations"],
            "definition": _("Organisations with at least one person who has joined."),
        },
        {
            "label": _("boroughs"),
            "value": joined["boroughs"],
            "definition": _("London boroughs with at least one person who has joined."),
        },
        {
            "label": _("ideas"),
            "value": ideas,
            "definition": _("Ideas that everybody who has joined can read."),
        },
    ]
