"""Lists end with their last page and offer one's own only; forms after a mistake know what is stored."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import change, save
from workshops.models import Membership, Organisation, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
QUEUE = "/admin/ideas/idea/"
S = Idea.Status


def test_a_page_that_a_decision_has_emptied_is_the_one_before(workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop, status=S.IN_REVIEW, title="The only one")
    page = moderator.client.get(f"{QUEUE}?p=2&state=all")
    assert (page.status_code, "The only one" in read_text(page)) == (200, True)


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
