"""The site's own words can be read by somebody of eleven: grade 6 on average, 8 at most."""

import sys

import pytest

from tests.wording.copy import list_foreign
from tests.wording.grades import average, grade, grade_pages, table
from tests.wording.tour import Cast, read_as_member

pytestmark = pytest.mark.django_db
AVERAGE, MOST = 6.0, 8.0


def test_the_words_of_the_site_are_easy_to_read(cast: Cast) -> None:
    grades = grade_pages(read_as_member(cast), list_foreign())
    sys.stdout.write(table(grades))
    assert [f"{each.grade} {each.page}: {each.hardest}" for each in grades if each.grade > MOST] == []
    assert average(grades) <= AVERAGE


def test_hard_words_are_found() -> None:
    hard = "Participants' contributions undergo pseudonymisation preceding any subsequent dissemination."
    assert grade([hard]) > MOST
    assert grade(["Nobody can see what you wrote.", "Not now and not later."]) < AVERAGE
