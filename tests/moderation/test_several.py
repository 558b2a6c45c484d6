"""Deciding on several ideas at once, from the list."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.test import Client

from moderation.domain.decisions import NOT_YOURS, OWN_IDEA
from moderation.models import Decision
from tests.cast import STAFF_DOMAIN, Person, make_idea, make_member, make_user, make_workshop, sign_in
from tests.pages import Page, find_inline
from workshops.models import Idea, Membership, Workshop
from workshops.rules import Phase, Role

QUEUE = "/admin/workshops/idea/"
S = Idea.Status


def choose(client: Client, verdict: str, ideas: list[Idea], **filled: str) -> Page:
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


def test_publishing_several_asks_first(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, title=title, status=S.IN_REVIEW) for title in ("one", "two")]
    response = choose(moderator.client, "publish", ideas)
    assert response.status_code == 200
    assert sorted(idea.title for idea in response.context["items"]) == ["one", "two"]
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
