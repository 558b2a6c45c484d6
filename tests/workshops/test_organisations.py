"""Where somebody works: which names are the same, which are close, and what the database keeps of them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_workshop
from workshops.domain.organisations import find_close, list_offered, name_organisation
from workshops.models import Organisation, Workshop
from workshops.models.places import NORMAL_LENGTH, normalise_name

NAMES = (
    "Central and North West London NHS Foundation Trust",
    "Corner Care",
    "Royal Free London NHS Foundation Trust",
    "St. George’s University Hospitals",
    "University College London Hospitals",
)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Corner Care", "corner care"),
        ("  CORNER   care ", "corner care"),
        ("St. George’s", "st georges"),
        ("St George's", "st georges"),
        ("Guy's & St Thomas’", "guys and st thomas"),
        ("Café-Santé", "cafe sante"),
        ("Straße", "strasse"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_names_are_compared_in_one_form(typed: str, normal: str) -> None:
    assert normalise_name(typed) == normal


def test_a_letter_that_becomes_many_fits_in_the_table() -> None:
    assert len(normalise_name("\ufdfa" * 120)) == NORMAL_LENGTH


@pytest.fixture
def place(workshop: Workshop) -> Workshop:
    """Return a workshop with organisations."""
    Organisation.objects.bulk_create(Organisation(workshop=workshop, name=name) for name in NAMES)
    return workshop


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "likeliest"),
    [
        ("royal free", "Royal Free London NHS Foundation Trust"),
        ("UCLH", "University College London Hospitals"),
        ("St Georges", "St. George’s University Hospitals"),
        ("Cornor Care", "Corner Care"),
        ("Universty College Londn Hospital", "University College London Hospitals"),
        ("CNWL", NAMES[0]),
        ("Corner Care", ""),
        ("corner CARE", ""),
        ("The bakery", ""),
        ("x" * 121, ""),
        ("", ""),
    ],
)
def test_what_is_close_to_a_name_is_asked_about(typed: str, likeliest: str, place: Workshop) -> None:
    assert [one.name for one in find_close(place, typed)][:1] == ([likeliest] if likeliest else [])


@pytest.mark.django_db
def test_at_most_five_are_asked_about(workshop: Workshop) -> None:
    Organisation.objects.bulk_create(
        Organisation(workshop=workshop, name=f"Royal Trust {n}") for n in range(9)
    )
    assert [one.name for one in find_close(workshop, "royal trust")] == [f"Royal Trust {n}" for n in range(5)]


@pytest.mark.django_db
def test_what_is_not_offered_or_of_elsewhere_is_no_suggestion(place: Workshop) -> None:
    name_organisation(place, "Royal Marsden")
    name_organisation(make_workshop(), "Royal Brompton")
    assert [one.name for one in find_close(place, "royal")] == ["Royal Free London NHS Foundation Trust"]
    assert list_offered(place) == list(NAMES)


@pytest.mark.django_db
def test_finding_takes_as_many_queries_for_five_as_for_two_hundred(place: Workshop) -> None:
    Organisation.objects.bulk_create(Organisation(workshop=place, name=f"Trust {n}") for n in range(200))
    with CaptureQueriesContext(connection) as queries:
        find_close(place, "royal")
    assert len(queries) == 2


@pytest.mark.django_db
def test_a_name_that_is_changed_keeps_its_normal_form(place: Workshop) -> None:
    corner = Organisation.objects.get(name="Corner Care")
    corner.name = "Café Corner"
    corner.save()
    assert Organisation.objects.named("CAFE corner").get() == corner


@pytest.mark.django_db
def test_the_admin_is_told_that_a_name_is_there_already(place: Workshop) -> None:
    with pytest.raises(ValidationError) as refusal:
        Organisation(workshop=place, name="corner  care").full_clean()
    assert refusal.value.message_dict == {"name": ["There is an organisation of this name already."]}
    Organisation.objects.get(name="Corner Care").full_clean()
