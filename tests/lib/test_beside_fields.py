"""What forms refuse is said in our words, and a year that nobody can mean is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField, SplitDateTimeField
from django.forms.forms import BaseForm

import ideas_platform.urls  # noqa: F401 - loads every form
from ideas_platform.lib.beside_fields import BesideFields, PlainForm
from ideas_platform.lib.careful_fields import MomentField, RowChoiceField
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


def test_every_choice_among_rows_and_every_moment_is_of_a_kind_that_does() -> None:
    fields = {
        f"{form.__qualname__}.{name}": field
        for form in list_forms()
        for name, field in getattr(form, "base_fields", {}).items()
    }
    assert sum(isinstance(field, RowChoiceField | MomentField) for field in fields.values()) > 5
    assert {
        name
        for name, field in fields.items()
        if isinstance(field, ModelChoiceField | SplitDateTimeField)
        and not isinstance(field, RowChoiceField | MomentField)
    } == set()


@pytest.mark.parametrize("moment", ["2026-03-29 01:30", "2026-10-25 01:30"])
def test_an_hour_that_there_is_not_or_twice_is_refused_in_plain_words(moment: str) -> None:
    with pytest.raises(ValidationError, match="The clocks change in this hour"):
        MomentField().clean(moment.split(" "))
    assert MomentField(required=False).clean(["", ""]) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31 June"])
def test_a_day_that_nobody_can_mean_is_refused_beside_its_box(day: str) -> None:
    form = PledgeForm({"due_on": day}, foundations=[])
    assert form.errors["due_on"] == [
        "Write a day, like 18/12/2026." if day == "31 June" else "Write a year from 1900 to 2199."
    ]
