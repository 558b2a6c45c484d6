"""What people, phones and strangers really send: line breaks, odd characters, nothing at all."""

from __future__ import annotations

import unicodedata

import pytest
from django.test import Client
from django.utils.http import urlencode

from ideas.models import Comment, Idea, Report
from ideas.models.comments import COMMENT_LENGTH
from ideas.models.ideas import BODY_LENGTH, TITLE_LENGTH
from tests.cast import Person, make_comment, make_idea
from tests.pages import read_text
from workshops.models import Organisation, Workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
WRITE = f"{HOME}ideas/new/"
IDEA = {"theme": "other", "intent": "new", "title": "One number", "body": "One line.", "step": "send"}
ODD = {
    "another script": "شماره‌ای برای همه",
    "emoji of several characters": "👩🏽‍⚕️ one nurse",
    "a mark between two directions": "one \u200fown number",
    "letters with loose accents": "cafe\u0301",
    "a character that nobody has defined": "one \U0010ffff",
    "markup": "<b>one</b> &amp; {{ two }} {% three %}",
    "quotes of a statement": "'; DROP TABLE ideas_idea; --",
}


def test_a_line_break_counts_as_one_character_as_it_does_in_the_browser(participant: Person) -> None:
    body = "\r\n".join(["x" * (BODY_LENGTH - 101)] + ["y"] * 50)
    answer = participant.client.post(WRITE, {**IDEA, "body": f"{body}z"})
    assert answer.status_code == 303
    assert len(Idea.objects.get().body) == BODY_LENGTH - 101 + 2 * 50 + 1


def test_a_line_break_of_a_comment_counts_as_one_character_too(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    body = "\r\n".join(["x" * (COMMENT_LENGTH - 2), "y"])
    answer = participant.client.post(f"{HOME}ideas/{idea.ref}/comments/", {"intent": "build", "body": body})
    assert (answer.status_code, len(Comment.objects.get().body)) == (303, COMMENT_LENGTH)


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_characters_are_stored_and_shown_as_they_are(words: str, participant: Person) -> None:
    participant.client.post(WRITE, {**IDEA, "title": words, "body": words})
    idea = Idea.objects.get()
    # The same letters are the same in any form: loose accents are put onto their letters.
    stored = unicodedata.normalize("NFC", words)
    assert (idea.title, idea.body) == (stored, stored)
    page = participant.client.get(idea.get_absolute_url())
    assert read_text(page).count(stored) >= 2


# Signs that control or turn others, with what is stored in their place.
TIDIED = {
    "a mark that turns the direction": ("one \u202enwo\u202c number", "one nwo number"),
    "isolated directions": ("one \u2066own\u2069 number", "one own number"),
    "controls": ("one\x07 own\x1b number\x7f", "one own number"),
    "a mark of the order of bytes": ("\ufeffone own\ufeff number", "one own number"),
    "something hidden around": ("\u200b\u3164one own number\u2800\u00ad", "one own number"),
}


@pytest.mark.parametrize(("words", "stored"), TIDIED.values(), ids=TIDIED)
def test_signs_that_control_others_are_taken_out(words: str, stored: str, participant: Person) -> None:
    participant.client.post(WRITE, {**IDEA, "title": words, "body": words})
    idea = Idea.objects.get()
    assert (idea.title, idea.body) == (stored, stored)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_break_is_a_space_in_a_line_and_one_character_in_a_text(
    line_break: str, participant: Person
) -> None:
    words = f"one{line_break}number"
    participant.client.post(WRITE, {**IDEA, "title": words, "body": words})
    idea = Idea.objects.get()
    assert (idea.title, idea.body) == ("one number", "one\nnumber")


NOTHING = ["\u3164", "\u2800", "\u200b", "\u202e\u202c", "\u00a0 \u2003", "\ufe0f\u200d", "\U000e0041"]


@pytest.mark.parametrize("nothing", NOTHING)
def test_where_nothing_can_be_seen_nothing_was_written(
    nothing: str, workshop: Workshop, participant: Person
) -> None:
    comments = f"{HOME}ideas/{make_idea(workshop).ref}/comments/"
    asked = {
        WRITE: {**IDEA, "title": nothing, "body": nothing * 3},
        comments: {"intent": "build", "body": nothing},
    }
    found = {}
    for address, sent in asked.items():
        answer = participant.client.post(address, sent)
        found[address] = (answer.status_code, list(answer.context["form"].errors))
    assert found == {WRITE: (422, ["title", "body"]), comments: (422, ["body"])}
    assert (Idea.objects.count(), Comment.objects.count()) == (1, 0)


def test_a_name_has_no_sign_that_cannot_be_seen(participant: Person) -> None:
    for typed, stored in (("Cor\u200bner\u00ad \u202eCare\n", "Corner Care"), ("\u3164\u2800", "")):
        answer = participant.client.post(f"{HOME}membership/", {"organisation": typed})
        participant.membership.refresh_from_db()
        place = participant.membership.organisation
        assert (answer.status_code, place.name if place else "") == (303, stored)


@pytest.mark.parametrize("encoded", ["%ED%A0%80", "%FF", "%C3"])
def test_bytes_that_are_no_text_become_a_mark_that_says_so(encoded: str, participant: Person) -> None:
    rest = urlencode({**IDEA, "title": "One"})
    sent = participant.client.generic(
        "POST", WRITE, rest.replace("title=One", f"title=One{encoded}"), "application/x-www-form-urlencoded"
    )
    assert sent.status_code == 303
    assert set(Idea.objects.get().title.removeprefix("One")) == {"\ufffd"}


def test_a_title_of_the_greatest_length_is_counted_in_characters_not_bytes(participant: Person) -> None:
    fits = participant.client.post(WRITE, {**IDEA, "title": "é" * TITLE_LENGTH})
    too_long = participant.client.post(WRITE, {**IDEA, "title": "é" * (TITLE_LENGTH + 1)})
    assert (fits.status_code, too_long.status_code) == (303, 422)


def test_a_join_code_with_a_null_character_is_no_code(workshop: Workshop, outsider: Person) -> None:
    workshop.allowed_domains = []
    workshop.save()
    for code in ("%00", "a%00b"):
        assert outsider.client.get(f"{HOME}membership/?code={code}").status_code == 400
        assert outsider.client.post(f"{HOME}membership/?code={code}", {}).status_code == 400


def test_signing_in_with_a_join_code_that_holds_a_null_character_admits_nobody(
    visitor: Client, workshop: Workshop
) -> None:
    page = visitor.post("/accounts/login/?code=%00", {"login": "somebody@elsewhere.example"})
    assert page.status_code == 400


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_report_of_a_comment_with_a_null_character_is_of_nothing(
    method: str, workshop: Workshop, participant: Person
) -> None:
    address = f"{HOME}ideas/{make_idea(workshop).ref}/report/"
    answer = getattr(participant.client, method)(address, {"comment": "a\x00b", "reason": "abusive"})
    assert (answer.status_code, Report.objects.count()) == ({"get": 400, "post": 404}[method], 0)


def test_a_reply_to_a_comment_with_a_null_character_is_refused(
    workshop: Workshop, participant: Person
) -> None:
    address = f"{HOME}ideas/{make_idea(workshop).ref}/"
    data = {"parent": "a\x00b", "intent": "build", "body": "Yes."}
    answer = participant.client.post(f"{address}comments/", data)
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert participant.client.get(f"{address}?reply=a%00b").status_code == 400


@pytest.mark.parametrize("name", ["a\x00b", "x" * 121])
def test_an_organisation_whose_name_cannot_be_one_is_refused(name: str, participant: Person) -> None:
    answer = participant.client.post(f"{HOME}membership/", {"organisation": name})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["organisation"])
    assert Organisation.objects.count() == 0


def test_an_organisation_of_nothing_but_spaces_is_none(participant: Person) -> None:
    answer = participant.client.post(f"{HOME}membership/", {"organisation": " \t "})
    participant.membership.refresh_from_db()
    assert (answer.status_code, participant.membership.organisation) == (303, None)


def test_an_empty_form_says_what_is_missing_in_each_field(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    make_comment(idea)
    asked = {
        WRITE: ["title", "body", "theme", "intent"],
        f"{HOME}ideas/{idea.ref}/comments/": ["intent", "body"],
        f"{HOME}ideas/{idea.ref}/report/": ["reason"],
    }
    for address, fields in asked.items():
        answer = participant.client.post(address)
        assert (address, answer.status_code, list(answer.context["form"].errors)) == (address, 422, fields)
