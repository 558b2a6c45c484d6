"""One idea on the desk: its text, what was decided, and the forms to decide."""

from __future__ import annotations

import pytest
from django.test import Client

from ideas.models import Idea
from tests.cast import Person, make_idea, make_workshop
from tests.moderation.deciding import hide_idea, publish_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, find_inline, read_text
from workshops.models import Workshop
from workshops.phases import Phase

S = Idea.Status
TABLE = "/admin/ideas/idea/"


def page(idea: Idea) -> str:
    """Return the address of the idea's page."""
    return page_of(idea)


def press(client: Client, idea: Idea, verdict: str, **filled: str) -> Page:
    """Press "publish" or "hide" on the idea's page."""
    return decide_by_form(client, idea, verdict, **filled)


def state(idea: Idea) -> str:
    """Return the idea's state in the database."""
    return Idea.objects.values_list("status", flat=True).get(pk=idea.pk)


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of a participant that is with the design group."""
    return make_idea(workshop, participant.membership, S.IN_REVIEW, body="First line.\nSecond line.")


def test_the_page_shows_the_whole_text_and_nothing_to_change_it_with(idea: Idea, moderator: Person) -> None:
    response = moderator.client.get(page(idea))
    assert "One number to ring" in read_text(response)
    assert "First line.\nSecond line." in response.content.decode()
    assert 'name="title"' not in response.content.decode()
    assert 'name="body"' not in response.content.decode()


def test_the_page_shows_neither_author_nor_tag(idea: Idea, participant: Person, moderator: Person) -> None:
    text = moderator.client.get(page(idea)).content.decode().lower()
    secrets = [bytes(idea.thread_tag).hex(), participant.user.email, str(participant.user.pk)]
    assert [secret for secret in secrets if secret in text] == []


def test_the_page_is_clean_under_a_strict_policy(idea: Idea, moderator: Person) -> None:
    hide_idea(actor=moderator.membership, idea=idea, reason="abusive")
    assert find_inline(moderator.client.get(page(idea))) == []


def test_the_table_links_to_the_desk_and_to_what_participants_see(idea: Idea, moderator: Person) -> None:
    text = moderator.client.get(f"{TABLE}{idea.pk}/change/").content.decode()
    links = [f'<a href="{address}">' for address in (idea.get_absolute_url(), page(idea))]
    assert [text.count(link) for link in links] == [1, 1]
    assert text.count('name="verdict"') == 0


def test_the_page_lists_what_was_decided_and_not_by_whom(
    idea: Idea, moderator: Person, organiser: Person
) -> None:
    publish_idea(actor=organiser.membership, idea=idea)
    hide_idea(actor=organiser.membership, idea=idea, reason="identifies", note="Names a ward.")
    response = moderator.client.get(page(idea))
    assert sorted((d.verdict, d.reason, d.note) for d in response.context["decisions"]) == [
        ("hide", "identifies", "Names a ward."),
        ("publish", "fits", ""),
    ]
    assert organiser.user.email not in response.content.decode()


def test_publish_publishes_and_leads_back_to_its_page(idea: Idea, moderator: Person) -> None:
    response = press(moderator.client, idea, "publish")
    assert (response.status_code, response.headers["Location"]) == (303, page(idea))
    assert state(idea) == S.PUBLISHED


def test_hide_hides_for_the_reason_given(idea: Idea, moderator: Person) -> None:
    press(moderator.client, idea, "hide", reason="off_topic", note="About parking.")
    assert state(idea) == S.HIDDEN
    assert list(idea.decisions.values_list("reason", "note")) == [("off_topic", "About parking.")]


def test_hide_without_a_reason_asks_for_one(idea: Idea, moderator: Person) -> None:
    response = press(moderator.client, idea, "hide", reason="")
    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["Choose a reason."]}
    assert state(idea) == S.IN_REVIEW


def test_the_form_that_asks_again_works(idea: Idea, moderator: Person) -> None:
    again = {"decided": "yes", "action": "hide", "_selected_action": str(idea.pk), "reason": "safety"}
    press(moderator.client, idea, "hide", **again)
    assert state(idea) == S.HIDDEN


def test_a_verdict_nobody_knows_decides_nothing(idea: Idea, moderator: Person) -> None:
    assert press(moderator.client, idea, "delete").status_code == 400
    assert state(idea) == S.IN_REVIEW


def test_a_decision_is_never_a_get(idea: Idea, moderator: Person) -> None:
    assert moderator.client.get(f"{page(idea)}decision/").status_code == 405


@pytest.mark.parametrize(
    ("name", "shown", "decided"),
    [
        ("outsider", 404, 404),
        ("participant", 404, 404),
        ("moderator", 200, 303),
        ("organiser", 200, 303),
        ("administrator", 404, 404),
        ("other_moderator", 404, 404),
        ("other_organiser", 404, 404),
    ],
)
def test_who_sees_and_who_decides(
    name: str, shown: int, decided: int, idea: Idea, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    assert person.client.get(page(idea)).status_code == shown
    assert press(person.client, idea, "publish").status_code == decided
    assert (state(idea) == S.PUBLISHED) == (name in {"moderator", "organiser"})


def test_ones_own_idea_is_refused_in_plain_words(workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership, S.IN_REVIEW)
    response = press(moderator.client, own, "publish")
    assert response.status_code == 403
    assert "Nobody decides about their own idea." in read_text(response)
    assert state(own) == S.IN_REVIEW


def test_a_refusal_names_no_idea_in_the_log(
    workshop: Workshop, moderator: Person, caplog: pytest.LogCaptureFixture
) -> None:
    own = make_idea(workshop, moderator.membership, S.IN_REVIEW)
    press(moderator.client, own, "publish")
    assert "/admin/desk/community/review/(idea)/decision/" in caplog.text
    assert [secret for secret in (str(own.pk), own.ref) if secret in caplog.text] == []


def test_an_idea_that_changed_meanwhile_is_a_conflict(idea: Idea, moderator: Person) -> None:
    hide_idea(actor=moderator.membership, idea=idea, reason="abusive")
    assert press(moderator.client, idea, "hide", reason="abusive").status_code == 409


def test_a_workshop_that_is_published_is_a_conflict(workshop: Workshop, db: None, moderator: Person) -> None:
    dates = {
        name: getattr(make_workshop(Phase.PUBLISHED), name)
        for name in ("opens_at", "closes_at", "published_at")
    }
    Workshop.objects.filter(pk=workshop.pk).update(**dates)
    assert press(moderator.client, make_idea(workshop), "publish").status_code == 409


@pytest.mark.parametrize("status", [S.UNRELEASED, S.WITHDRAWN])
def test_what_waits_or_is_withdrawn_is_not_there(
    status: Idea.Status, workshop: Workshop, moderator: Person, administrator: Person
) -> None:
    idea = make_idea(workshop, status=status)
    for person in (moderator, administrator):
        assert person.client.get(page(idea)).status_code == 404
        assert press(person.client, idea, "publish").status_code == 404


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/", "{pk}/history/"])
def test_nothing_is_added_removed_or_logged_here(address: str, idea: Idea, moderator: Person) -> None:
    response = moderator.client.get(TABLE + address.format(pk=idea.pk))
    assert response.status_code in {403, 404}


def test_a_post_to_the_page_changes_no_text(idea: Idea, moderator: Person) -> None:
    assert moderator.client.post(page(idea), {"title": "Other words"}).status_code == 405
    assert moderator.client.post(f"{TABLE}{idea.pk}/change/", {"title": "Other words"}).status_code == 403
    assert Idea.objects.get(pk=idea.pk).title == "One number to ring"


def test_an_address_that_is_no_idea_is_not_there(moderator: Person) -> None:
    assert moderator.client.get("/admin/desk/community/review/nothing/").status_code == 404
    assert moderator.client.get(f"{TABLE}nothing/change/").headers["Location"] == "/admin/"
