"""The numbers of a workshop as pages, letters and exports tell them: those of the last snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from ideas.domain.catalogue import read_catalogue
from ideas.models import Idea
from workshops.models import Snapshot, Workshop
from workshops.statistics.bands import Bands
from workshops.statistics.exact_counts import BY_CODE
from workshops.statistics.snapshots import find_last_of_each_kind


def public_numbers(workshop: Workshop) -> list[dict[str, object]]:
    """Return the numbers that anybody may see, each with what exactly it counts; two queries at most.

    A number of people is not there before the first snapshot. Ideas are as of when the workshop was loaded.
    """
    last = find_last_of_each_kind(workshop)
    joined = last[Snapshot.Kind.JOINED].figures if Snapshot.Kind.JOINED in last else {}
    took_part = last[Snapshot.Kind.TOOK_PART].figures if Snapshot.Kind.TOOK_PART in last else {}
    return [
        {"label": label, "value": value, "definition": definition}
        for label, value, definition in (
            (_("people"), joined.get("people"), _define_people()),
            (_("organisations"), joined.get("organisations"), _define_organisations()),
            (_("boroughs"), joined.get("boroughs"), _define_boroughs()),
            (_("joined with a code"), _say_by_code(joined), _define_by_code()),
            (_("took part"), took_part.get("people"), _define_took_part()),
            (_("ideas"), len(read_catalogue(workshop)), _define_ideas()),
        )
        if value is not None
    ]


def count_people_and_ideas(workshops: Iterable[Workshop]) -> dict[UUID, dict[str, int]]:
    """Return for each workshop the numbers of "people" and "ideas" that its page tells; two queries."""
    keys = [workshop.pk for workshop in workshops]
    joined = Snapshot.objects.filter(workshop__in=keys, kind=Snapshot.Kind.JOINED)
    last = joined.order_by("workshop_id", "-number").distinct("workshop_id")
    people = {snapshot.workshop_id: snapshot.figures["people"] for snapshot in last}
    published = Idea.objects.filter(workshop__in=keys).published()
    ideas = dict(published.order_by().values_list("workshop").annotate(number=Count("pk")))
    return {key: {"people": people.get(key, 0), "ideas": ideas.get(key, 0)} for key in keys}


def _define_people() -> str:
    return _(
        "People who have joined. The organisers and the design group count too. "
        "Whoever leaves still counts, so that leaving never shows."
    )


def _define_organisations() -> str:
    return _("Organisations with at least one person who has joined.")


def _define_boroughs() -> str:
    return _("London boroughs with at least one person who has joined.")


def _define_ideas() -> str:
    return _(
        "Ideas that have been published. Everybody who has joined can read them. "
        "Who has not joined can read three of them here, once the design group has read these. "
        "When the result is out, everybody can read all of them."
    )


def _define_by_code() -> str:
    return _("People who came in with a join code or a printed slip. One person could be two of them.")


def _say_by_code(joined: Mapping[str, Any]) -> str | None:
    """Return the band of those who joined by a code; None for nobody, and where it would tell too much."""
    bands = joined.get("by_code")
    return Bands(**bands).say(BY_CODE) if bands and BY_CODE in bands["fewest"] else None


def _define_took_part() -> str:
    return _(
        "People who have written, voted or answered the straw poll. "
        "Rounded up or down to 5, 10, 15 and so on, by chance, so that one person never shows."
    )
