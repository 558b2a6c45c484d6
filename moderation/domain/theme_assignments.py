"""Who of the staff is given the texts of which theme first. It only orders: nothing waits for one alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from moderation.models import ThemeAssignment
from workshops.models import Membership, Theme, Workshop

# A text that has waited so many days for the design group comes to whoever looks next, as if it were theirs.
DAYS_KEPT = 2
# What comes first within a degree of urgency: one's own themes, those of nobody, those of others.
OWN, NOBODYS, OTHERS = range(3)


@dataclass(frozen=True)
class Reader:
    """Somebody of the staff, and the themes that they read first."""

    membership: Membership
    themes: Sequence[Theme]


@dataclass(frozen=True)
class Assignments:
    """The themes of a workshop: who reads which first, and which of them nobody does."""

    themes: Sequence[Theme] = ()
    readers: Sequence[Reader] = ()
    unassigned: Sequence[Theme] = ()
    own: Sequence[Theme] = field(default=())


def read_own(membership: Membership) -> Assignments:
    """Return the themes of this person's workshop, those of the person and of nobody; two queries."""
    themes = list(Theme.objects.filter(workshop=membership.workshop_id))
    pairs = _read_pairs(themes)
    own = _list_themes_of(membership, themes, pairs)
    return Assignments(themes, unassigned=_list_unassigned(themes, pairs), own=own)


def _read_pairs(themes: Sequence[Theme]) -> set[tuple[UUID, UUID]]:
    """Return who reads which of these themes, both by their keys; one query, none for no themes."""
    if not themes:
        return set()
    rows = ThemeAssignment.objects.standing().filter(theme__in=themes)
    return set(rows.values_list("assigned_to", "theme"))


def _list_unassigned(themes: Sequence[Theme], pairs: Collection[tuple[UUID, UUID]]) -> list[Theme]:
    assigned = {theme for _person, theme in pairs}
    return [theme for theme in themes if theme.pk not in assigned]


def list_assignments(membership: Membership) -> Assignments:
    """Return the themes of this person's workshop with their readers, the person first; three queries."""
    themes = list(Theme.objects.filter(workshop=membership.workshop_id))
    people = list_people(membership.workshop)
    pairs = _read_pairs(themes)
    people.sort(key=lambda person: person.pk != membership.pk)
    readers = [Reader(person, _list_themes_of(person, themes, pairs)) for person in people]
    own = next((reader.themes for reader in readers if reader.membership.pk == membership.pk), ())
    return Assignments(themes, readers, _list_unassigned(themes, pairs), own)


def _list_themes_of(
    person: Membership, themes: Sequence[Theme], pairs: Collection[tuple[UUID, UUID]]
) -> list[Theme]:
    """Return those of the themes that stand in a pair with the person, given by their keys."""
    return [theme for theme in themes if (person.pk, theme.pk) in pairs]


def list_people(workshop: Workshop) -> list[Membership]:
    """Return the staff of a workshop by e-mail address."""
    staff = Membership.objects.staff().filter(workshop=workshop, user__isnull=False)
    return list(staff.select_related("user").order_by("user__email"))


def assign_themes(person: Membership, themes: Collection[Theme]) -> None:
    """Let this person read these themes first, and no others; all of them are of the person's workshop."""
    with transaction.atomic():
        ThemeAssignment.objects.filter(assigned_to=person).exclude(theme__in=themes).delete()
        rows = [ThemeAssignment(theme=theme, assigned_to=person) for theme in themes]
        ThemeAssignment.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True)
class Turns:
    """Keys of themes: one's own, and all that somebody has."""

    own: Sequence[UUID]
    taken: Sequence[UUID]

    def order(self, theme: str) -> Case:
        """Return what orders texts within a degree of urgency; `theme` is the field of their theme."""
        long_ago = timezone.localdate() - timedelta(days=DAYS_KEPT)
        steps = [
            When(Q(**{f"{theme}__in": self.own}) | Q(review_since__lte=long_ago), then=OWN),
            When(Q(**{f"{theme}__in": self.taken}), then=OTHERS),
        ]
        return Case(*steps, default=Value(NOBODYS), output_field=IntegerField())


def read_turns(actor: Membership) -> Turns:
    """Return which themes are the actor's and which somebody's; one query."""
    rows = ThemeAssignment.objects.standing().filter(theme__workshop=actor.workshop_id)
    pairs = list(rows.values_list("assigned_to", "theme"))
    return Turns([theme for person, theme in pairs if person == actor.pk], [theme for _one, theme in pairs])
