"""The list of what the design group has to look at, and deciding on several ideas at once."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.domain.decisions import NOT_YOURS, OWN_IDEA
from moderation.models import Decision
from tests.cast import STAFF_DOMAIN, Person, make_idea, make_member, make_user, make_workshop, sign_in
from tests.pages import find_inline, read_text
from workshops.models import Idea, Membership, Theme, Workshop
from workshops.rules import Phase, Role

QUEUE = "/admin/workshops/idea/"
S = Idea.Status


def titles(response: HttpResponse) -> list[str]:
    """Return the titles in the list, in its order."""
    found = re.findall(r'field-title">\s*<a [^>]*>([^<]*)</a>', response.content.decode())
    assert response.status_code == 200
    return found


def choose(client: Client, verdict: str, ideas: list[Idea], **filled: str) -> HttpResponse:
    """Tick ideas in the list and press "go" (or, where something is filled in, the button after that)."""
    data = {"action": verdict, "_selected_action": [str(idea.pk) for idea in ideas]}
    if filled:
        return client.post(QUEUE, {**data, "decided": "yes", **filled})
    return client.post(QUEUE, {**data, "index": "0"})


def said(client: Client) -> list[str]:
    """Return the messages that the next page shows."""
    response = client.get(QUEUE)
    return [str(message) for message in response.context["messages"]]


def state(idea: Idea) -> str:
    """Return the idea's state in the database."""
    return Idea.objects.values_list("status", flat=True).get(pk=idea.pk)


def test_the_queue_is_where_the_admin_says() -> None:
    assert reverse("admin:workshops_idea_changelist") == QUEUE


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
    make_idea(workshop, title="waiting", status=S.WAITING)
    make_idea(workshop, title="withdrawn", status=S.WITHDRAWN)
    assert sorted(titles(moderator.client.get(QUEUE, {"state": asked}))) == expected


def test_the_queue_can_be_narrowed_to_a_theme(workshop: Workshop, moderator: Person) -> None:
    theme = Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    make_idea(workshop, title="teams", theme=theme)
    make_idea(workshop, title="else")
    assert titles(moderator.client.get(QUEUE, {"theme__id__exact": theme.pk})) == ["teams"]


def test_an_empty_queue_says_so(moderator: Person) -> None:
    response = moderator.client.get(QUEUE)
    assert "There is nothing to look at here." in read_text(response)


def test_a_row_says_title_theme_intent_state_date_and_workshop(workshop: Workshop, moderator: Person) -> None:
    theme = Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    make_idea(workshop, theme=theme, intent=Idea.Intent.CHALLENGE, status=S.IN_REVIEW)
    rows = moderator.client.get(QUEUE).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh] .*?</t[dh]>", rows)]
    assert cells == [
        "",
        "One number to ring",
        "1. Integrated teams",
        "Challenge it",
        "with the design group",
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


# Deciding on several ideas -----------------------------------------------------------------------------


def test_publishing_several_asks_first(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, title=title, status=S.IN_REVIEW) for title in ("one", "two")]
    response = choose(moderator.client, "publish", ideas)
    assert response.status_code == 200
    assert sorted(idea.title for idea in response.context["ideas"]) == ["one", "two"]
    assert [field.name for field in response.context["form"]] == ["note"]
    assert find_inline(response) == []
    assert [state(idea) for idea in ideas] == [S.IN_REVIEW, S.IN_REVIEW]


def test_after_that_they_are_published(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, status=S.IN_REVIEW) for _number in range(2)]
    response = choose(moderator.client, "publish", ideas, note="Fine.")
    assert response.status_code == 302
    assert [state(idea) for idea in ideas] == [S.PUBLISHED, S.PUBLISHED]
    assert said(moderator.client) == ["2 ideas are published."]
    assert set(Decision.objects.values_list("verdict", "reason", "note")) == {("publish", "fits", "Fine.")}


def test_hiding_several_asks_for_a_reason(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    response = choose(moderator.client, "hide", [idea])
    assert [field.name for field in response.context["form"]] == ["reason", "note"]
    assert [value for value, _label in response.context["form"]["reason"].field.choices] == [
        "",
        "identifies",
        "abusive",
        "off_topic",
        "duplicate",
        "safety",
    ]


def test_hiding_without_a_reason_asks_again(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    response = choose(moderator.client, "hide", [idea], reason="", note="kept")
    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["Choose a reason."]}
    assert "kept" in response.content.decode()
    assert state(idea) == S.PUBLISHED


def test_after_that_they_are_hidden(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    choose(moderator.client, "hide", [idea], reason="off_topic", note="")
    assert state(idea) == S.HIDDEN
    assert said(moderator.client) == ["1 idea is hidden."]


def test_ones_own_idea_is_left_out_and_the_others_are_decided(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    own = make_idea(workshop, moderator.membership)
    other = make_idea(workshop, participant.membership)
    choose(moderator.client, "hide", [own, other], reason="abusive", note="")
    assert (state(own), state(other)) == (S.PUBLISHED, S.HIDDEN)
    assert said(moderator.client) == [
        "1 idea is hidden.",
        f"1 idea stays as it was. {OWN_IDEA}",
    ]


def test_a_site_administrator_is_told_that_the_design_group_decides(
    workshop: Workshop, administrator: Person
) -> None:
    idea = make_idea(workshop)
    choose(administrator.client, "hide", [idea], reason="abusive", note="")
    assert state(idea) == S.PUBLISHED
    assert said(administrator.client) == [f"1 idea stays as it was. {NOT_YOURS}"]


def test_a_site_administrator_of_the_design_group_decides(workshop: Workshop) -> None:
    user = make_user("both", domain=STAFF_DOMAIN, is_staff=True, is_superuser=True)
    Membership.objects.create(user=user, workshop=workshop, role=Role.DESIGN_GROUP)
    idea = make_idea(workshop)
    choose(sign_in(user), "hide", [idea], reason="abusive", note="")
    assert state(idea) == S.HIDDEN


def test_ideas_of_another_workshop_cannot_be_slipped_in(
    other_workshop: Workshop, workshop: Workshop, moderator: Person
) -> None:
    theirs = make_idea(other_workshop)
    choose(moderator.client, "hide", [theirs], reason="abusive", note="")
    assert state(theirs) == S.PUBLISHED


def test_a_published_workshop_is_not_moderated_any_more(db: None) -> None:
    workshop = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    idea = make_idea(workshop)
    choose(moderator.client, "hide", [idea], reason="abusive", note="")
    assert state(idea) == S.PUBLISHED
    assert said(moderator.client) == [
        "1 idea stays as it was. Nothing can be published or hidden at the moment: the workshop is not open."
    ]


def test_more_than_a_hundred_at_once_are_too_many(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop) for _number in range(101)]
    response = moderator.client.post(
        QUEUE, {"action": "hide", "_selected_action": [str(ideas[0].pk)], "select_across": "1", "index": "0"}
    )
    assert response.status_code == 302
    assert said(moderator.client) == ["Choose at most 100 ideas at a time."]


def test_a_message_names_no_idea(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title="A title to recognise")
    choose(moderator.client, "hide", [idea], reason="abusive", note="")
    assert "recognise" not in str(moderator.client.cookies)


def test_the_admins_own_log_stays_empty(workshop: Workshop, moderator: Person) -> None:
    choose(moderator.client, "hide", [make_idea(workshop)], reason="abusive", note="")
    assert LogEntry.objects.count() == 0
