"""A page that was opened a while ago: what it sends when the world has moved on meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Comment, Idea, PollAnswer, Report, Revision
from tests.cast import Person, make_comment, make_idea, make_poll
from workshops.models import PollOption, Workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
TEXT = {"theme": "other", "intent": "new", "title": "Two numbers", "body": "Other words.", "step": "send"}
COMMENT = {"intent": "build", "body": "We tried this."}


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return a published idea of the participant."""
    return make_idea(workshop, participant.membership)


@pytest.fixture
def deeds(idea: Idea, participant: Person) -> dict[str, dict[str, str]]:
    """Return everything that the participant's open pages could send, by address below the workshop's."""
    comment = make_comment(idea, participant.membership)
    other = make_idea(idea.workshop)
    make_poll(idea.workshop)
    return {
        "ideas/new/": TEXT,
        f"ideas/{idea.ref}/edit/": TEXT,
        f"ideas/{idea.ref}/withdrawal/": {},
        f"ideas/{idea.ref}/comments/": COMMENT,
        f"ideas/{idea.ref}/comments/{comment.ref}/edit/": COMMENT,
        f"ideas/{idea.ref}/comments/{comment.ref}/withdrawal/": {},
        f"ideas/{other.ref}/report/": {"reason": "abusive"},
        f"ideas/{other.ref}/vote/": {"value": "up"},
        "poll/": {"answer": "1"},
    }


def send_all(person: Person, deeds: dict[str, dict[str, str]]) -> dict[str, int]:
    """Send everything, and return the status of each answer by the last words of its address."""
    return {
        address: person.client.post(f"{HOME}{address}", data).status_code for address, data in deeds.items()
    }


def written() -> tuple[int, ...]:
    """Return how much there is of all that a participant could write or change."""
    gone = (
        Idea.objects.filter(withdrawal_pending=True).count()
        + Comment.objects.filter(withdrawal_pending=True).count()
    )
    models: list[Any] = [Idea, Comment, Revision, Report, PollAnswer]
    return (gone, *(model.objects.count() for model in models))


def test_while_nothing_has_moved_everything_is_taken(
    deeds: dict[str, dict[str, str]], participant: Person
) -> None:
    withdrawal = next(address for address in deeds if address.endswith("/withdrawal/"))
    last = {withdrawal: deeds.pop(withdrawal)}
    assert set(send_all(participant, deeds).values()) == {303}
    assert set(send_all(participant, last).values()) == {303}


def test_when_the_workshop_has_closed_nothing_is_taken(
    deeds: dict[str, dict[str, str]], participant: Person
) -> None:
    before = written()
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert set(send_all(participant, deeds).values()) == {409}
    assert written() == before


def test_without_the_key_nothing_is_taken(
    deeds: dict[str, dict[str, str]], participant: Person, settings: LazySettings
) -> None:
    before = written()
    settings.KEY_DIRS = []
    answers = send_all(participant, deeds)
    # Whose idea or comment it is cannot be worked out, so that one's own is like anybody's.
    assert set(answers.values()) == {503}
    assert written() == before


def test_who_has_left_in_another_tab_is_asked_to_join_and_nothing_is_taken(
    deeds: dict[str, dict[str, str]], participant: Person
) -> None:
    before = written()
    participant.client.post(f"{HOME}membership/leaving/")
    answers = {
        address: participant.client.post(f"{HOME}{address}", data)["Location"].partition("?")[0]
        for address, data in deeds.items()
    }
    # With an idea one joins on the page on which one checks it.
    assert answers.pop("ideas/new/") == f"{HOME}ideas/new/"
    assert set(answers.values()) == {f"{HOME}membership/"}
    assert written() == before


def test_who_has_signed_out_in_another_tab_is_asked_to_sign_in(
    deeds: dict[str, dict[str, str]], participant: Person
) -> None:
    before = written()
    participant.client.logout()
    assert set(send_all(participant, deeds).values()) == {303}
    assert written() == before


@pytest.mark.parametrize(
    ("status", "answer"),
    [(Idea.Status.HIDDEN, 410), (Idea.Status.WITHDRAWN, 410), (Idea.Status.IN_REVIEW, 404)],
)
def test_an_idea_that_is_gone_meanwhile_takes_nothing_from_others(
    status: Idea.Status, answer: int, idea: Idea, colleague: Person
) -> None:
    Idea.objects.update(status=status)
    deeds = {"comments/": COMMENT, "report/": {"reason": "abusive"}, "vote/": {"value": "up"}}
    answers = send_all(colleague, {f"ideas/{idea.ref}/{name}": data for name, data in deeds.items()})
    assert set(answers.values()) == {answer}
    assert written() == (0, 1, 0, 0, 0, 0)


def test_a_comment_that_was_hidden_meanwhile_is_neither_answered_nor_reported(
    idea: Idea, colleague: Person
) -> None:
    comment = make_comment(idea, status=Comment.Status.HIDDEN, published_on=timezone.localdate())
    answered = colleague.client.post(f"{HOME}ideas/{idea.ref}/comments/", {**COMMENT, "parent": comment.ref})
    reported = colleague.client.post(
        f"{HOME}ideas/{idea.ref}/report/", {"comment": comment.ref, "reason": "abusive"}
    )
    assert (answered.status_code, reported.status_code) == (404, 404)
    assert written() == (0, 1, 1, 0, 0, 0)


def test_an_option_that_was_taken_away_meanwhile_is_no_answer(
    workshop: Workshop, participant: Person
) -> None:
    options = make_poll(workshop)
    PollOption.objects.filter(pk=options[4].pk).delete()
    answer = participant.client.post(f"{HOME}poll/", {"answer": "5"})
    assert (answer.status_code, PollAnswer.objects.count()) == (422, 0)


def test_a_theme_that_was_taken_away_meanwhile_is_asked_for_again(
    workshop: Workshop, participant: Person
) -> None:
    theme = workshop.themes.create(number=1, title="Teams")
    shown = participant.client.get(f"{HOME}ideas/new/").context["form"]
    theme.delete()
    answer = participant.client.post(f"{HOME}ideas/new/", {**TEXT, "theme": "1"})
    assert [value for value, _label in shown.fields["theme"].choices] == ["1", "other"]
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["theme"])
    assert answer.context["form"]["body"].value() == TEXT["body"]


def test_things_of_one_workshop_are_not_found_in_another(
    idea: Idea, other_workshop: Workshop, participant: Person
) -> None:
    other_workshop.memberships.create(user=participant.user)
    comment = make_comment(idea, participant.membership)
    below = f"/workshops/hospital/ideas/{idea.ref}/"
    asked = ["", "edit/", "withdrawal/", "report/", f"comments/{comment.ref}/withdrawal/"]
    answers = {name: participant.client.get(f"{below}{name}").status_code for name in asked}
    assert answers == dict.fromkeys(asked, 404)


def test_a_comment_of_another_idea_cannot_be_taken_back_or_reported_here(
    idea: Idea, participant: Person
) -> None:
    elsewhere = make_comment(make_idea(idea.workshop), participant.membership)
    here = f"{HOME}ideas/{idea.ref}/"
    back = participant.client.post(f"{here}comments/{elsewhere.ref}/withdrawal/")
    told = participant.client.get(f"{here}report/", {"comment": elsewhere.ref})
    assert (back.status_code, told.status_code) == (404, 404)


@pytest.mark.parametrize("page", ["mine/", "ideas/{ref}/", ""])
def test_a_page_takes_as_many_queries_for_twenty_of_each_as_for_one(
    page: str, idea: Idea, participant: Person
) -> None:
    address = f"{HOME}{page.format(ref=idea.ref)}"
    make_comment(idea, participant.membership)

    def count() -> int:
        participant.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert participant.client.get(address).status_code == 200
        return len(queries)

    one = count()
    for _more in range(19):
        make_idea(idea.workshop, participant.membership)
        make_comment(idea, participant.membership)
    assert count() == one
