"""A signed case study: sent in, confirmed, decided on the desk, shown, changed, taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from pledges.domain.case_studies import delete_unconfirmed_studies
from pledges.domain.links import LinkFor
from pledges.models import CaseStudy, CaseStudyContact, CaseStudyDecision, CaseStudyPicture
from results.models import Edition, Evidence, Foundation, Statement
from tests.cast import Person, make_member
from tests.hostile import ODD
from tests.pages import read_text
from tests.pledges.signed import SIGNER, make_declared
from tests.pledges.studies import draw_file, find_study_token, make_study, tell_story
from workshops.models import OutboxEmail, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
HOME, DESK = "/workshops/signed/case-studies/", "/admin/desk/signed/case-studies/"


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


@pytest.fixture
def editor(declared: Workshop) -> Person:
    """Return somebody of its design group."""
    return make_member("editor", declared, Role.DESIGN_GROUP)


def find_link() -> str:
    """Return the address in the one letter that waits, without the name of the site."""
    found = re.search(r"https?://[^/\s]+(/\S+)", OutboxEmail.objects.get().text)
    assert found is not None
    return found[1]


def test_from_sending_to_the_public_page(declared: Workshop, editor: Person, visitor: Client) -> None:
    sent = {**tell_story(), "picture_1": draw_file(comment="Bed 12"), "words_1": "A telephone"}
    assert visitor.post(f"{HOME}new/", sent)["Location"] == f"{HOME}sent/"
    assert read_text(editor.client.get(DESK)).count("We ring back") == 0  # not confirmed
    link = find_link()
    assert "We ring back" in read_text(visitor.get(link))
    assert visitor.post(link).status_code == 303
    assert "We ring back" not in read_text(visitor.get(HOME))
    study = CaseStudy.objects.get()
    page = f"{DESK}{study.ref}/"
    assert editor.client.get(f"{page}pictures/1/").status_code == 200
    assert visitor.get(f"{HOME}{study.ref}/pictures/1/").status_code == 404
    assert editor.client.post(page, {"deed": "publish"}).status_code == 303
    text = read_text(visitor.get(f"{HOME}{study.ref}/"))
    assert "Bo Chen, Nurse, from an address at hollow.example" in text
    assert 'alt="A telephone"' in visitor.get(HOME).content.decode()
    picture = b"".join(visitor.get(f"{HOME}{study.ref}/pictures/1/"))
    assert (Image.open(BytesIO(picture)).format, b"Bed 12" in picture) == ("WEBP", False)
    assert visitor.post(link).status_code == 404  # good once


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"agrees": ""}, ["agrees"]),
        ({"foundations": "nowhere"}, ["foundations"]),
        ({"text": " "}, ["text"]),
        ({"words_1": "A door"}, ["picture_1"]),
        ({"email": "x"}, ["email"]),
    ],
)
def test_what_is_missing_is_said(
    declared: Workshop, visitor: Client, said: dict[str, str], wrong: list[str]
) -> None:
    answer = visitor.post(f"{HOME}new/", tell_story(**said))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, wrong)


def test_a_picture_needs_words_and_is_asked_for_again(declared: Workshop, visitor: Client) -> None:
    answer = visitor.post(f"{HOME}new/", {**tell_story(), "picture_2": draw_file()})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["picture_2", "words_2"])
    broken = {**tell_story(), "picture_1": draw_file("x.png").name, "words_1": "A door"}
    assert visitor.post(f"{HOME}new/", broken).status_code == 422


def test_the_staff_say_why_not_and_who_signed_it_reads_it_behind_a_link(
    declared: Workshop, editor: Person, visitor: Client
) -> None:
    study = make_study(declared, "in_review")
    page = f"{DESK}{study.ref}/"
    assert editor.client.post(page, {"deed": "ask", "reason": " "}).status_code == 422
    assert editor.client.post(page, {"deed": "ask", "reason": "Say how long it took."}).status_code == 303
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, "how long" in letter.text) == (SIGNER, False)
    link = find_link()
    assert "Say how long it took." in read_text(visitor.get(link))
    assert visitor.post(link, tell_story(title="Better")).status_code == 303
    study.refresh_from_db()
    assert (study.status, study.title) == ("in_review", "Better")
    assert study.pictures.get().words == "A blue door"  # none was sent, so it stays


def test_what_was_published_can_be_taken_down_and_only_then(declared: Workshop, editor: Person) -> None:
    study = make_study(declared, "in_review")
    page = f"{DESK}{study.ref}/"
    assert editor.client.post(page, {"deed": "take_down", "reason": "x"}).status_code == 409
    assert editor.client.post(page, {"deed": "praise"}).status_code == 422
    for deed in ("publish", "take_down"):
        sent = {"deed": deed, "reason": "Somebody in it objects."}
        assert editor.client.post(page, sent).status_code == 303
    assert list(CaseStudyDecision.objects.order_by("reason").values_list("deed", "reason")) == [
        ("publish", ""),
        ("take_down", "Somebody in it objects."),
    ]
    assert "Somebody in it objects." in read_text(editor.client.get(page))


def test_a_change_of_what_is_public_is_looked_at_again(declared: Workshop, visitor: Client) -> None:
    study = make_study(declared)
    assert visitor.post(f"{HOME}{study.ref}/link/", {"email": SIGNER}).status_code == 303
    assert visitor.post(find_link(), tell_story()).status_code == 303
    assert visitor.get(f"{HOME}{study.ref}/").status_code == 404


def test_taken_back_all_of_it_is_gone(declared: Workshop, visitor: Client) -> None:
    token = find_study_token(make_study(declared), LinkFor.CHANGING)
    assert visitor.post(f"{HOME}change/{token}/", {"take_back": "yes"}).status_code == 303
    left = [kind.objects.count() for kind in (CaseStudy, CaseStudyContact, CaseStudyPicture)]
    assert left == [0, 0, 0]


def test_what_nobody_confirms_is_deleted_after_a_fortnight(declared: Workshop) -> None:
    today = timezone.localdate()
    for days in (14, 15):
        make_study(declared, "unconfirmed", title=str(days), sent_on=today - timedelta(days=days))
    assert (delete_unconfirmed_studies(), CaseStudy.objects.get().title) == (1, "14")


def test_it_leads_to_the_statements_that_name_it(declared: Workshop, visitor: Client) -> None:
    study = make_study(declared)
    edition = Edition.objects.create(workshop=declared, number=2, kind="final", title="Second")
    home = Foundation.objects.create(edition=edition, slug="nearby", order=1, title="Nearby")
    statement = Statement.objects.create(edition=edition, foundation=home, order=1, text="Somebody answers.")
    words = f"A nurse who answers ({study.ref})"
    Evidence.objects.create(statement=statement, kind="case_study", stream="staff", reference=words)
    page = f"{HOME}{study.ref}/"
    assert "Somebody answers." not in read_text(visitor.get(page))
    Edition.objects.filter(pk=edition.pk).update(released_on=timezone.localdate())
    assert "Somebody answers." in read_text(visitor.get(page))


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_on_the_desk_are_no_fault(declared: Workshop, editor: Person, odd: str) -> None:
    study = make_study(declared, "in_review")
    for sent in ({"deed": ODD[odd]}, {"deed": "ask", "reason": ODD[odd]}):
        assert editor.client.post(f"{DESK}{study.ref}/", sent).status_code in {303, 422}


def test_lists_ask_as_much_for_ten_as_for_one(
    declared: Workshop, editor: Person, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def look() -> None:
        with django_assert_num_queries(4):
            visitor.get(HOME)
        with django_assert_num_queries(7):
            editor.client.get(DESK)

    for status in ("published", "in_review"):
        make_study(declared, status)
    visitor.get(HOME)
    editor.client.get(DESK)
    look()
    for number in range(9):
        make_study(declared, title=f"Study {number}")
        make_study(declared, "in_review", title=f"Study {number}")
    look()
