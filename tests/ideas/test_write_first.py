"""Write first, join after: the text waits, comes back to its author, and is never shown to anybody else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import urlencode

from ideas.models import Idea
from tests.cast import WORK_DOMAIN, Person, make_idea, make_user, make_workshop
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import (
    MARIA,
    ask_for_code,
    is_signed_in,
    newest_code,
    newest_letter,
    type_code,
)
from tests.written import list_written
from workshops.models import JoinCode, Membership, Organisation, PendingText, Session, Workshop
from workshops.phases import Phase
from workshops.sign_in import pending
from workshops.sign_in.pending_cookie import COOKIE

pytestmark = pytest.mark.django_db
WRITE = "/workshops/community/ideas/new/"
BACK = f"{WRITE}?kept=1"
JOIN = "/workshops/community/membership/"
IDEA = {
    "theme": "other",
    "intent": "new",
    "title": "One number to ring",
    "body": "Families ring five places today.\nLet it be one.",
}
SEND = {**IDEA, "step": "send"}


def send_as_visitor(browser: Client) -> Any:
    """Press Send without having signed in; return the answer."""
    return browser.post(WRITE, SEND)


def sign_in_as(browser: Client, address: str, onward: str = BACK) -> Any:
    """Sign in on the way to `onward`; return the last answer."""
    ask_for_code(browser, address, next=onward)
    return type_code(browser, newest_code(), next=onward)


def filled_in(page: Any) -> dict[str, str]:
    """Return what the form on a page is filled in with."""
    return {name: page.context["form"][name].value() for name in IDEA}


def has_nothing(browser: Client) -> bool:
    """Return whether nothing of the text is on the form's page, and nothing waits any more."""
    page = browser.get(WRITE)
    assert page.status_code == 200
    return IDEA["title"] not in page.content.decode() and not PendingText.objects.exists()


# The journey ------------------------------------------------------------------------------------------


def test_a_visitor_writes_signs_in_joins_and_sends(workshop: Workshop, visitor: Client) -> None:
    form = visitor.get(WRITE)
    assert "You can write first. We ask for your work e-mail before we store it for others." in read_text(
        form
    )
    checked = visitor.post(WRITE, {**IDEA, "step": "check"})
    assert (checked.status_code, checked["Location"]) == (303, f"{WRITE}?kept=check")
    assert [visitor.get(f"{WRITE}?kept=check").context["step"] for _time in range(2)] == ["check", "check"]
    kept = send_as_visitor(visitor)
    assert (kept.status_code, kept["Location"]) == (303, f"/accounts/?{urlencode({'next': BACK})}")
    signing_in = visitor.get(kept["Location"])
    assert signing_in.context["text_waits"] is True
    assert read_text(signing_in).count("What we keep, and who can see it") == 1
    arrived = sign_in_as(visitor, MARIA)
    joining = visitor.get(arrived["Location"])
    assert (joining.status_code, joining["Location"]) == (303, f"{JOIN}?{urlencode({'next': BACK})}")
    joined = visitor.post(joining["Location"], {})
    check = visitor.get(joined["Location"])
    assert (check.context["step"], check.context["came_back"]) == ("check", True)
    assert filled_in(check) == IDEA
    assert Idea.objects.count() == 0
    sent = visitor.post(BACK, SEND)
    idea = Idea.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/workshops/community/ideas/{idea.ref}/?sent=1")
    assert (idea.title, idea.body, idea.status) == (IDEA["title"], IDEA["body"], Idea.Status.WAITING)
    assert not PendingText.objects.exists()
    assert visitor.cookies[COOKIE].value == ""


def test_a_member_who_signs_in_needs_no_joining(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    arrived = sign_in_as(visitor, participant.user.email)
    assert arrived["Location"] == BACK
    assert filled_in(visitor.get(BACK)) == IDEA


def test_who_is_signed_in_and_has_not_joined_goes_to_joining(workshop: Workshop, outsider: Person) -> None:
    assert outsider.client.get(WRITE).status_code == 200
    kept = outsider.client.post(WRITE, SEND)
    assert (kept.status_code, kept["Location"]) == (303, f"{JOIN}?{urlencode({'next': BACK})}")
    joined = outsider.client.post(kept["Location"], {})
    assert filled_in(outsider.client.get(joined["Location"])) == IDEA


def test_a_join_code_on_the_poster_travels_all_the_way(workshop: Workshop, visitor: Client) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    end = timezone.localdate() + timedelta(days=7)
    JoinCode.objects.create(workshop=workshop, organisation=trust, code="WARD7", ends_on=end)
    back = f"{BACK}&code=WARD7"
    kept = visitor.post(f"{WRITE}?code=WARD7", SEND)
    assert kept["Location"] == f"/accounts/?{urlencode({'next': back, 'code': 'WARD7'})}"
    arrived = sign_in_as(visitor, "maria@home.example", back)
    joining = visitor.get(arrived["Location"])
    assert joining["Location"] == f"{JOIN}?{urlencode({'next': back, 'code': 'WARD7'})}"
    visitor.post(joining["Location"], {})
    assert Membership.objects.get().admission == Membership.Admission.CODE
    assert filled_in(visitor.get(back)) == IDEA


def test_reloading_the_check_page_loses_nothing(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    assert [filled_in(visitor.get(BACK)) for _time in range(2)] == [IDEA, IDEA]


def test_pressing_send_twice_keeps_one_text_and_stores_one_idea(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    send_as_visitor(visitor)
    assert PendingText.objects.count() == 1
    sign_in_as(visitor, participant.user.email)
    places = {visitor.post(BACK, SEND)["Location"] for _time in range(2)}
    assert places == {f"/workshops/community/ideas/{Idea.objects.get().ref}/?sent=1"}


def test_two_people_may_write_the_same(participant: Person, colleague: Person) -> None:
    participant.client.post(WRITE, SEND)
    colleague.client.post(WRITE, SEND)
    assert Idea.objects.count() == 2


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
    answer = visitor.post("/accounts/waiting-text/", {"place": place})
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


def come_back(visitor: Client, participant: Person) -> Client:
    """Return the browser in which the participant has signed in and sees the text again."""
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    assert filled_in(visitor.get(BACK)) == IDEA
    return visitor


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


# What is stored ---------------------------------------------------------------------------------------


def test_the_cookie_is_for_this_site_only_and_for_half_an_hour(workshop: Workshop, visitor: Client) -> None:
    send_as_visitor(visitor)
    cookie = visitor.cookies[COOKIE]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (1800, True, "Lax")


def test_keeping_a_text_writes_its_row_and_nothing_else(workshop: Workshop, visitor: Client) -> None:
    visitor.get(WRITE)
    with CaptureQueriesContext(connection) as queries:
        send_as_visitor(visitor)
    assert list_written(queries) == ["workshops_pendingtext"]
    assert len(queries) <= 5
    assert Session.objects.count() == 0


def count_queries(client: Client, address: str) -> int:
    """Return how many statements a page takes that was asked for before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        return len(queries)


def test_a_text_that_waited_takes_three_queries_more_its_own_and_those_for_similar_ones(
    participant: Person, visitor: Client
) -> None:
    plain = count_queries(participant.client, WRITE)
    come_back(visitor, participant)
    assert count_queries(visitor, BACK) == plain + 3


# When it cannot be sent -------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_in_the_wrong_phase_the_text_stays_on_the_page(phase: Phase, visitor: Client) -> None:
    address = f"/workshops/{make_workshop(phase).slug}/ideas/new/"
    assert visitor.get(address).status_code == 409
    answer = visitor.post(address, SEND)
    assert (answer.status_code, filled_in(answer)) == (409, IDEA)
    assert answer.context["can_try_again"] is False
    assert not PendingText.objects.exists()


def test_ideas_that_close_meanwhile_leave_the_text_on_the_page(participant: Person, visitor: Client) -> None:
    come_back(visitor, participant)
    Workshop.objects.update(ideas_until=timezone.now())
    for answer in (visitor.get(BACK), visitor.post(BACK, SEND)):
        assert (answer.status_code, filled_in(answer)) == (409, IDEA)
    assert Idea.objects.count() == 0


def test_without_the_key_the_text_stays_on_the_page_to_be_sent_again(
    participant: Person, settings: Any
) -> None:
    settings.KEY_DIRS = []
    answer = participant.client.post(WRITE, SEND)
    assert (answer.status_code, filled_in(answer)) == (503, IDEA)
    assert answer.context["can_try_again"] is True


def test_where_too_many_texts_wait_it_stays_on_the_page(
    workshop: Workshop, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MOST_BYTES", 0)
    answer = send_as_visitor(visitor)
    assert (answer.status_code, filled_in(answer)) == (429, IDEA)
    assert "Sign in first, then send your text." in read_text(answer)


def test_what_is_wrong_is_said_before_anything_is_kept(workshop: Workshop, visitor: Client) -> None:
    answer = visitor.post(WRITE, {**SEND, "title": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    assert not PendingText.objects.exists()


def test_who_is_not_admitted_is_told_so_and_stores_no_idea(workshop: Workshop) -> None:
    stranger = Person(make_user("stranger", domain="elsewhere.example"))
    kept = stranger.client.post(WRITE, SEND)
    assert stranger.client.get(kept["Location"]).context["admitted"] is False
    assert Idea.objects.count() == 0
