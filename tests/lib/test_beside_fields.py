"""What forms refuse is said in our words, and a year that nobody can mean is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.forms.forms import BaseForm

import ideas_platform.urls  # noqa: F401 - loads every form
from ideas_platform.lib.beside_fields import BesideFields, PlainForm
from pledges.forms.pledges import PledgeForm

ROOMS = {"moderation", "results", "organising", "events", "pledges"}


def list_forms(kind: type[BaseForm] = BaseForm) -> Iterator[type[BaseForm]]:
    """Yield the forms of the desk's rooms."""
    for one in kind.__subclasses__():
        if one.__module__.partition(".")[0] in ROOMS:
            yield one
        yield from list_forms(one)


def test_every_form_of_the_desk_refuses_in_our_words() -> None:
    forms = set(list_forms())
    assert len(forms) > 40
    assert {one.__qualname__ for one in forms if not issubclass(one, PlainForm | BesideFields)} == set()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31 June"])
def test_a_day_that_nobody_can_mean_is_refused_beside_its_box(day: str) -> None:
    form = PledgeForm({"due_on": day}, foundations=[])
    assert form.errors["due_on"] == [
        "Write a day, like 18/12/2026." if day == "31 June" else "Write a year from 1900 to 2199."
    ]
