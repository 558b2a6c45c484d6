"""A preview: staff see the page as visitors do, or will once the workshop is announced."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Person, make_member, make_workshop
from tests.pages import Page, read_text
from workshops.models import Update, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
WORDS = "Preview. This is what visitors see"


def preview(client: Client, workshop: Workshop) -> Page:
    return client.get(f"{workshop.get_absolute_url()}?preview")


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.DESIGN_GROUP])
def test_staff_see_a_draft_as_visitors_will(role: Role) -> None:
    draft = make_workshop(Phase.DRAFT)
    page = preview(make_member("staff", draft, role).client, draft)
    assert read_text(page).count(WORDS) == 1
    assert (page.context["membership"], page.context["next_step"]["label"]) == (None, "Join this workshop")
    assert page.context["workshop"].phase == Phase.ANNOUNCED
    assert Workshop.objects.with_phase().get(pk=draft.pk).phase == Phase.DRAFT


def test_without_the_preview_staff_see_their_draft_as_it_is() -> None:
    draft = make_workshop(Phase.DRAFT)
    page = make_member("organiser", draft, Role.ORGANISER).client.get(draft.get_absolute_url())
    assert (page.context["is_preview"], page.context["next_step"]) == (False, None)


def test_an_open_workshop_is_seen_as_it_is_to_others(workshop: Workshop, organiser: Person) -> None:
    page = preview(organiser.client, workshop)
    assert (page.context["workshop"].phase, page.context["membership"]) == (Phase.OPEN, None)


def test_a_site_administrator_may_look(administrator: Person) -> None:
    draft = make_workshop(Phase.DRAFT)
    assert read_text(preview(administrator.client, draft)).count(WORDS) == 1


def test_nobody_else_gets_to_see_a_draft(visitor: Client, outsider: Person, other_organiser: Person) -> None:
    draft = make_workshop(Phase.DRAFT)
    early = make_member("early", draft)
    clients = [visitor, outsider.client, other_organiser.client, early.client]
    assert [preview(client, draft).status_code for client in clients] == [404] * 4


def test_for_participants_there_is_no_preview(participant: Person, workshop: Workshop) -> None:
    page = preview(participant.client, workshop)
    assert (page.context["is_preview"], page.context["membership"]) == (False, participant.membership)


def test_what_organisers_change_shows_at_once(workshop: Workshop, organiser: Person, visitor: Client) -> None:
    visitor.get(workshop.get_absolute_url())
    Workshop.objects.filter(pk=workshop.pk).update(brief="Now in plain words.")
    Update.objects.create(workshop=workshop, title="We meet on Monday")
    for page in (preview(organiser.client, workshop), visitor.get(workshop.get_absolute_url())):
        assert read_text(page).count("Now in plain words.") == 1
        assert read_text(page).count("We meet on Monday") == 1
