"""What the demo's desk shows besides texts: own words for reasons, and who reads which theme."""

from collections.abc import Sequence

from moderation.models import Decision, ReasonTemplate, ThemeAssignment
from workshops.models import Membership, Theme, Workshop
from workshops.rules import Role

WORDS = {
    Decision.Reason.OFF_TOPIC: "This is about pay, which nobody here can change. Your union rep can help.",
    Decision.Reason.IDENTIFIES: "Somebody could tell who the patient is. Please send it without the details.",
}
# How many of the first themes each role reads; the rest are nobody's yet.
THEMES = {Role.DESIGN_GROUP: slice(0, 2), Role.ORGANISER: slice(2, 3)}


def prepare_desk(workshop: Workshop, staff: Sequence[Membership]) -> None:
    """Write down words for reasons, and let the staff share out some of the themes."""
    ReasonTemplate.objects.bulk_create(
        ReasonTemplate(workshop=workshop, reason=reason, words=words) for reason, words in WORDS.items()
    )
    themes = list(Theme.objects.filter(workshop=workshop))
    ThemeAssignment.objects.bulk_create(
        ThemeAssignment(theme=theme, assigned_to=person)
        for person in staff
        for theme in themes[THEMES[Role(person.role)]]
    )
