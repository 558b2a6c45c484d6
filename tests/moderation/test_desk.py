"""The desk: what waits and what is next, one text after the other, and what odd input it is sent."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea, Report
from moderation.models import Claim, Decision, ReasonTemplate
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop, sign_in
from tests.hostile import ODD
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, find_inline, read_text
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/"
REVIEW = f"{DESK}review/"
S = Idea.Status
PAGES = (
    DESK,
    REVIEW,
    f"{DESK}several/",
    f"{DESK}several/?kind=comments",
    f"{DESK}record/",
    f"{DESK}reasons/",
    f"{DESK}themes/",
)
MOST_STATEMENTS = 25
ANSWERS = {200, 303, 400, 403, 404, 405, 409, 422}


def press_what_is_shown(client: Client, page: Page, **filled: str) -> Page:
    """Publish the text of a page of review, just as the page sends it."""
    item = page.context["item"]
    sent = {"verdict": "publish", "seen": page.context["forms"]["publish"].seen, "from": "turn", **filled}
    return client.post(f"{page_of(item)}decision/", sent)


def test_a_text_is_decided_and_the_next_one_is_there(workshop: Workshop, moderator: Person) -> None:
    refs = {make_idea(workshop, status=S.IN_REVIEW).ref for _one in range(2)}
    first = moderator.client.get(REVIEW)
    done = press_what_is_shown(moderator.client, first)
    assert (done.status_code, done["Location"]) == (303, REVIEW)
    second = moderator.client.get(done["Location"])
    assert {first.context["item"].ref, second.context["item"].ref} == refs
    assert second.context["press"]["words"] == "Published: “One number to ring”."


def test_htmx_is_answered_the_next_text_alone(workshop: Workshop, moderator: Person) -> None:
    for _one in range(2):
        make_idea(workshop, status=S.IN_REVIEW)
    page, other = moderator.client.get(REVIEW), {"HX-Request": "true"}
    item = page.context["item"]
    sent = {"verdict": "publish", "seen": page.context["forms"]["publish"].seen, "from": "turn"}
    answer = moderator.client.post(f"{page_of(item)}decision/", sent, headers=other)
    assert (answer.status_code, answer.text.count("</html>"), answer.text.count('id="review"')) == (200, 0, 1)
    assert answer.context["item"] != item


def test_what_somebody_else_decided_meanwhile_is_told_and_the_next_is_there(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    make_idea(workshop, status=S.IN_REVIEW)
    page = moderator.client.get(REVIEW)
    item = page.context["item"]
    make_idea(workshop, status=S.IN_REVIEW, title="the next")
    decide_by_form(organiser.client, item, "hide", reason="abusive")
    sent = {"verdict": "publish", "seen": page.context["forms"]["publish"].seen, "from": "turn"}
    late = moderator.client.post(f"{page_of(item)}decision/", sent, headers={"HX-Request": "true"})
    assert (late.status_code, late.context["item"].title) == (422, "the next")
    assert read_text(late).count("Somebody was quicker") == 1
    assert list(Decision.objects.values_list("verdict", flat=True)) == ["hide"]


def test_what_is_skipped_is_left_to_others_and_comes_back_when_asked_for(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    moderator.client.get(REVIEW)
    skipped = moderator.client.post(f"{page_of(idea)}skip/", {"from": "turn"})
    assert skipped["Location"] == f"{REVIEW}?skipped={idea.ref}"
    assert moderator.client.get(skipped["Location"]).context.get("item") is None
    assert organiser.client.get(REVIEW).context["item"] == idea


def test_undo_brings_the_text_back_to_whoever_decided(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW, held=True)
    press_what_is_shown(moderator.client, moderator.client.get(REVIEW))
    press = moderator.client.get(REVIEW).context["press"]["key"]
    back = moderator.client.post(f"{DESK}undo/", {"press": str(press), "from": "turn"})
    assert back["Location"] == REVIEW
    assert moderator.client.get(REVIEW).context["item"] == idea
    idea.refresh_from_db()
    assert (idea.status, idea.held) == (S.IN_REVIEW, True)
    late = moderator.client.post(f"{DESK}undo/", {"press": str(press)})
    assert (late.status_code, "Nothing was changed" in late.text, DESK in late.text) == (409, True, True)


def test_the_desk_says_what_waits_and_what_is_next(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    assert moderator.client.get(DESK).context["next_label"] == ""
    held, danger = (make_idea(workshop, status=S.IN_REVIEW, held=held) for held in (True, False))
    page = moderator.client.get(DESK)
    assert page.context["facts"] == ["1 that is held", "1 other text"]
    assert (page.context["next_label"], page.context["next_url"]) == ("Review what waits", REVIEW)
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    assert moderator.client.get(DESK).context["next_label"] == "Look at the danger first"
    organiser.client.get(REVIEW)
    assert read_text(moderator.client.get(DESK)).count("1 other person reads one now.") == 1
    assert held.pk != danger.pk


def test_all_ones_workshops_are_listed_and_no_other(
    workshop: Workshop, other_workshop: Workshop, moderator: Person, administrator: Person
) -> None:
    make_idea(workshop, status=S.IN_REVIEW)
    rows = moderator.client.get("/admin/").context["rows"]
    assert [(row["workshop"], row["waiting"].total, row["next_url"]) for row in rows] == [
        (workshop, 1, REVIEW)
    ]
    seen = administrator.client.get("/admin/")
    assert {row["workshop"] for row in seen.context["rows"]} == {workshop, other_workshop}
    assert (seen.text.count("/admin/desk/"), seen.text.count('href="/admin/tables/"')) == (0, 1)


def test_a_draft_leads_its_organiser_to_the_set_up() -> None:
    draft = make_workshop(Phase.DRAFT)
    organiser = make_member("organiser", draft, Role.ORGANISER)
    page = organiser.client.get(f"/admin/desk/{draft.slug}/")
    assert page.context["next_url"] == f"/admin/desk/{draft.slug}/set-up/"


def test_after_publication_nothing_is_given_and_texts_can_be_read() -> None:
    over = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", over, Role.DESIGN_GROUP)
    idea = make_idea(over, title="It stays")
    turn = moderator.client.get(f"/admin/desk/{over.slug}/review/")
    page = moderator.client.get(page_of(idea))
    assert (turn.context.get("item"), Claim.objects.count(), page.context["forms"]) == (None, 0, {})
    assert read_text(page).count("It stays") >= 1


def test_ones_own_text_is_never_in_turn_and_has_no_buttons(workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership, S.IN_REVIEW)
    assert moderator.client.get(REVIEW).context.get("item") is None
    page = moderator.client.get(page_of(own))
    assert (page.context["forms"], page.text.count('name="verdict"')) == ({}, 0)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_the_same_statements_for_many_texts_as_for_few(
    address: str, workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    numbers = []
    for more in (2, 6):
        for _one in range(more):
            idea = make_idea(workshop, status=S.IN_REVIEW)
            make_comment(make_idea(workshop, reviewed=True), reviewed=False)
            decide_by_form(
                organiser.client, make_idea(workshop, status=S.IN_REVIEW), "hide", reason="abusive"
            )
        client = sign_in(moderator.user)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        numbers.append(len(queries))
    assert idea.pk
    assert numbers[0] == numbers[1] <= MOST_STATEMENTS


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_what_groups_texts_of_one_author_or_breaks_the_policy(
    address: str, workshop: Workshop, moderator: Person, organiser: Person, participant: Person
) -> None:
    ideas = [make_idea(workshop, participant.membership, S.IN_REVIEW) for _one in range(3)]
    decide_by_form(organiser.client, ideas[0], "hide", reason="abusive")
    page = moderator.client.get(address)
    text = page.text.lower()
    secrets = [bytes(idea.thread_tag).hex() for idea in ideas] + [str(idea.pk) for idea in ideas]
    secrets += [participant.user.email, str(participant.user.pk), str(participant.membership.pk)]
    assert ([secret for secret in secrets if secret in text], find_inline(page)) == ([], [])


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_input_is_no_fault_and_decides_nothing(name: str, workshop: Workshop, moderator: Person) -> None:
    idea, odd = make_idea(workshop, status=S.IN_REVIEW), ODD[name]
    client = moderator.client
    client.raise_request_exception = False
    sent: list[tuple[str, dict[str, str]]] = [
        (
            f"{page_of(idea)}decision/",
            {"verdict": odd, "seen": odd, "reason": odd, "from": odd, "skipped": odd},
        ),
        (f"{page_of(idea)}decision/", {"verdict": "hide", "seen": odd, "reason": odd, "skipped": odd}),
        (f"{page_of(idea)}skip/", {"from": "turn", "skipped": odd}),
        (f"{DESK}several/", {"verdict": odd, "chosen": odd}),
        (f"{DESK}several/", {"verdict": "hide", "chosen": idea.ref, "decided": odd, "reason": odd}),
        (f"{DESK}undo/", {"press": odd}),
        (f"{DESK}reasons/", {"reason": odd, "words": odd}),
        (f"{DESK}themes/", {"person": odd, "theme": odd}),
        (f"{DESK}themes/", {"person": str(moderator.membership.pk), "theme": odd}),
        (f"{DESK}letter/", {"wanted": odd}),
    ]
    asked = ("review/", "several/", "record/", "record/download/")
    names = ("skipped", "kind", "page", "verdict", "reason", "by", "since", "until")
    statuses = {client.post(address, data).status_code for address, data in sent}
    statuses |= {client.get(f"{DESK}{page}", dict.fromkeys(names, odd)).status_code for page in asked}
    assert statuses - ANSWERS == set()
    assert Decision.objects.count() == 0


def test_the_workshops_own_words_are_added_chosen_and_read_by_the_author(
    workshop: Workshop, moderator: Person, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    words = "It is about another service. Please send it to them."
    moderator.client.post(f"{DESK}reasons/", {"reason": "off_topic", "words": words})
    template = ReasonTemplate.objects.get()
    page = moderator.client.get(page_of(idea))
    assert [reason["label"] for reason in page.context["reasons"]][-1] == words
    decide_by_form(moderator.client, idea, "hide", reason=str(template.pk))
    moderator.client.post(f"{DESK}reasons/{template.pk}/removal/")
    assert list(Decision.objects.values_list("reason", "told")) == [("off_topic", words)]
    mine = read_text(participant.client.get("/workshops/community/mine/"))
    assert mine.count(f"The reason: not about this workshop (“{words}”).") == 1
    assert ReasonTemplate.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    [
        "See https://elsewhere.example/a", "See www.elsewhere.example", "See elsewhere.example/you",
        "Write to us@trust.example", "Ring 020 7946 0120", "Enter the code 493817",
    ],
)  # fmt: skip
def test_words_that_could_lure_an_author_are_refused(
    words: str, workshop: Workshop, moderator: Person
) -> None:
    answer = moderator.client.post(f"{DESK}reasons/", {"reason": "off_topic", "words": words})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["words"])
    assert ReasonTemplate.objects.count() == 0


def test_words_of_another_workshop_are_neither_chosen_nor_taken_away(
    workshop: Workshop, other_workshop: Workshop, moderator: Person
) -> None:
    theirs = ReasonTemplate.objects.create(workshop=other_workshop, reason="off_topic", words="Not here.")
    idea = make_idea(workshop, status=S.IN_REVIEW)
    assert decide_by_form(moderator.client, idea, "hide", reason=str(theirs.pk)).status_code == 422
    moderator.client.post(f"{DESK}reasons/{theirs.pk}/removal/")
    assert ReasonTemplate.objects.get() == theirs


def test_there_is_an_end_to_own_words(workshop: Workshop, moderator: Person) -> None:
    ReasonTemplate.objects.bulk_create(
        ReasonTemplate(workshop=workshop, reason="abusive", words=f"Number {number}") for number in range(20)
    )
    sent = {"reason": "abusive", "words": "One more."}
    answer = moderator.client.post(f"{DESK}reasons/", sent)
    assert (answer.status_code, ReasonTemplate.objects.count()) == (422, 20)
    page = moderator.client.get(page_of(make_idea(workshop, status=S.IN_REVIEW)))
    keys = [reason["key"] for reason in page.context["reasons"]]
    assert (len(keys), len(set(keys)), "u" in keys) == (25, 25, False)


def test_an_undo_that_is_no_key_is_a_bad_request(moderator: Person) -> None:
    assert moderator.client.post(f"{DESK}undo/", {"press": "nothing"}).status_code == 400
    assert moderator.client.post(f"{DESK}undo/", {"press": str(uuid.uuid4())}).status_code == 409
