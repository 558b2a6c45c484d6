"""What a form says to wrong input: beside the field, with all that was written. No refusal loses a text."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django import forms
from django.conf import LazySettings
from django.core.exceptions import NON_FIELD_ERRORS
from django.test import Client
from django.utils import timezone

from ideas.models import Idea
from tests.anew import Site, make_site
from tests.cast import Person
from tests.hostile import FORMS, ODD
from tests.pages import Page, read_text
from tests.test_hostile_input import DECIDED, visitor_at_the_code
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
WRONG = {**ODD, "empty": "", "spaces": "   ", "far too long": "ä" * 9_000}
TEXT = "Nobody came on Friday. <b>One</b> diary would stop that."
# Forms by which something is written, whose words must come back whatever happens.
WRITING = [
    "/workshops/community/ideas/new/",
    "/workshops/community/ideas/<own>/edit/",
    "/workshops/community/ideas/<idea>/comments/",
    "/workshops/community/mine/questions/<question>/",
]
# What a workshop that has closed says to each form of its own; what is not here is 409.
AFTER_THE_CLOSE = {
    "/workshops/community/letters/<token>/": 200,
    "/workshops/community/events/<event>/": 303,
    "/workshops/community/summary/<token>/": 303,
    "/workshops/community/ideas/similar/": 409,
    "/workshops/community/exports/": 404,
    "/workshops/community/membership/": 303,
    "/workshops/community/membership/leaving/": 303,
    # Who has joined by a slip comes back after the close; this one is wrong.
    "/workshops/community/slip/sign-in/": 422,
    "/workshops/community/mine/pin/": 303,
    "/workshops/community/mine/pin/lock/": 303,
    "/workshops/community/mine/pin/removal/": 303,
    "/workshops/community/mine/forgetting/": 303,
    # Both go on after the close; the words that the second is sent with here stand nowhere in the text.
    "/workshops/community/ideas/<hidden>/second-look/": 303,
    "/workshops/community/ideas/<settled>/too-much/": 422,
}


def _is_hidden(form: forms.BaseForm, name: str) -> bool:
    return name in form.fields and form[name].is_hidden


def find_silent(page: Page, sent: dict[str, str]) -> list[str]:
    """Return what is missing on a page that refuses: words beside a field, or what was written into it."""
    form, shown = page.context["form"], unescape(page.content.decode()).replace("\r", "")
    text, missing = read_text(page), []
    typed = {name: errors for name, errors in form.errors.items() if not _is_hidden(form, name)}
    for name, errors in typed.items():
        beside = name == NON_FIELD_ERRORS or f'id="{form[name].auto_id}-error"' in shown
        missing += [] if beside and all(" ".join(error.split()) in text for error in errors) else [name]
    for name, value in sent.items():
        box = form.fields.get(name)
        if isinstance(box, forms.CharField) and not isinstance(
            box.widget, forms.PasswordInput | forms.HiddenInput
        ):
            missing += [] if value.replace("\r", "").strip("\n") in shown else [f"text of {name}"]
    return missing


def send_wrong(sender: Client, address: str, place: str) -> dict[str, list[str]]:
    """Return what is missing on the pages that refuse wrong input to this form, by kind."""
    silent = {}
    for what, value in WRONG.items():
        sent = {
            **dict.fromkeys(FORMS[address], value),
            **({"step": "send"} if "step" in FORMS[address] else {}),
        }
        answer = sender.post(place, sent)
        assert answer.status_code in DECIDED, (address, what)
        if answer.status_code == 422 and answer.context and "form" in answer.context:
            silent[f"{address} {what}"] = find_silent(answer, sent)
    return silent


def test_wrong_input_is_explained_and_kept() -> None:
    site, silent = make_site(), dict[str, list[str]]()
    for address in sorted(FORMS):
        with site.visited_anew() as participant:
            sender = visitor_at_the_code(participant.client, address)
            silent |= send_wrong(sender, address, site.fill(address))
    assert {what: missing for what, missing in silent.items() if missing} == {}


def test_a_form_sent_after_the_close_gets_plain_words() -> None:
    site, found, silent = make_site(), {}, []
    of_a_workshop = [name for name in sorted(FORMS) if "/community/" in name]
    Workshop.objects.filter(slug="community").update(
        closes_at=timezone.now() - timedelta(hours=1), ideas_until=None
    )
    for address in of_a_workshop:
        with site.visited_anew() as participant:
            answer = participant.client.post(site.fill(address), FORMS[address])
            found[address] = answer.status_code
            text = read_text(answer) if answer.status_code == 409 else "closed"
            silent += [] if "closed" in text or "at the moment" in text else [address]
    assert found == {address: AFTER_THE_CLOSE.get(address, 409) for address in of_a_workshop}
    assert silent == []


def send_text(site: Site, addresses: list[str]) -> dict[str, tuple[int, bool]]:
    """Send each form with a text of ours in it; return the status, and whether the text came back."""
    found = {}
    for address in addresses:
        with site.visited_anew() as participant:
            answer = participant.client.post(site.fill(address), {**FORMS[address], "body": TEXT})
            found[address] = (answer.status_code, TEXT in read_text(answer))
    return found


def test_what_was_written_comes_back_after_the_close() -> None:
    site = make_site()
    Workshop.objects.filter(slug="community").update(
        closes_at=timezone.now() - timedelta(hours=1), ideas_until=None
    )
    assert send_text(site, WRITING) == dict.fromkeys(WRITING, (409, True))


def test_what_was_written_comes_back_without_the_key(settings: LazySettings) -> None:
    site = make_site()
    settings.KEY_DIRS = []
    # That a waiting idea is one's own cannot be told without it.
    expected = {address: (404 if "<own>" in address else 503, True) for address in WRITING}
    assert send_text(site, WRITING) == expected


def test_what_was_written_comes_back_where_the_idea_is_gone() -> None:
    site = make_site()
    Idea.objects.update(status=Idea.Status.WITHDRAWN, waiting_since=None)
    found = send_text(site, WRITING[1:])
    gone = [(status, True) for status in (404, 409, 410)]
    assert {address: answer for address, answer in found.items() if answer not in gone} == {}
    assert [*found] == WRITING[1:]


def test_what_staff_wrote_comes_back_where_their_visit_has_ended(workshop: Workshop) -> None:
    sent = {"text": "Two points in one", "verdict": "hide", "code": "seven words", "number": "123 456"}
    answer = Client().post("/admin/desk/community/notes/", sent)
    page = read_text(answer)
    assert (answer.status_code, page.count("Two points in one"), page.count("Text:")) == (404, 1, 1)


def test_a_page_that_refuses_shows_no_text_where_none_was_sent(participant: Person) -> None:
    assert "This is what you wrote" not in read_text(participant.client.get("/nothing-here/"))
