"""Deciding on several texts at once, from their list."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from ideas.models import Idea, Report
from moderation.domain.nobody_decides_about_own import OWN_IDEA
from moderation.domain.seen import read_seen
from moderation.domain.several import DANGER, DECIDED, HELD
from moderation.models import Decision
from tests.cast import (
    STAFF_DOMAIN,
    Person,
    make_comment,
    make_idea,
    make_member,
    make_user,
    make_workshop,
    sign_in,
)
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import decide_by_list, read_results
from tests.pages import Page, find_inline, read_text
from workshops.models import Membership, Workshop
from workshops.phases import Phase
from workshops.rules import Role

SEVERAL = "/admin/desk/community/several/"
S = Idea.Status


def choose(client: Client, verdict: str, ideas: list[Idea], **filled: str) -> Page:
    """Tick ideas in the list and press a button (or, where something is filled in, the button after that)."""
    if filled:
        return decide_by_list(client, verdict, ideas, **filled)
    return client.post(SEVERAL, {"verdict": verdict, "chosen": [idea.ref for idea in ideas]})


def said(page: Page) -> list[str]:
    """Return what the page says was done."""
    return list(page.context["said"])


def state(idea: Idea) -> str:
    """Return the idea's state in the database."""
    return Idea.objects.values_list("status", flat=True).get(pk=idea.pk)


def test_publishing_several_asks_first(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, title=title, status=S.IN_REVIEW) for title in ("one", "two")]
    response = choose(moderator.client, "publish", ideas)
    assert response.status_code == 200
    assert sorted(row["item"].title for row in response.context["rows"]) == ["one", "two"]
    assert [field.name for field in response.context["form"]] == ["note"]
    assert find_inline(response) == []
    assert [state(idea) for idea in ideas] == [S.IN_REVIEW, S.IN_REVIEW]


def test_they_are_published_from_the_page_that_a_browser_was_led_to(
    workshop: Workshop, moderator: Person
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    pressed = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}
    asked = {"verdict": "publish", "chosen": [idea.ref]}
    led = moderator.client.post(SEVERAL, asked, headers={**pressed, "Referer": f"http://testserver{SEVERAL}"})
    page = moderator.client.get(led["Location"])
    seen = {f"seen-{idea.ref}": read_seen(Idea.objects.get(pk=idea.pk))}
    there = {**pressed, "Referer": f"http://testserver{led['Location']}"}
    done = moderator.client.post(
        led["Location"], {**asked, **seen, "decided": "yes", "note": ""}, headers=there
    )
    assert (page.status_code, done.status_code, state(idea)) == (200, 303, S.PUBLISHED)
    assert moderator.client.get(done["Location"]).status_code == 200


def test_after_that_they_are_published(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, status=S.IN_REVIEW) for _number in range(2)]
    response = choose(moderator.client, "publish", ideas, note="Fine.")
    assert (response.status_code, find_inline(response)) == (200, [])
    assert [state(idea) for idea in ideas] == [S.PUBLISHED, S.PUBLISHED]
    assert said(response) == ["2 texts are published."]
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
    response = choose(moderator.client, "hide", [idea], reason="off_topic", note="")
    assert state(idea) == S.HIDDEN
    assert said(response) == ["1 text is hidden."]


def test_ones_own_idea_is_left_out_and_the_others_are_decided(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    own = make_idea(workshop, moderator.membership, title="own")
    other = make_idea(workshop, participant.membership, title="other")
    asked = choose(moderator.client, "hide", [own, other])
    assert [(row["item"].title, row["obstacle"]) for row in asked.context["left"]] == [("own", str(OWN_IDEA))]
    response = choose(moderator.client, "hide", [own, other], reason="abusive", note="")
    assert (state(own), state(other)) == (S.PUBLISHED, S.HIDDEN)
    assert said(response) == ["1 text is hidden.", "1 text stays as it was."]
    assert read_results(response) == {"own": str(OWN_IDEA), "other": ""}


def test_a_site_administrator_has_no_desk_where_they_have_no_role(
    workshop: Workshop, administrator: Person
) -> None:
    idea = make_idea(workshop)
    assert choose(administrator.client, "hide", [idea], reason="abusive", note="").status_code == 404
    assert state(idea) == S.PUBLISHED


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
    sent = {"verdict": "hide", "chosen": [theirs.ref], "decided": "yes", "reason": "abusive", "note": ""}
    answer = moderator.client.post(SEVERAL, {**sent, f"seen-{theirs.ref}": read_seen(theirs)})
    assert (state(theirs), answer.context["results"]) == (S.PUBLISHED, [])
    assert choose(moderator.client, "hide", [theirs], reason="abusive").status_code == 404


def test_a_published_workshop_is_not_moderated_any_more(db: None) -> None:
    workshop = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    idea = make_idea(workshop)
    response = choose(moderator.client, "hide", [idea], reason="abusive", note="")
    assert state(idea) == S.PUBLISHED
    assert list(read_results(response).values()) == [
        "Nothing can be published or hidden at the moment: the workshop is not open."
    ]


def test_more_than_fifty_at_once_are_too_many_and_none_too_few(workshop: Workshop, moderator: Person) -> None:
    for refs, said in (
        ([f"ref{number}" for number in range(51)], "Choose at most 50 texts at a time."),
        ([], "Choose at least one text."),
    ):
        answer = moderator.client.post(SEVERAL, {"verdict": "hide", "chosen": refs})
        assert (answer.status_code, answer.context["problem"]) == (422, said)


def test_the_list_has_neither_what_is_held_nor_a_danger_nor_ones_own(
    workshop: Workshop, moderator: Person
) -> None:
    danger, plain = make_idea(workshop), make_idea(workshop, title="plain", status=S.IN_REVIEW)
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    make_idea(workshop, held=True, status=S.IN_REVIEW)
    make_idea(workshop, moderator.membership)
    make_idea(workshop, reviewed=True)
    comment = make_comment(make_idea(workshop, reviewed=True))
    pages = [moderator.client.get(f"{SEVERAL}{query}").context["rows"] for query in ("", "?kind=comments")]
    assert [[row["item"] for row in rows] for rows in pages] == [[plain], [comment]]


def test_all_that_one_press_decided_is_undone_in_one_press(workshop: Workshop, moderator: Person) -> None:
    ideas = [make_idea(workshop, status=S.IN_REVIEW) for _number in range(3)]
    done = choose(moderator.client, "publish", ideas, note="")
    press = done.context["press"]["key"]
    assert done.text.count(f'name="press" value="{press}"') == 1
    undone = moderator.client.post("/admin/desk/community/undo/", {"press": str(press)})
    said = [str(message) for message in moderator.client.get(undone["Location"]).context["messages"]]
    assert said == ["3 texts are again what they were."]
    assert {state(idea) for idea in ideas} == {S.IN_REVIEW}


def test_a_message_names_no_idea(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title="A title to recognise")
    choose(moderator.client, "hide", [idea], reason="abusive", note="")
    assert "recognise" not in str(moderator.client.cookies)


def test_the_admins_own_log_stays_empty(workshop: Workshop, moderator: Person) -> None:
    choose(moderator.client, "hide", [make_idea(workshop)], reason="abusive", note="")
    assert LogEntry.objects.count() == 0


NAMED = "Mrs Khan in bed 4, NHS number 943 476 5919, waits for her chair."


@pytest.mark.parametrize("verdict", ["publish", "hide"])
@pytest.mark.parametrize("fields", [{"held": True}, {"body": NAMED}])
def test_what_is_held_or_would_be_is_never_decided_with_others(
    verdict: str, fields: dict[str, Any], workshop: Workshop, moderator: Person
) -> None:
    held = make_idea(workshop, status=S.IN_REVIEW, title="held", **fields)
    asked = choose(moderator.client, verdict, [held])
    assert [(row["item"].pk, row["obstacle"]) for row in asked.context["left"]] == [(held.pk, str(HELD))]
    assert read_text(asked).count("None of these can be decided together.") == 1
    assert asked.text.count('name="decided"') == 0
    sent = choose(moderator.client, verdict, [held], note="", reason="abusive")
    assert (read_results(sent), state(held)) == ({"held": str(HELD)}, S.IN_REVIEW)


def test_a_danger_is_never_decided_with_others(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title="danger")
    Report.objects.create(item=idea.pk, tag=bytes(16), idea=idea, reason="safety", released=True)
    sent = choose(moderator.client, "publish", [idea], note="")
    assert (read_results(sent), Decision.objects.count()) == ({"danger": str(DANGER)}, 0)
    assert [row["obstacle"] for row in choose(moderator.client, "hide", [idea]).context["left"]] == [
        str(DANGER)
    ]


def test_what_was_hidden_or_looked_at_is_not_published_with_others(
    workshop: Workshop, moderator: Person
) -> None:
    hidden = make_idea(workshop, status=S.HIDDEN, title="hidden", reviewed=True)
    looked_at = make_idea(workshop, title="looked at", reviewed=True)
    sent = choose(moderator.client, "publish", [hidden, looked_at], note="")
    assert read_results(sent) == {"hidden": str(DECIDED), "looked at": str(DECIDED)}
    assert state(hidden) == S.HIDDEN


def test_what_has_changed_since_the_page_stays_as_it_is(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    ideas = [make_idea(workshop, status=S.IN_REVIEW, title=title) for title in ("left", "reworded", "kept")]
    asked = choose(moderator.client, "publish", ideas)
    shown = {row["field"]: row["seen"] for row in asked.context["rows"]}
    hide_idea(actor=organiser.membership, idea=ideas[0], reason="abusive")
    Idea.objects.filter(pk=ideas[1].pk).update(body="Other words.")
    sent = decide_by_list(moderator.client, "publish", ideas, **shown)
    changed = "This has changed in the meantime. Look at it again."
    assert read_results(sent) == {"left": changed, "reworded": changed, "kept": ""}
    assert [state(idea) for idea in ideas] == [S.HIDDEN, S.IN_REVIEW, S.PUBLISHED]


def test_without_what_the_page_showed_nothing_is_decided(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    sent = {"verdict": "publish", "chosen": idea.ref, "decided": "yes", "note": ""}
    for odd in ("", "-", "a-b\x00", "\ud7ff" * 200):
        moderator.client.post(SEVERAL, {**sent, f"seen-{idea.ref}": odd})
    assert (state(idea), Decision.objects.count()) == (S.IN_REVIEW, 0)


def test_the_page_that_asks_shows_each_text_in_full_and_marks_names(
    workshop: Workshop, moderator: Person
) -> None:
    body = f"{'Long ago. ' * 60}Ask our manager Ottilie about it."
    asked = choose(moderator.client, "publish", [make_idea(workshop, status=S.IN_REVIEW, body=body)])
    text = asked.text
    assert (read_text(asked).count("Long ago."), text.count("<mark>Ottilie</mark>")) == (60, 1)


def test_pressing_twice_decides_once(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    asked = choose(moderator.client, "publish", [idea])
    shown = {row["field"]: row["seen"] for row in asked.context["rows"]}
    for _press in range(2):
        decide_by_list(moderator.client, "publish", [idea], **shown)
    assert Decision.objects.count() == 1
