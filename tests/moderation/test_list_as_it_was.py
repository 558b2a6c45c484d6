"""Filters, order and page of a list survive a decision; forms after a mistake know what is stored."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.moderation.pressing import decide_by_form
from tests.pages import Page, read_text
from tests.workshops.admin_pages import change, save
from workshops.models import Membership, Organisation, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
QUEUE = "/admin/ideas/idea/"
FILTERS = "state=all&o=1"
S = Idea.Status


def find_form_address(page: Page, verdict: str) -> str:
    """Return where the form for this decision is sent."""
    forms = page.content.decode().split("<form ")
    form = next(form for form in forms if f'name="verdict" value="{verdict}"' in form)
    found = re.search(r'action="([^"]*)"', form)
    assert found is not None
    return found[1].replace("&amp;", "&")


def open_from_list(client: Client, idea: Idea) -> Page:
    """Follow the link to an idea from the narrowed list."""
    listed = client.get(f"{QUEUE}?{FILTERS}").content.decode()
    found = re.search(rf'href="({QUEUE}{idea.pk}/change/[^"]*)"', listed)
    assert found is not None
    return client.get(found[1].replace("&amp;", "&"))


@pytest.mark.parametrize(("verdict", "back"), [("publish", QUEUE), ("mute", "change")])
def test_the_list_is_as_it_was_after_a_decision(
    workshop: Workshop, moderator: Person, verdict: str, back: str
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    page = open_from_list(moderator.client, idea)
    address = find_form_address(page, verdict)
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    assert seen is not None
    sent = {"verdict": verdict, "note": "", "reason": "off_topic", "seen": seen[1]}
    there = urlsplit(moderator.client.post(address, sent)["Location"])
    query = parse_qs(there.query)
    kept = query if back == QUEUE else parse_qs(query["_changelist_filters"][0])
    assert (back in there.path, kept) == (True, {"state": ["all"], "o": ["1"]})


def test_a_question_and_the_way_back_keep_the_list_too(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    address = find_form_address(open_from_list(moderator.client, idea), "hide")
    asked = moderator.client.post(address, {"verdict": "hide", "note": "", "reason": "", "seen": ""})
    assert (asked.status_code, find_form_address(asked, "hide")) == (422, address)
    assert asked.content.decode().count(f'href="{QUEUE}?state=all&amp;o=1"') == 2
    chosen = {"action": "publish", "_selected_action": [str(idea.pk)]}
    several = moderator.client.post(f"{QUEUE}?{FILTERS}", chosen)
    assert several.content.decode().count(f'href="{QUEUE}?state=all&amp;o=1"') == 2


def test_a_page_that_a_decision_has_emptied_is_the_one_before(workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop, status=S.IN_REVIEW, title="The only one")
    page = moderator.client.get(f"{QUEUE}?p=2&state=all")
    assert (page.status_code, "The only one" in read_text(page)) == (200, True)


def test_without_a_list_a_decision_leads_to_the_whole_queue(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    assert decide_by_form(moderator.client, idea, "publish")["Location"] == QUEUE


def list_organisations(client: Client, query: str = "", sent: dict[str, object] | None = None) -> list[str]:
    """Return the names from which one chooses on the form for a join code."""
    address = f"/admin/workshops/joincode/add/{query}"
    page = client.get(address) if sent is None else client.post(address, sent)
    choice = page.content.decode().partition('name="organisation"')[2].partition("</select>")[0]
    return re.findall(r'<option value="[^"]+"[^>]*>([^<]+)<', choice)


def test_no_list_offers_organisations_of_another_workshop(workshop: Workshop) -> None:
    second = make_workshop(title="Second")
    organiser = make_member("organiser-of-two", workshop, Role.ORGANISER)
    Membership.objects.create(user=organiser.user, workshop=second, role=Role.ORGANISER)
    for place in (workshop, second, make_workshop()):
        Organisation.objects.create(workshop=place, name=f"Trust of {place.slug}", kind="trust")
    first = f"Trust of {workshop.slug}"
    assert list_organisations(organiser.client, f"?workshop={workshop.pk}") == [first]
    assert list_organisations(organiser.client, sent={"workshop": str(workshop.pk)}) == [first]
    assert sorted(list_organisations(organiser.client)) == sorted(
        [f"{first} ({workshop})", f"Trust of {second.slug} (Second)"]
    )


def test_after_a_mistake_the_form_knows_what_is_stored(workshop: Workshop, organiser: Person) -> None:
    page = save(organiser.client, change(workshop), title="Typed", shred_on="some day")
    text, html = read_text(page), page.content.decode()
    assert page.context["wrong"]
    assert (workshop.title in text, html.count("Typed")) == (True, 1)
    assert f'href="{workshop.get_absolute_url()}"' in html
