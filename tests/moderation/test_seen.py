"""Two people look at the same item; the second is told what the first decided, and asked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from ideas.models import Idea, Merge, Mute, Report
from moderation.domain.decisions import NewDecision
from moderation.domain.redaction import redact_passages
from moderation.domain.seen import read_seen
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, find_inline, read_text
from workshops.models import Theme, Workshop
from workshops.rules import Role

S = Idea.Status


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of a participant that is with the design group."""
    return make_idea(workshop, participant.membership, S.IN_REVIEW, body="Ask Mrs Khan. Ask again.")


@pytest.fixture
def second(workshop: Workshop) -> Person:
    """Return another person of the design group."""
    return make_member("second", workshop, Role.DESIGN_GROUP)


def press_late(client: Client, idea: Idea, verdict: str, seen: str, **filled: object) -> Page:
    """Press a button on a page that was opened when the idea was as `seen`."""
    return decide_by_form(client, idea, verdict, seen=seen, **filled)


def change_field(idea: Idea, **fields: object) -> None:
    Idea.objects.filter(pk=idea.pk).update(**fields)


@pytest.mark.parametrize("verdict", ["publish", "hide", "mask", "mute"])
def test_the_second_is_told_what_the_first_decided_and_nothing_happens(
    verdict: str, idea: Idea, moderator: Person, second: Person
) -> None:
    seen = read_seen(idea)
    decide_by_form(moderator.client, idea, "hide", reason="off_topic", note="About parking.")
    late = press_late(second.client, idea, verdict, seen, reason="identifies", words_to_cover="Mrs Khan")
    text = read_text(late)
    assert (late.status_code, find_inline(late)) == (409, [])
    assert "Decided: hide . The reason: not about this workshop. The note: “About parking.”." in text
    assert text.count("It is now: hidden.") == 1
    assert [decision.verdict for decision in idea.decisions.all()] == ["hide"]
    idea.refresh_from_db()
    assert (idea.status, idea.body, Mute.objects.count()) == (S.HIDDEN, "Ask Mrs Khan. Ask again.", 0)


def test_who_is_asked_again_keeps_what_they_wrote_and_can_go_on(
    idea: Idea, moderator: Person, second: Person
) -> None:
    seen = read_seen(idea)
    decide_by_form(moderator.client, idea, "publish")
    late = press_late(second.client, idea, "hide", seen, reason="abusive", note="Rude.")
    form = late.context["form"]
    assert (form["reason"].value(), form["note"].value()) == ("abusive", "Rude.")
    assert late.text.count(f'name="seen" value="{form.seen}"') == late.text.count('name="verdict"')
    again = press_late(second.client, idea, "hide", form.seen, reason="abusive", note="Rude.")
    idea.refresh_from_db()
    assert (again.status_code, idea.status) == (303, S.HIDDEN)


def test_what_is_done_already_is_not_offered_again(idea: Idea, moderator: Person, second: Person) -> None:
    seen = read_seen(idea)
    decide_by_form(moderator.client, idea, "hide", reason="abusive")
    late = press_late(second.client, idea, "hide", seen, reason="abusive")
    text = read_text(late)
    assert text.count("What you chose cannot be done any more, or is done already.") == 1
    assert late.text.count('name="verdict" value="hide"') == 0


def test_words_that_somebody_covered_meanwhile_are_shown_as_they_are_now(
    idea: Idea, moderator: Person, second: Person
) -> None:
    seen = read_seen(idea)
    decide_by_form(moderator.client, idea, "mask", reason="identifies", words_to_cover="Mrs Khan")
    late = press_late(second.client, idea, "publish", seen)
    text = read_text(late)
    assert (text.count("Ask [covered]. Ask again."), text.count("Mrs Khan")) == (1, 0)
    assert text.count("The words are not the same any more.") == 1


def test_a_press_twice_by_one_person_decides_once(idea: Idea, moderator: Person) -> None:
    seen = read_seen(idea)
    statuses = [
        press_late(moderator.client, idea, "hide", seen, reason="abusive").status_code for _press in range(2)
    ]
    assert (statuses, Decision.objects.count()) == ([303, 409], 1)


@pytest.mark.parametrize("seen", ["", "-", "0" * 16, "\x00", "😀" * 500])
def test_without_what_was_seen_one_is_asked_again(seen: str, idea: Idea, moderator: Person) -> None:
    late = press_late(moderator.client, idea, "publish", seen)
    assert (late.status_code, Decision.objects.count()) == (409, 0)


def test_every_form_of_the_page_carries_what_is_seen(idea: Idea, moderator: Person) -> None:
    page = moderator.client.get(page_of(idea)).text
    assert page.count(f'name="seen" value="{read_seen(idea)}"') == page.count('name="verdict"') == 5


def test_what_a_reader_would_see_changes_what_is_seen(
    idea: Idea, workshop: Workshop, moderator: Person
) -> None:
    other = make_idea(workshop)
    theme = Theme.objects.create(workshop=workshop, number=1, title="Teams")
    changes: list[Callable[[], object]] = [
        lambda: change_field(idea, status=S.PUBLISHED),
        lambda: change_field(idea, reviewed=True),
        lambda: change_field(idea, title="Other"),
        lambda: change_field(idea, body="Other"),
        lambda: change_field(idea, theme=theme),
        lambda: change_field(idea, intent="challenge"),
        lambda: Mute.objects.create(idea=idea),
        lambda: Merge.objects.create(idea=idea, main=other),
        lambda: Report.objects.create(
            item=idea.pk, tag=bytes(16), idea=idea, reason="safety", released=True
        ),
        lambda: redact_passages(
            actor=moderator.membership,
            item=idea,
            passages=["Other"],
            new_decision=NewDecision("mask", "identifies"),
        ),
        lambda: hide_idea(actor=moderator.membership, idea=idea, reason="abusive"),
    ]  # fmt: skip
    seen = [read_seen(idea)]
    for change in changes:
        change()
        seen.append(read_seen(Idea.objects.get(pk=idea.pk)))
    assert len(set(seen)) == len(seen)


def test_what_no_release_has_shown_changes_nothing_of_what_is_seen(idea: Idea) -> None:
    change_field(idea, status=S.PUBLISHED)
    before = read_seen(Idea.objects.get(pk=idea.pk))
    change_field(idea, withdrawal_pending=True)
    Report.objects.create(item=idea.pk, tag=bytes(16), idea=idea, reason="safety")
    assert read_seen(Idea.objects.get(pk=idea.pk)) == before


def test_a_comment_is_told_apart_too(workshop: Workshop, moderator: Person, second: Person) -> None:
    comment = make_comment(make_idea(workshop), body="Ask Mrs Khan.")
    seen = read_seen(comment)
    decide_by_form(moderator.client, comment, "mute", reason="abusive")
    late = decide_by_form(second.client, comment, "mute", seen=seen, reason="abusive")
    assert (late.status_code, Mute.objects.count(), Decision.objects.count()) == (409, 1, 1)
