"""The pages of coding: what a press does, what is asked again, and what no page shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from moderation.domain.codebook import read_codebook
from moderation.domain.quotes import list_passages
from moderation.models import ChosenCode, Code, Coding, Quote
from tests.cast import Person, make_idea, make_member, make_workshop, sign_in
from tests.hostile import ODD
from tests.moderation.coding_people import (
    CODEBOOK,
    CODING,
    DESK,
    code_as,
    make_answer,
    make_code,
    make_text,
    see,
)
from tests.moderation.test_desk import ANSWERS, MOST_STATEMENTS
from tests.pages import Page, find_inline, read_text
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
PAGES = (CODING, f"{CODING}coded/", f"{CODING}cards/", CODEBOOK, DESK)


def address_of(item: Any) -> str:
    return f"{CODING}{item.ref}/"


def send(client: Client, page: Page, **filled: Any) -> Page:
    """Send the form of a page for coding, just as the page holds it."""
    return client.post(address_of(page.context["item"]), {"seen": page.context["seen"], **filled})


def test_a_text_is_coded_and_the_next_one_is_there(workshop: Workshop, moderator: Person) -> None:
    refs = {make_text(workshop).ref for _one in range(2)}
    code = make_code(moderator)
    first = moderator.client.get(CODING)
    done = send(moderator.client, first, do="save", code=[str(code.pk)], quote=["five places"])
    last = first.context["item"]
    assert (done.status_code, done["Location"]) == (303, f"{CODING}?last={last.ref}")
    second = moderator.client.get(done["Location"])
    assert {last.ref, second.context["item"].ref} == refs
    assert second.context["last"] == {"ref": last.ref, "name": "One number to ring"}
    assert (ChosenCode.objects.get().code, list_passages(last, Quote.objects.all())) == (
        code,
        ["five places"],
    )


def test_none_of_these_is_one_press(workshop: Workshop, moderator: Person) -> None:
    make_text(workshop)
    make_code(moderator)
    send(moderator.client, moderator.client.get(CODING), do="none")
    assert (Coding.objects.count(), ChosenCode.objects.count()) == (1, 0)


def test_nothing_chosen_is_asked_again_and_nothing_is_lost(workshop: Workshop, moderator: Person) -> None:
    make_text(workshop)
    answer = send(moderator.client, moderator.client.get(CODING), do="save", quote=["five places"])
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])
    assert (answer.context["form"].quotes, Coding.objects.count()) == (["five places"], 0)


def test_words_that_are_not_in_the_text_are_no_quote(workshop: Workshop, moderator: Person) -> None:
    make_text(workshop)
    code = make_code(moderator)
    page = moderator.client.get(CODING)
    chosen = {"do": "save", "code": [str(code.pk)]}
    for sent in ({"quote": ["six places"]}, {"passages": "five places\nsix places"}):
        answer = send(moderator.client, page, **chosen, **sent)
        assert answer.context["form"].errors["passages"] == [
            "“six places” is not in the text. Mark the words just as they stand there."
        ]
    assert answer.context["form"].ticked == {str(code.pk)}
    done = send(moderator.client, page, **chosen, passages="One number\r\nfive places")
    assert (done.status_code, Quote.objects.count()) == (303, 2)


def test_a_code_is_added_in_passing_and_ticked(workshop: Workshop, moderator: Person) -> None:
    make_text(workshop)
    known = make_code(moderator)
    page = moderator.client.get(CODING)
    sent = {"do": "add", "new_name": "Night bus", "code": [str(known.pk)], "quote": ["five places"]}
    answer = send(moderator.client, page, **sent)
    new = Code.objects.get(name="Night bus")
    form = answer.context["form"]
    assert (answer.status_code, form.ticked, form.quotes) == (
        200,
        {str(known.pk), str(new.pk)},
        ["five places"],
    )
    again = send(moderator.client, answer, **sent)
    assert (again.status_code, list(again.context["new_form"].errors)) == (422, ["new_name"])
    assert again.context["form"].ticked == {str(known.pk)}


def test_ones_own_coding_is_changed_and_taken_away(workshop: Workshop, moderator: Person) -> None:
    idea, first, second = make_text(workshop), make_code(moderator, "First"), make_code(moderator, "Second")
    code_as(moderator, idea, [first], ["five places"])
    page = moderator.client.get(address_of(idea))
    assert (page.context["form"].ticked, page.context["form"].quotes) == ({str(first.pk)}, ["five places"])
    send(moderator.client, page, do="save", code=[str(second.pk)])
    assert (ChosenCode.objects.get().code, Quote.objects.count()) == (second, 0)
    moderator.client.post(f"{address_of(idea)}removal/", {"seen": see(moderator, idea)})
    assert Coding.objects.count() == 0


def test_the_second_tab_sees_what_the_first_one_kept(workshop: Workshop, moderator: Person) -> None:
    idea, first, second = make_text(workshop), make_code(moderator, "First"), make_code(moderator, "Second")
    page = moderator.client.get(address_of(idea))
    send(moderator.client, page, do="save", code=[str(first.pk)])
    late = send(moderator.client, page, do="save", code=[str(second.pk)])
    assert (late.status_code, late.context["stored"]) == (409, ["First"])
    assert (late.context["form"].ticked, ChosenCode.objects.get().code) == ({str(second.pk)}, first)
    assert send(moderator.client, late, do="save", code=[str(second.pk)]).status_code == 303
    assert ChosenCode.objects.get().code == second


def test_htmx_is_answered_the_next_text_alone(workshop: Workshop, moderator: Person) -> None:
    for _one in range(2):
        make_text(workshop)
    page = moderator.client.get(CODING)
    sent = {"seen": page.context["seen"], "do": "none"}
    answer = moderator.client.post(address_of(page.context["item"]), sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.text.count("</html>"), answer.text.count('id="coding"')) == (200, 0, 1)
    assert answer.context["item"] != page.context["item"]


def test_what_is_skipped_is_left_to_others(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    idea = make_text(workshop)
    moderator.client.get(CODING)
    skipped = moderator.client.post(f"{address_of(idea)}skip/")
    assert moderator.client.get(skipped["Location"]).context.get("item") is None
    assert organiser.client.get(CODING).context["item"] == idea


def test_no_page_shows_what_the_other_chose_before_both_have_read(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_text(workshop, blind=True, title="The one of two")
    code = make_code(moderator, "Telephone")
    make_code(moderator, "Other")
    code_as(moderator, idea, [code], ["five places"])
    page = organiser.client.get(address_of(idea))
    assert (page.context["form"].ticked, page.context["form"].quotes, page.context["stored"]) == (
        set(),
        [],
        [],
    )
    assert (page.text.count(" checked"), page.text.count("<q>five")) == (1, 0)  # the template of a quote
    listed = [organiser.client.get(f"{CODING}coded/{ending}") for ending in ("", f"?code={code.pk}")]
    assert [len(one.context["rows"]) for one in listed] == [0, 0]
    rows = [row for family in organiser.client.get(CODEBOOK).context["families"] for row in family["rows"]]
    assert [row["number"] for row in rows] == [0, 0]
    code_as(organiser, idea, [])
    assert len(organiser.client.get(f"{CODING}coded/").context["rows"]) == 2


def test_what_is_coded_is_searched_by_words_code_and_person(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    first, second = make_text(workshop, title="Late buses"), make_text(workshop, title="Trains")
    third = make_answer(first, body="Nothing of it.")
    code_as(moderator, first, [bus])
    code_as(organiser, second, [train])
    code_as(organiser, third)

    def list_found(ending: str) -> list[str]:
        rows = moderator.client.get(f"{CODING}coded/{ending}").context["rows"]
        return sorted(row["item"].ref for row in rows)

    assert list_found("") == sorted([first.ref, second.ref, third.ref])
    assert list_found("?words=late") == [first.ref]
    assert list_found(f"?code={train.pk}") == [second.ref]
    assert list_found("?code=none") == [third.ref]
    assert list_found("?by=me") == [first.ref]
    assert moderator.client.get(f"{CODING}coded/?code=odd").status_code == 422


def test_ones_own_text_has_no_form(workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership)
    page = moderator.client.get(address_of(own))
    assert (page.context["may_code"], page.text.count('name="code"')) == (False, 0)
    assert moderator.client.post(address_of(own), {"do": "none"}).status_code == 403


def test_after_publication_nothing_is_coded() -> None:
    over = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", over, Role.DESIGN_GROUP)
    idea = make_idea(over)
    coding = f"/admin/desk/{over.slug}/coding/"
    assert moderator.client.get(coding).context.get("item") is None
    assert moderator.client.post(f"{coding}{idea.ref}/", {"do": "none"}).status_code == 409


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_the_same_statements_for_many_texts_as_for_few(
    address: str, workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    numbers = []
    for more in (2, 6):
        for one in range(more):
            code = make_code(organiser, f"Code {more} {one}")
            code_as(organiser, make_text(workshop), [code], ["five places"])
            make_answer(make_text(workshop))
        client = sign_in(moderator.user)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= MOST_STATEMENTS


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_what_groups_texts_of_one_author_or_breaks_the_policy(
    address: str, workshop: Workshop, moderator: Person, organiser: Person, participant: Person
) -> None:
    code = make_code(organiser)
    ideas = [make_text(workshop, participant.membership) for _one in range(3)]
    code_as(organiser, ideas[0], [code])
    page = moderator.client.get(address)
    secrets = [bytes(idea.thread_tag).hex() for idea in ideas] + [str(idea.pk) for idea in ideas]
    secrets += [participant.user.email, str(participant.user.pk), str(participant.membership.pk)]
    assert ([secret for secret in secrets if secret in page.text.lower()], find_inline(page)) == ([], [])


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_input_is_no_fault_and_codes_nothing(name: str, workshop: Workshop, moderator: Person) -> None:
    idea, code, odd = make_text(workshop), make_code(moderator), ODD[name]
    client = moderator.client
    client.raise_request_exception = False
    page, book = address_of(idea), f"{CODEBOOK}{code.pk}/"
    sent: list[tuple[str, dict[str, Any]]] = [
        (page, {"do": odd, "seen": odd, "code": odd, "quote": odd, "passages": odd, "skipped": odd}),
        (page, {"do": "save", "seen": odd, "code": [str(code.pk)]}),
        (page, {"do": "add", "new_name": "", "new_definition": odd, "new_parent": odd, "code": odd}),
        (f"{page}skip/", {"skipped": odd}),
        (f"{page}removal/", {"seen": odd}),
        (CODEBOOK, {"name": "", "definition": odd, "example": odd, "parent": odd}),
        (book, {"name": "x", "definition": odd, "example": odd, "parent": odd, "version": odd}),
        (f"{book}merge/", {"into": odd, "version": odd}),
        (f"{book}split/", {"names": odd, "version": odd}),
        (f"{book}parting/", {"version": odd}),
    ]
    names = ("skipped", "last", "words", "code", "by", "page")
    statuses = {client.post(address, data).status_code for address, data in sent}
    statuses |= {client.get(address, dict.fromkeys(names, odd)).status_code for address in PAGES}
    assert statuses - ANSWERS == set()
    assert (Coding.objects.count(), len(read_codebook(workshop).codes)) == (0, 1)


def test_the_card_says_how_far_coding_is(workshop: Workshop, moderator: Person) -> None:
    assert read_text(moderator.client.get(DESK)).count("Begin with the codebook.") == 1
    make_code(moderator)
    for _one in range(2):
        make_text(workshop)
    code_as(moderator, Idea.objects.all()[0])
    text = read_text(moderator.client.get(DESK))
    assert (text.count("1 of 2 texts are coded."), text.count("Codebook: 1 code")) == (1, 1)
