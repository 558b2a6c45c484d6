"""A comment, a change or a report that is sent after the visit has ended: it waits for who wrote it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ideas.domain.polls import answer_poll
from ideas.models import Comment, Idea, PollAnswer, Report
from tests.cast import Person, make_comment, make_idea, make_poll
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import ask_for_code, newest_code, type_code
from workshops.models import PendingText, Workshop
from workshops.sign_in.pending_cookie import COOKIE

pytestmark = pytest.mark.django_db
COMMENT = {"intent": "build", "body": "We tried this.", "parent": ""}
EDIT = {"theme": "other", "intent": "new", "title": "Two numbers", "body": "Other words.", "step": "send"}


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant."""
    return make_idea(workshop, participant.membership)


def sign_in_as(browser: Client, person: Person, onward: str) -> str:
    """Sign in on the way to `onward`; return where that leads."""
    ask_for_code(browser, person.user.email, next=onward)
    return str(type_code(browser, newest_code(), next=onward)["Location"])


def number_chosen() -> int | None:
    """Return the number of the only answer to the poll."""
    return PollAnswer.objects.values_list("option__number", flat=True).get()


def test_a_comment_comes_back_after_signing_in(idea: Idea, colleague: Person, visitor: Client) -> None:
    address = idea.get_absolute_url()
    kept = visitor.post(f"{address}comments/", COMMENT)
    assert (kept.status_code, Comment.objects.count()) == (303, 0)
    onward = f"{address}?kept=1#comment-form-title"
    assert kept["Location"] == reverse("sign_in", query={"next": onward})
    back = sign_in_as(visitor, colleague, onward)
    assert back == onward
    page = visitor.get(back)
    assert {name: page.context["form"][name].value() for name in COMMENT} == COMMENT
    assert "A text waits in this browser: “We tried this.”" in read_text(page)
    assert visitor.post(f"{address}comments/", COMMENT).status_code == 303
    assert (Comment.objects.get().body, PendingText.objects.count()) == (COMMENT["body"], 0)
    assert visitor.cookies[COOKIE].value == ""


def test_an_answer_comes_back_below_the_comment_that_it_answers(
    idea: Idea, colleague: Person, visitor: Client
) -> None:
    parent = make_comment(idea)
    visitor.post(f"{idea.get_absolute_url()}comments/", {**COMMENT, "parent": parent.ref})
    page = visitor.get(sign_in_as(visitor, colleague, f"{idea.get_absolute_url()}?kept=1"))
    assert page.context["answering"] == parent.ref


def test_htmx_is_led_away_as_a_whole_page(idea: Idea, visitor: Client) -> None:
    for address in ("comments/", "vote/"):
        data = COMMENT if address == "comments/" else {"value": "up"}
        answer = visitor.post(f"{idea.get_absolute_url()}{address}", data, HTTP_HX_REQUEST="true")
        assert (answer.status_code, answer["HX-Redirect"].startswith("/accounts/?next=")) == (200, True)


def test_a_change_comes_back_and_is_made(idea: Idea, participant: Person, visitor: Client) -> None:
    address = f"{idea.get_absolute_url()}edit/"
    assert visitor.post(address, EDIT).status_code == 303
    page = visitor.get(sign_in_as(visitor, participant, f"{address}?kept=1"))
    assert (page.context["form"]["title"].value(), page.context["form"]["body"].value()) == (
        "Two numbers",
        "Other words.",
    )
    assert visitor.post(address, EDIT).status_code == 303
    assert (idea.revision.title, PendingText.objects.count()) == ("Two numbers", 0)


def test_a_report_comes_back(idea: Idea, colleague: Person, visitor: Client) -> None:
    address = f"{idea.get_absolute_url()}report/"
    comment = make_comment(idea)
    sent = {"reason": "abusive", "comment": comment.ref}
    assert visitor.post(address, sent).status_code == 303
    page = visitor.get(sign_in_as(visitor, colleague, f"{address}?kept=1"))
    assert {name: page.context["form"][name].value() for name in sent} == sent
    assert (
        read_text(page).count("What you chose is here again. It is not sent yet: press the button below.")
        == 1
    )
    assert page.content.decode().count("It is not mine: delete it") == 1
    assert (visitor.post(address, sent).status_code, Report.objects.get().comment) == (303, comment)


def test_what_came_back_and_is_not_mine_is_thrown_away(
    idea: Idea, colleague: Person, visitor: Client
) -> None:
    address = f"{idea.get_absolute_url()}report/"
    visitor.post(address, {"reason": "abusive"})
    sign_in_as(visitor, colleague, f"{address}?kept=1")
    assert visitor.post("/accounts/waiting-text/", {"place": address})["Location"] == address
    page = visitor.get(address)
    assert (page.context["came_back"], page.context["form"]["reason"].value()) == (False, None)
    assert (Report.objects.count(), PendingText.objects.count()) == (0, 0)


def test_an_answer_to_the_poll_comes_back(workshop: Workshop, colleague: Person, visitor: Client) -> None:
    make_poll(workshop)
    address = f"{workshop.get_absolute_url()}poll/"
    assert (visitor.post(address, {"answer": "4"}).status_code, PollAnswer.objects.count()) == (303, 0)
    page = visitor.get(sign_in_as(visitor, colleague, f"{address}?kept=1"))
    assert (page.context["form"]["answer"].value(), PollAnswer.objects.count()) == ("4", 0)
    assert read_text(page).count("Your answer is here again. It is not sent yet.") == 1
    assert page.content.decode().count("It is not mine: delete it") == 1
    assert visitor.post(address, {"answer": "4"}).status_code == 303
    assert (number_chosen(), PendingText.objects.count()) == (4, 0)


def test_it_is_asked_again_where_there_is_an_answer_already(
    workshop: Workshop, colleague: Person, visitor: Client
) -> None:
    options = make_poll(workshop)
    answer_poll(actor=colleague.membership, poll=workshop.poll, option=options[0])
    address = f"{workshop.get_absolute_url()}poll/"
    visitor.post(address, {"answer": "4"}, HTTP_HX_REQUEST="true")
    page = visitor.get(sign_in_as(visitor, colleague, f"{address}?kept=1"))
    assert (page.context["form"]["answer"].value(), number_chosen()) == ("4", 1)
    visitor.post(address, {"answer": "4"}, HTTP_HX_REQUEST="true")
    assert (number_chosen(), PendingText.objects.count()) == (4, 0)


def test_taking_an_answer_back_keeps_nothing(workshop: Workshop, visitor: Client) -> None:
    make_poll(workshop)
    visitor.post(f"{workshop.get_absolute_url()}poll/", {"answer": "4", "take_back": "yes"})
    assert PendingText.objects.count() == 0


def test_what_is_sent_after_the_idle_end_is_for_the_one_who_sent_it(
    idea: Idea, colleague: Person, participant: Person
) -> None:
    browser = colleague.client
    browser.post("/workshops/community/membership/", {"own_device": "no"})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert browser.post(f"{idea.get_absolute_url()}comments/", COMMENT).status_code == 303
        back = sign_in_as(browser, participant, f"{idea.get_absolute_url()}?kept=1")
        assert browser.get(back).content.decode().count(COMMENT["body"]) == 0


def test_what_is_far_too_long_is_kept_in_part(idea: Idea, colleague: Person, visitor: Client) -> None:
    visitor.post(f"{idea.get_absolute_url()}comments/", {**COMMENT, "body": "x" * 100_000})
    page = visitor.get(sign_in_as(visitor, colleague, f"{idea.get_absolute_url()}?kept=1"))
    assert len(page.context["form"]["body"].value()) == 12_000


def test_the_next_one_on_a_shared_computer_is_not_signed_out_at_once(
    participant: Person, colleague: Person
) -> None:
    browser = participant.client
    browser.post("/workshops/community/membership/", {"own_device": "no"})
    browser.post("/accounts/logout/")
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        sign_in_as(browser, colleague, "/")
        assert browser.get("/workshops/community/ideas/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=56)):
        assert browser.get("/workshops/community/ideas/").status_code == 303
