"""A text that waits in a browser: the next person there, and how it goes when its author does."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from ideas.models import Idea
from tests.cast import WORK_DOMAIN, Person, make_idea, make_user
from tests.ideas.writing_first import (
    BACK,
    IDEA,
    JOIN,
    SEND,
    WRITE,
    come_back,
    filled_in,
    has_nothing,
    send_as_visitor,
    sign_in_as,
)
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import (
    ask_for_code,
    is_signed_in,
    newest_code,
    newest_letter,
)
from workshops.models import PendingText, Workshop
from workshops.sign_in.pending_cookie import COOKIE

pytestmark = pytest.mark.django_db


# The next person on the same computer -----------------------------------------------------------------


def test_a_mistyped_address_loses_nothing(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    ask_for_code(visitor, f"participnat@{WORK_DOMAIN}", next=BACK)
    newest_letter()
    arrived = sign_in_as(visitor, participant.user.email)
    check = visitor.get(arrived["Location"])
    assert (check.context["step"], filled_in(check)) == ("check", IDEA)


def test_the_page_for_the_address_shows_which_text_waits_and_leads_back_to_it(
    workshop: Workshop, visitor: Client
) -> None:
    page = visitor.get(send_as_visitor(visitor)["Location"])
    assert f"A text waits in this browser: “{IDEA['title']}”" in read_text(page)
    assert page.context["waiting"].change_url == f"{WRITE}?kept=change"
    form = visitor.get(f"{WRITE}?kept=change")
    assert (form.context["step"], filled_in(form)) == ("write", IDEA)
    again = {**SEND, "title": "Two numbers to ring"}
    page = visitor.get(visitor.post(f"{WRITE}?kept=change", again)["Location"])
    assert (page.context["waiting"].title, PendingText.objects.count()) == ("Two numbers to ring", 1)


def test_somebody_else_sees_plainly_that_a_text_waits_and_throws_it_away(
    participant: Person, colleague: Person, visitor: Client
) -> None:
    send_as_visitor(visitor)
    ask_for_code(visitor, participant.user.email, next=BACK)
    newest_letter()
    arrived = sign_in_as(visitor, colleague.user.email)
    page = visitor.get(arrived["Location"])
    assert "It was written here before you signed in. It is not sent yet." in read_text(page)
    asked = visitor.get("/accounts/waiting-text/", {"place": page.context["waiting"].place})
    assert f"This text waits in this browser: “{IDEA['title']}” If you delete it" in read_text(asked)
    assert (asked.context["back"], has_nothing(visitor)) == (f"{WRITE}?kept=1", False)
    thrown = visitor.post("/accounts/waiting-text/", {"place": page.context["waiting"].place})
    assert (thrown.status_code, thrown["Location"]) == (303, WRITE)
    assert has_nothing(visitor)
    assert Idea.objects.count() == 0


def test_it_can_be_thrown_away_before_anybody_signs_in(workshop: Workshop, visitor: Client) -> None:
    page = visitor.get(send_as_visitor(visitor)["Location"])
    visitor.post("/accounts/waiting-text/", {"place": page.context["waiting"].place})
    assert not PendingText.objects.exists()
    assert visitor.cookies[COOKIE].value == ""


@pytest.mark.parametrize("place", ["", "//evil.example/", "https://evil.example/", "x", "/\\evil", "\x00"])
def test_throwing_away_leads_nowhere_else(workshop: Workshop, visitor: Client, place: str) -> None:
    # With NUL in it no address is looked at.
    for ask in (visitor.post, visitor.get)[: 1 if "\x00" in place else 2]:
        answer = ask("/accounts/waiting-text/", {"place": place})
        assert (answer.status_code, answer["Location"]) == (303, "/")


def test_who_signs_in_for_something_else_finds_it_at_the_form(colleague: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    sign_in_as(visitor, colleague.user.email, "/workshops/community/ideas/")
    form = visitor.get(WRITE)
    assert (form.context["step"], filled_in(form)) == ("write", IDEA)
    assert form.context["waiting"].title == IDEA["title"]


def test_who_signs_in_by_no_link_is_led_to_the_text_that_waits(
    participant: Person, colleague: Person, visitor: Client
) -> None:
    send_as_visitor(visitor)
    page = visitor.get("/accounts/")
    assert (page.context["waiting"].title, page.context["next"]) == (IDEA["title"], BACK)
    asked = ask_for_code(visitor, colleague.user.email)
    assert asked["Location"] == f"/accounts/code/?{urlencode({'next': BACK})}"
    assert visitor.post(asked["Location"], {"code": newest_code()})["Location"] == BACK
    assert filled_in(visitor.get(BACK)) == IDEA


def test_an_address_that_may_not_join_is_changed_for_another_and_the_text_stays(
    participant: Person, visitor: Client
) -> None:
    stranger = Person(make_user("stranger", domain="elsewhere.example"))
    joining = stranger.client.get(stranger.client.post(WRITE, SEND)["Location"])
    assert joining.context["admitted"] is False
    onward = joining.context["sign_in_again"]
    out = stranger.client.post("/accounts/logout/", {"keep_text": "yes", "next": onward})
    assert out["Location"] == onward
    sign_in_as(stranger.client, participant.user.email)
    assert filled_in(stranger.client.get(BACK)) == IDEA


def test_a_visitor_who_does_not_ask_for_it_is_not_shown_what_waits(
    workshop: Workshop, visitor: Client
) -> None:
    send_as_visitor(visitor)
    page = visitor.get(WRITE)
    assert IDEA["title"] not in page.content.decode()
    assert "A text waits in this browser." in read_text(page)


def test_a_comment_that_waits_and_an_idea_that_waits_do_not_push_each_other_out(
    participant: Person, visitor: Client
) -> None:
    send_as_visitor(visitor)
    idea = make_idea(Workshop.objects.get())
    comments = f"{idea.get_absolute_url()}comments/"
    visitor.post(comments, {"intent": "build", "body": "We tried this."})
    assert PendingText.objects.count() == 2
    sign_in_as(visitor, participant.user.email)
    assert filled_in(visitor.get(BACK)) == IDEA
    page = visitor.get(f"{idea.get_absolute_url()}?kept=1")
    assert page.context["form"]["body"].value() == "We tried this."
    visitor.post(BACK, SEND)
    assert PendingText.objects.count() == 1


def test_a_browser_keeps_four_texts_at_most(workshop: Workshop, visitor: Client) -> None:
    for _number in range(6):
        address = make_idea(workshop).get_absolute_url()
        visitor.post(f"{address}comments/", {"intent": "build", "body": "We tried this."})
    assert (PendingText.objects.count(), len(visitor.cookies[COOKIE].value.split("."))) == (4, 4)


def test_another_browser_gets_nothing(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    ask_for_code(visitor, participant.user.email, next=BACK)
    assert participant.client.get(BACK).context["is_gone"] is True


@pytest.mark.parametrize("cookie", ["", "made-up", "x" * 5000])
def test_a_tampered_cookie_gets_nothing(participant: Person, visitor: Client, cookie: str) -> None:
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    visitor.cookies[COOKIE] = cookie
    page = visitor.get(BACK)
    assert (page.status_code, page.context["step"]) == (200, "write")


def test_after_half_an_hour_it_is_gone_and_the_page_says_so(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        page = visitor.get(BACK)
    assert page.context["is_gone"] is True
    assert "Your text is no longer here." in read_text(page)


# Signing out, leaving, idling -------------------------------------------------------------------------


def test_signing_out_deletes_it(participant: Person, visitor: Client) -> None:
    browser = come_back(visitor, participant)
    browser.post("/accounts/logout/")
    assert not PendingText.objects.exists()
    assert browser.cookies[COOKIE].value == ""


def test_leaving_quickly_deletes_it(workshop: Workshop, visitor: Client) -> None:
    send_as_visitor(visitor)
    left = visitor.get("/leave/")
    assert (left.status_code, left["Location"]) == (302, "https://www.bbc.co.uk/weather")
    assert not PendingText.objects.exists()
    assert visitor.cookies[COOKIE].value == ""


def test_the_idle_end_deletes_it(participant: Person, visitor: Client) -> None:
    browser = come_back(visitor, participant)
    browser.post(JOIN, {"own_device": "no"})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        browser.get(WRITE)
    assert not PendingText.objects.exists()
    assert browser.cookies[COOKIE].value == ""


def test_what_is_sent_after_the_idle_end_is_kept(participant: Person) -> None:
    browser = participant.client
    browser.post(JOIN, {"own_device": "no"})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        kept = browser.post(WRITE, SEND)
        assert (kept.status_code, kept["Location"]) == (303, f"/accounts/?{urlencode({'next': BACK})}")
        assert not is_signed_in(browser)
        sign_in_as(browser, participant.user.email)
        assert filled_in(browser.get(BACK)) == IDEA
    assert Idea.objects.count() == 0


def test_what_is_sent_after_signing_out_in_another_tab_is_kept(participant: Person) -> None:
    participant.client.post("/accounts/logout/")
    assert send_as_visitor(participant.client)["Location"].startswith("/accounts/?next=")
    sign_in_as(participant.client, participant.user.email)
    assert filled_in(participant.client.get(BACK)) == IDEA
