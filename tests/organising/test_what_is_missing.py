"""What a workshop needs keeps it shut; what else is missing is told before it opens."""

import pytest

from tests.cast import Person, make_member
from tests.organising.setting_up import COMPLETE, at, complete, make_begun, save
from tests.pages import read_text
from workshops.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def olive() -> Person:
    """Return the organiser of a workshop of which nothing but the title is there."""
    return make_member("olive", make_begun(), Role.ORGANISER)


def test_what_is_missing_besides_is_told_before_it_opens_and_where_a_day_is_set(
    olive: Person,
) -> None:
    for step in ("purpose", "dates"):
        saved = save(olive, step, **{**COMPLETE[step], "slug": "begun", "brief": ""})
    page = read_text(olive.client.get(saved.headers["Location"]))
    assert "On that day it opens only if this is there: At least one theme; Somebody in the design" in page
    besides = "It opens without what is still missing: A brief in plain words"
    assert f"{besides}; Who may join." in page
    complete(olive)
    save(olive, "purpose", **{**COMPLETE["purpose"], "slug": "begun", "brief": ""})
    for deed in ("announcement", "opening"):
        assert f"{besides}." in read_text(olive.client.get(at(f"{deed}/")))
    complete(olive)
    assert "still missing" not in read_text(olive.client.get(at("opening/")))
