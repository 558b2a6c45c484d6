"""What cannot be done as it was sent says so in the title, and the focus is where it says why."""

import pytest

from ideas.models import Idea
from moderation.domain.seen import read_seen
from tests.cast import Person, make_idea
from tests.moderation.pressing import decide_by_form
from tests.pages import Page
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
END = " – Community services – Ideas Platform"


def read_head(page: Page) -> str:
    """Return the title of the page as it stands in the tab."""
    return " ".join(page.content.decode().partition("<title>")[2].partition("</title>")[0].split())


def test_a_decision_without_a_reason_says_in_the_title_that_something_is_wrong(
    workshop: Workshop, moderator: Person
) -> None:
    idea = make_idea(workshop, status=Idea.Status.IN_REVIEW)
    page = decide_by_form(moderator.client, idea, "hide")
    assert (page.status_code, read_head(page)) == (422, f"Error: Review{END}")
    assert page.content.decode().count('role="alert" tabindex="-1"') == 1


def test_who_was_slower_reads_it_in_the_title(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=Idea.Status.IN_REVIEW)
    seen = read_seen(idea)
    decide_by_form(moderator.client, idea, "publish")
    page = decide_by_form(moderator.client, idea, "publish", seen=seen)
    assert (page.status_code, read_head(page)) == (409, f"Somebody was quicker – Review{END}")
    assert page.content.decode().count('tabindex="-1"') >= 1


def test_a_form_of_the_admin_with_mistakes_leads_to_each_of_them(
    workshop: Workshop, organiser: Person
) -> None:
    page = organiser.client.post("/admin/workshops/organisation/add/", {"workshop": workshop.pk, "name": ""})
    assert read_head(page).startswith("Error: ")
    _before, _mark, summary = page.content.decode().partition(
        'id="wrong" role="alert" tabindex="-1" autofocus>'
    )
    assert 'href="#id_name">Name: Fill this in.</a>' in " ".join(summary.partition("</div>")[0].split())
