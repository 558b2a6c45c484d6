"""The table of ideas: what is to be looked at, and what was."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, sign_in
from tests.pages import Page, find_inline, read_text
from workshops.models import Membership, Theme, Workshop
from workshops.rules import Role

QUEUE = "/admin/ideas/idea/"
S = Idea.Status


def titles(response: Page) -> list[str]:
    """Return the titles in the list, in its order."""
    found = re.findall(r'field-title">\s*<a [^>]*>([^<]*)</a>', response.content.decode())
    assert response.status_code == 200
    return found


def test_the_queue_is_where_the_admin_says() -> None:
    assert reverse("admin:ideas_idea_changelist") == QUEUE


def test_the_queue_shows_what_is_released_and_not_looked_at(workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop, title="held", status=S.IN_REVIEW)
    make_idea(workshop, title="new", status=S.PUBLISHED)
    make_idea(workshop, title="seen", status=S.PUBLISHED, reviewed=True)
    make_idea(workshop, title="hidden", status=S.HIDDEN, reviewed=True)
    assert titles(moderator.client.get(QUEUE)) == ["held", "new"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("in_review", ["held"]),
        ("published", ["seen"]),
        ("hidden", ["hidden"]),
        ("all", ["held", "hidden", "seen"]),
    ],
)
def test_other_states_are_a_filter_away(
    asked: str, expected: list[str], workshop: Workshop, moderator: Person
) -> None:
    make_idea(workshop, title="held", status=S.IN_REVIEW)
    make_idea(workshop, title="seen", status=S.PUBLISHED, reviewed=True)
    make_idea(workshop, title="hidden", status=S.HIDDEN, reviewed=True)
    make_idea(workshop, title="waiting", status=S.UNRELEASED)
    make_idea(workshop, title="withdrawn", status=S.WITHDRAWN)
    assert sorted(titles(moderator.client.get(QUEUE, {"state": asked}))) == expected


def test_the_queue_can_be_narrowed_to_a_theme(workshop: Workshop, moderator: Person) -> None:
    theme = Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    make_idea(workshop, title="teams", theme=theme)
    make_idea(workshop, title="else")
    assert titles(moderator.client.get(QUEUE, {"theme__id__exact": str(theme.pk)})) == ["teams"]


def test_an_empty_queue_says_so(moderator: Person) -> None:
    response = moderator.client.get(QUEUE)
    assert "There is nothing to look at here." in read_text(response)


def test_a_row_says_title_theme_intent_state_held_date_and_workshop(
    workshop: Workshop, moderator: Person
) -> None:
    theme = Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    make_idea(workshop, theme=theme, intent=Idea.Intent.CHALLENGE, status=S.IN_REVIEW)
    rows = moderator.client.get(QUEUE).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh] .*?</t[dh]>", rows)]
    assert cells == [
        "One number to ring",
        "-",
        "1. Integrated teams",
        "Challenge it",
        "with the design group",
        "",
        "-",
        "Community services",
    ]


def test_there_is_no_search_since_what_is_searched_for_would_stand_in_the_address(moderator: Person) -> None:
    assert 'name="q"' not in moderator.client.get(QUEUE).content.decode()


@pytest.mark.parametrize(
    "question",
    [
        "thread_tag",
        "thread_tag__startswith",
        "title__contains",
        "workshop__memberships__user__email",
        "votes",
    ],
)
def test_no_address_asks_what_no_filter_asks(question: str, workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop)
    assert moderator.client.get(QUEUE, {question: "a"}).status_code == 400


def test_neither_author_nor_tag_is_on_the_page(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    page = moderator.client.get(QUEUE).content.decode().lower()
    secrets = [bytes(idea.thread_tag).hex(), participant.user.email, str(participant.user.pk)]
    assert [secret for secret in secrets if secret in page] == []


def test_a_workshops_queue_is_its_own(
    workshop: Workshop, other_workshop: Workshop, moderator: Person, other_moderator: Person
) -> None:
    make_idea(workshop, title="ours")
    make_idea(other_workshop, title="theirs")
    assert titles(moderator.client.get(QUEUE)) == ["ours"]
    assert titles(other_moderator.client.get(QUEUE)) == ["theirs"]
    assert other_workshop.title not in moderator.client.get(QUEUE).content.decode()


def test_a_site_administrator_sees_every_queue(
    workshop: Workshop, other_workshop: Workshop, administrator: Person
) -> None:
    make_idea(workshop, title="ours")
    make_idea(other_workshop, title="theirs")
    assert sorted(titles(administrator.client.get(QUEUE))) == ["ours", "theirs"]


def test_staff_who_have_lost_their_role_see_no_queue(workshop: Workshop) -> None:
    former = make_member("former", workshop, Role.DESIGN_GROUP)
    Membership.objects.filter(pk=former.membership.pk).update(role=Role.PARTICIPANT)
    assert former.client.get(QUEUE).status_code == 403


@pytest.mark.parametrize("name", ["participant", "outsider"])
def test_who_is_not_staff_is_sent_away(name: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(name).client.get(QUEUE).status_code == 302


def test_a_visitor_is_sent_away(visitor: Client, db: None) -> None:
    assert visitor.get(QUEUE).status_code == 302


def test_twenty_ideas_need_no_more_queries_than_one(workshop: Workshop, moderator: Person) -> None:
    def add_and_count(numbers: range) -> int:
        for number in numbers:
            theme = Theme.objects.create(workshop=workshop, number=number, title="A theme")
            make_idea(workshop, theme=theme)
        client = sign_in(moderator.user)
        with CaptureQueriesContext(connection) as queries:
            assert len(titles(client.get(QUEUE))) == numbers.stop - 1
        return len(queries)

    assert add_and_count(range(1, 2)) == add_and_count(range(2, 21))


def test_the_list_is_clean_under_a_strict_policy(workshop: Workshop, moderator: Person) -> None:
    assert find_inline(moderator.client.get(QUEUE)) == []
    make_idea(workshop)
    assert find_inline(moderator.client.get(QUEUE)) == []
