"""What the database refuses of the workforce and of files of ideas, by the constraint that refuses it."""

from __future__ import annotations

from collections.abc import Callable

from organising.models import IdeaImport, Workforce
from workshops.models import Group, Workshop

Breach = Callable[[Workshop], object]


def make_workforce(workshop: Workshop, **fields: object) -> Workforce:
    """Return the workforce of Camden; `fields` replace what it would have."""
    return Workforce.objects.create(**{"workshop": workshop, "borough_id": "camden", "people": 5, **fields})


def make_import(workshop: Workshop, **fields: object) -> IdeaImport:
    """Return a file of ideas that is on its way in; `fields` replace what it would have."""
    said: dict[str, object] = {"words": "a survey in March", "answers": 240, "digest": "0", "rows": []}
    return IdeaImport.objects.create(**{"workshop": workshop, "number": 2, **said, **fields})


def make_twice(workshop: Workshop, **fields: object) -> None:
    """Store the same workforce two times."""
    for _time in range(2):
        make_workforce(workshop, **fields)


def of_one_group(workshop: Workshop) -> None:
    """Store the workforce of one group two times."""
    group = Group.objects.create(workshop=workshop, name="nurse")
    make_twice(workshop, borough_id=None, group=group)


ORGANISING_BREACHES: dict[str, Breach] = {
    "workforce_once_a_borough": make_twice,
    "workforce_once_a_group": of_one_group,
    "workforce_of_borough_or_group": lambda w: make_workforce(w, borough_id=None),
    "workforce_is_a_number_of_people": lambda w: make_workforce(w, people=0),
    "idea_import_checks_what_it_has": lambda w: make_import(w, checked=3),
    "idea_import_with_problem_is_empty": lambda w: make_import(
        w, rows=[["A", "B", None, "new"]], problem="failed"
    ),
}
