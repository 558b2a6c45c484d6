"""The workforce: numbers that organisers write or paste, one line for each borough, group or organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organising.models import Workforce
from organising.models.workforce import MOST_PEOPLE
from workshops.models import Borough, Group, Organisation, Workshop
from workshops.models.places import normalise_name

# A name, then what parts it from the number: a tab, a comma, a semicolon, a colon or blanks.
_LINE = re.compile(r"^(?P<name>.*?)[\s,;:]*(?P<number>\d[\d,. \u00a0]*)?$", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[,. \u00a0]")
MOST_DIGITS = 12
MOST_FAULTS = 10


class Of(StrEnum):
    """Whose workforce it is."""

    BOROUGH = "borough"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass
class Lines:
    """What the lines say: the number of each key, None for an empty one, and what is wrong with them."""

    numbers: dict[str, int | None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_workforce(workshop: Workshop) -> dict[str, int]:
    """Return the workforce of each borough and group by its key, of those that have one."""
    rows = Workforce.objects.filter(workshop=workshop).values_list("borough_id", "group_id", "people")
    return {str(borough or group): people for borough, group, people in rows}


def list_names(workshop: Workshop, of: Of) -> dict[str, str]:
    """Return the names of all boroughs, groups or listed organisations by their keys."""
    found: dict[Of, Any] = {
        Of.BOROUGH: Borough.objects.order_by("name"),
        Of.GROUP: Group.objects.filter(workshop=workshop),
        Of.ORGANISATION: Organisation.objects.filter(workshop=workshop).offered().order_by("name"),
    }
    return {str(key): name for key, name in found[of].values_list("pk", "name")}


def write_lines(workshop: Workshop, of: Of) -> str:
    """Return the numbers as lines of names and numbers, to be changed: a tab between them, as tables have."""
    if of == Of.ORGANISATION:
        offered = Organisation.objects.filter(workshop=workshop).offered()
        rows: Iterable[Any] = offered.values_list("pk", "workforce")
        numbers = {str(key): people for key, people in rows}
    else:
        numbers = dict(read_workforce(workshop))
    names = list_names(workshop, of)
    return "\n".join(f"{name}\t{numbers.get(key) or ''}".rstrip() for key, name in names.items())


def read_lines(text: str, names: Mapping[str, str]) -> Lines:
    """Return what the lines say of these names, and what is wrong, line by line."""
    keys = {normalise_name(name): key for key, name in names.items()}
    lines, seen = Lines(), set[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        key, people = _read_line(line.strip(), keys)
        fault = _find_fault(key, people, seen)
        if fault and len(lines.faults) < MOST_FAULTS:
            lines.faults.append(_("Line %(number)d: %(fault)s") % {"number": number, "fault": fault})
        if key is not None and not fault:
            seen.add(key)
            lines.numbers[key] = people
    return lines


def _read_line(line: str, keys: Mapping[str, str]) -> tuple[str | None, int | None]:
    """Return the key of the name, None for one that is unknown, and the number, None where there is none."""
    whole = keys.get(normalise_name(line))
    found = _LINE.match(line)
    if whole is not None or found is None:
        return whole, None
    digits = _BETWEEN_DIGITS.sub("", found["number"] or "")[:MOST_DIGITS]
    return keys.get(normalise_name(found["name"])), int(digits) if digits else None


def _find_fault(key: str | None, people: int | None, seen: set[str]) -> str:
    if key is None:
        return _("we do not know this name.")
    if key in seen:
        return _("this name is there twice.")
    if people is not None and not 0 < people <= MOST_PEOPLE:
        return _("write a number from 1 to %(most)s.") % {"most": f"{MOST_PEOPLE:,}"}
    return ""


def set_workforce(workshop: Workshop, of: Of, numbers: Mapping[str, int | None]) -> None:
    """Store these numbers in the place of all of this kind."""
    with transaction.atomic():
        if of == Of.ORGANISATION:
            _set_of_organisations(workshop, numbers)
            return
        own = Workforce.objects.select_for_update().filter(workshop=workshop)
        own.exclude(**{of.value: None}).delete()
        Workforce.objects.bulk_create(
            Workforce(workshop=workshop, people=people, **{f"{of.value}_id": key})
            for key, people in numbers.items()
            if people is not None
        )


def _set_of_organisations(workshop: Workshop, numbers: Mapping[str, int | None]) -> None:
    offered = list(Organisation.objects.select_for_update().filter(workshop=workshop).offered())
    for one in offered:
        one.workforce = numbers.get(str(one.pk))
    Organisation.objects.bulk_update(offered, ["workforce"])
