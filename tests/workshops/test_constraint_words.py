"""No form shows the message of a constraint or what Django says of a box: each has words of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.db.models import BaseConstraint, Model
from django.forms import DateField
from django.utils.translation import override

from tests.cast import Person, make_member, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import change, save
from workshops.admin.workshop import PARTS
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

# What staff fill in: every model of the admin, with the rows on its page, that can be added or changed there.
READ_ONLY = {"Idea", "Comment"}
DJANGOS_OWN = (
    "This field is required",
    "Ensure this value",
    "already exists",
    "Enter a valid email",
    "Enter a whole",
    "Enter a valid",
    "Select a valid",
    "correct the error",
)


def list_edited_models() -> list[type[Model]]:
    """Return the models that somebody can fill in in the admin."""
    found: dict[str, type[Model]] = {}
    for model, its_admin in admin.site._registry.items():
        inlines = [inline.model for inline in [*its_admin.inlines, *PARTS]]
        found |= {one.__name__: one for one in [model, *inlines]}
    return [model for name, model in sorted(found.items()) if name not in READ_ONLY]


EDITED = list_edited_models()
CONSTRAINTS = [(model, one) for model in EDITED for one in model._meta.constraints]


def test_the_list_is_not_empty() -> None:
    assert {"Workshop", "Theme", "PollOption", "Organisation", "JoinCode", "Invitation"} <= {
        model.__name__ for model in EDITED
    }


@pytest.mark.parametrize("constraint", [one for _model, one in CONSTRAINTS], ids=lambda one: one.name)
def test_a_constraint_says_in_plain_words_what_is_wrong(constraint: BaseConstraint) -> None:
    words = str(constraint.get_violation_error_message())
    assert words != str(BaseConstraint.default_violation_error_message) % {"name": constraint.name}
    assert constraint.name not in words


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Fill this in."),
        ("contact_email", "ann", "Write an e-mail address, like ann@trust.nhs.uk."),
        ("boards_after_votes", "99999", "Write 32767 or less."),
        ("boards_after_votes", "many", "Write a whole number."),
        ("moderation", "never", "Choose one of those in the list."),
    ],
)
@pytest.mark.django_db
def test_a_box_is_refused_in_our_own_words(
    field: str, typed: str, said: str, workshop: Workshop, organiser: Person
) -> None:
    page = read_text(save(organiser.client, change(workshop), **{field: typed}))
    assert said in page
    assert [words for words in DJANGOS_OWN if words in page] == []


@pytest.mark.parametrize(
    "typed",
    ["18/12/2031", "18/12/31", "18.12.2031", "18-12-2031", "18 December 2031", "18 dec 2031", "2031-12-18"],
)
def test_a_day_is_understood_as_people_type_it(typed: str) -> None:
    field = DateField(localize=True)
    with override("en-gb"):
        assert field.clean(typed) == date(2031, 12, 18)
        assert DateField().clean(typed) == date(2031, 12, 18)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"closes_at_0": "soon"}, "Write a day, like 18/12/2026."),
        ({"closes_at_1": "late"}, "Write a time, like 17:00."),
        ({"shred_on": "some day"}, "Write a day, like 18/12/2026."),
        ({"updates-TOTAL_FORMS": "1", "updates-0-title": "T", "updates-0-published_on": "x"}, "Write a day,"),
    ],
)
def test_what_is_no_date_is_refused_in_our_own_words(boxes: dict[str, str], said: str) -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    page = read_text(save(organiser.client, change(workshop), **boxes))
    # In the list at the head of the page, and beside its box.
    assert page.count(said) == 2
    assert [words for words in DJANGOS_OWN if words in page] == []
