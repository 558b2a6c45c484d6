"""Whatever is refused in a workshop leads on to it; a form that is sent again holds only what it sends."""

import re

import pytest
from django.test import Client

from tests.cast import Person, make_idea, make_workshop
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
WAY = '<a href="/workshops/community/">Go to the workshop’s page</a>'


def read(content: bytes) -> str:
    """Return the page with its white space as one blank each."""
    return " ".join(content.decode().split())


def test_a_refusal_in_a_workshop_leads_on_to_it(workshop: Workshop, participant: Person) -> None:
    address = f"/workshops/community/ideas/{make_idea(workshop).ref}/"
    refused = [
        participant.client.get("/workshops/community/notice/"),
        participant.client.get(f"{address}edit/"),
        participant.client.post(f"{address}vote/", {"value": "sideways"}),
    ]
    assert [(page.status_code, WAY in read(page.content)) for page in refused] == [
        (409, True),
        (403, True),
        (422, True),
    ]


def test_a_page_that_may_not_be_known_of_leads_nowhere_special(visitor: Client) -> None:
    draft = make_workshop(Phase.DRAFT)
    page = visitor.get(f"/workshops/{draft.slug}/notice/")
    assert (page.status_code, draft.slug in read(page.content)) == (404, False)


def test_the_page_that_checks_an_idea_describes_no_box_that_is_not_there(
    workshop: Workshop, participant: Person
) -> None:
    sent = {"theme": "other", "intent": "new", "title": "One", "body": "Two\nlines", "step": "check"}
    page = participant.client.post("/workshops/community/ideas/new/", sent, follow=True)
    assert (page.status_code, "aria-describedby" in page.content.decode()) == (200, False)
    assert page.content.decode().count('<input type="hidden" name="title"') == 1
    assert re.search(r'name="body"\s+value="Two\nlines"', page.content.decode())
