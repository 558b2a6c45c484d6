"""A vote that is pressed after the visit has ended waits, and one comes back to where it was pressed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ideas.models import Idea
from tests.cast import Person, make_dates, make_idea
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import newest_code, type_code
from voting.models import Vote
from workshops.models import PendingText, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
LIST = f"{HOME}ideas/?sort=new&page=1"
OFFER = "You pressed “{}” for “{}” at a moment when we could not take it. Send it now, if it was you."


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return an idea that somebody else wrote."""
    make_idea(workshop)
    return make_idea(workshop)


def press(browser: Client, idea: Idea, **fields: Any) -> Any:
    """Press "I like it", and return the answer."""
    return browser.post(f"{idea.get_absolute_url()}vote/", {"value": "up", **fields})


def sign_in(browser: Client, person: Person, answer: Any) -> str:
    """Sign in where the answer leads; return where one comes out."""
    way = answer["Location"]
    browser.post(way, {"email": person.user.email})
    browser.get(way)
    onward = browser.get(way).context["next"]
    return str(type_code(browser, newest_code(), next=onward)["Location"])


PLACES: dict[str, tuple[dict[str, Any], str, str]] = {
    "page": ({}, "{idea}?kept=1", "{idea}#vote-panel"),
    "list": ({"from": "list", "back": LIST}, f"{HOME}ideas/?kept=1&sort=new&page=1", LIST + "#idea-{ref}"),
    "queue": (
        {"from": "queue", "skipped": ["abc", "def"]},
        f"{HOME}next/?kept=1&skipped=abc&skipped=def",
        HOME + "next/?after={ref}&skipped=abc&skipped=def",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_it_waits_and_is_sent_where_it_was_pressed(
    name: str, idea: Idea, colleague: Person, visitor: Client
) -> None:
    fields, back, onward = PLACES[name]
    places = {"idea": idea.get_absolute_url(), "ref": idea.ref}
    came_back = sign_in(visitor, colleague, press(visitor, idea, **fields))
    assert came_back == back.format(**places)
    page = visitor.get(came_back)
    assert OFFER.format("I like it", idea.title) in read_text(page)
    assert Vote.objects.count() == 0
    kept = page.context["kept_vote"] if name != "page" else None
    again = {**kept.fields, "skipped": kept.skipped} if kept else {"from": "", "back": "", "skipped": []}
    sent = press(visitor, idea, **{one: again[one] for one in ("from", "back", "skipped")})
    assert (sent.status_code, sent["Location"]) == (303, onward.format(**places))
    assert (Vote.objects.get().value, PendingText.objects.count()) == (Vote.Value.UP, 0)


def test_an_undo_that_waits_says_so(idea: Idea, colleague: Person, visitor: Client) -> None:
    page = visitor.get(sign_in(visitor, colleague, press(visitor, idea, value="none")))
    kept = page.content.decode().partition('aria-labelledby="kept-vote-title"')[2].partition("</section>")[0]
    assert re.findall(r"<h2[^>]*>([^<]*)<", kept) == ["Your vote is not taken back yet"]
    assert re.findall(r'value="none"[^>]*>([^<]*)<', kept) == ["Take my vote back"]


def test_somebody_else_throws_it_away(idea: Idea, colleague: Person, visitor: Client) -> None:
    page = visitor.get(sign_in(visitor, colleague, press(visitor, idea)))
    assert "It is not mine: delete it" in read_text(page)
    place = {"place": f"{idea.get_absolute_url()}#vote"}
    asked = visitor.get("/accounts/waiting-text/", place)
    assert (
        "A vote or another choice waits in this browser. If you delete it, it is not counted."
        in read_text(asked)
    )
    assert PendingText.objects.count() == 1
    visitor.post("/accounts/waiting-text/", place)
    assert (Vote.objects.count(), PendingText.objects.count()) == (0, 0)
    assert "Send it now" not in read_text(visitor.get(idea.get_absolute_url()))


def test_a_vote_and_a_comment_on_the_same_idea_both_wait(
    idea: Idea, colleague: Person, visitor: Client
) -> None:
    visitor.post(f"{idea.get_absolute_url()}comments/", {"intent": "build", "body": "We tried this."})
    page = visitor.get(sign_in(visitor, colleague, press(visitor, idea)))
    assert page.context["form"]["body"].value() == "We tried this."
    assert "Send it now" in read_text(page)


def test_htmx_is_led_away_as_a_whole_page(idea: Idea, visitor: Client) -> None:
    answer = visitor.post(
        f"{idea.get_absolute_url()}vote/", {"value": "up", "from": "queue"}, HTTP_HX_REQUEST="true"
    )
    assert answer["HX-Redirect"].startswith("/accounts/?next=%2Fworkshops%2Fcommunity%2Fnext%2F")


def test_an_odd_value_keeps_nothing(idea: Idea, visitor: Client) -> None:
    assert press(visitor, idea, value="maybe").status_code == 303
    assert PendingText.objects.count() == 0


def test_the_idea_that_is_gone_meanwhile_is_not_offered(
    idea: Idea, colleague: Person, visitor: Client
) -> None:
    came_back = sign_in(visitor, colleague, press(visitor, idea, **PLACES["queue"][0]))
    Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.HIDDEN)
    Workshop.objects.update(content_version=99)
    assert visitor.get(came_back).context["kept_vote"] is None


@pytest.mark.parametrize("change", [{"frozen": True}, {"workshop": Phase.CLOSED}])
def test_what_takes_no_votes_any_more_is_not_offered_to_be_sent(
    change: dict[str, Any], idea: Idea, colleague: Person, visitor: Client
) -> None:
    came_back = sign_in(visitor, colleague, press(visitor, idea, **PLACES["list"][0]))
    if "frozen" in change:
        Idea.objects.filter(pk=idea.pk).update(frozen=True)
    else:
        Workshop.objects.update(**make_dates(Phase.CLOSED))
    Workshop.objects.update(content_version=99)
    page = visitor.get(came_back)
    words = read_text(page)
    assert ("You pressed “I like it”" in words, "Send my vote" in words) == (True, False)
    assert str(page.context["kept_vote"].obstacle) in words
    assert "It is not mine: delete it" in words


def test_a_skip_after_the_visit_has_ended_comes_back_to_the_same_turn(idea: Idea, visitor: Client) -> None:
    answer = visitor.get(f"{HOME}next/?skipped={idea.ref}")
    assert answer["Location"] == f"/accounts/?next=%2Fworkshops%2Fcommunity%2Fnext%2F%3Fskipped%3D{idea.ref}"


SMALL = {
    "ideas/{ref}/withdrawal/": {},
    "mine/pin/": {"pin": "493817", "again": "493817"},
    "mine/forgetting/": {},
    "poll/": {"take_back": "yes"},
    "membership/": {"organisation": "Trust"},
}


@pytest.mark.parametrize("address", SMALL)
def test_what_does_not_wait_says_that_it_was_not_done(address: str, idea: Idea, visitor: Client) -> None:
    answer = visitor.post(f"{HOME}{address.format(ref=idea.ref)}", SMALL[address])
    page = visitor.get(answer["Location"])
    assert "What you pressed was not done: first this step." in read_text(page)
    assert PendingText.objects.count() == 0


@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/deletion/"])
def test_neither_do_forms_of_the_account_pass_over_it(
    address: str, workshop: Workshop, visitor: Client
) -> None:
    answer = visitor.post(address, {"email": "maria@home.example", "sure": "on"})
    assert "What you pressed was not done" in read_text(visitor.get(answer["Location"]))


def test_looking_says_nothing_of_the_kind(idea: Idea, visitor: Client) -> None:
    answer = visitor.get(f"{HOME}mine/")
    assert "was not done" not in read_text(visitor.get(answer["Location"]))


def test_ask_for_code_is_not_needed_where_one_is_signed_in(
    idea: Idea, outsider: Person, visitor: Client
) -> None:
    kept = press(outsider.client, idea)
    assert kept["Location"].startswith(f"{HOME}membership/?next=")
    joined = outsider.client.post(kept["Location"], {})
    page = outsider.client.get(joined["Location"])
    assert OFFER.format("I like it", idea.title) in read_text(page)
