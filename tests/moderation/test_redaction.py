"""Covering words of a text: they are overwritten everywhere, on the record, and nobody keeps a copy."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ideas.domain.asked_words import read_question
from ideas.domain.changes import edit_idea
from ideas.domain.comment_changes import edit_comment
from ideas.domain.comments import CommentText
from ideas.domain.ideas import IdeaText
from ideas.domain.passages import MARK, cover
from ideas.domain.search import search_ideas
from ideas.models import CommentRevision, Idea, Revision
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.decisions import NewDecision, WrongState
from moderation.domain.redaction import redact_passages
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
NUMBER = "943 476 5919"
BODY = f"Mrs Khan, NHS number {NUMBER}, waited. Mrs Khan rang twice."
WHY = NewDecision(Decision.Verdict.MASK, Decision.Reason.IDENTIFIES)


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant that is held: it shows who a patient is."""
    state, author = S.IN_REVIEW, participant.membership
    return make_idea(workshop, author, state, title="What Mrs Khan needs", body=BODY, held=True)


def mask(person: Person, item: Idea, *passages: str, note: str = "") -> Decision:
    new_decision = NewDecision(WHY.verdict, WHY.reason, note)
    return redact_passages(actor=person.membership, item=item, passages=passages, new_decision=new_decision)


@pytest.mark.parametrize(
    ("text", "passages", "covered"),
    [
        ("Ann said so, and Ann knows.", ["Ann"], f"{MARK} said so, and {MARK} knows."),
        ("Ann has her annual leave. Annual!", ["Ann"], f"{MARK} has her annual leave. Annual!"),
        ("Mrs Khan and Khan", ["Khan", "Mrs Khan"], f"{MARK} and {MARK}"),
        ("(07700 900123).", ["(07700 900123)"], f"{MARK}."),
        ("Ring a.b@c.example", ["a.b@c"], f"Ring {MARK}.example"),
        (f"{MARK} covered", ["covered"], f"{MARK} {MARK}"),
        ("Nothing of that", ["Khan"], "Nothing of that"),
        ("ann", ["Ann"], "ann"),
    ],
)
def test_each_place_where_the_words_stand_is_covered(text: str, passages: list[str], covered: str) -> None:
    assert cover(text, passages) == covered


def test_the_words_are_gone_from_title_text_and_search_and_the_idea_is_no_longer_held(
    workshop: Workshop, moderator: Person, idea: Idea
) -> None:
    mask(moderator, idea, NUMBER, "Mrs Khan")
    idea.refresh_from_db()
    said = f"{MARK}, NHS number {MARK}, waited. {MARK} rang twice."
    assert (idea.title, idea.body, idea.held) == (f"What {MARK} needs", said, False)
    Idea.objects.update(status=S.PUBLISHED)
    assert [len(search_ideas(workshop, read_question(words))) for words in ("Khan", "waited")] == [0, 1]


def test_what_still_shows_a_patient_stays_held(moderator: Person, idea: Idea) -> None:
    mask(moderator, idea, "Mrs Khan")
    assert Idea.objects.values_list("held", "status").get() == (True, S.IN_REVIEW)


def test_the_decision_has_a_reason_and_not_the_words(moderator: Person, idea: Idea) -> None:
    mask(moderator, idea, NUMBER, "Mrs Khan", note="Named mrs khan.")
    found = Decision.objects.values_list("idea", "verdict", "reason", "note", "decided_by")
    assert list(found) == [(idea.pk, "mask", "identifies", f"Named {MARK}.", moderator.membership.pk)]


def test_the_wording_that_waits_is_covered_too(
    workshop: Workshop, moderator: Person, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, body=BODY)
    text = IdeaText(None, "new", f"{'x' * 111} Mrs Khan", f"Again: {NUMBER}")
    edit_idea(actor=participant.membership, idea=idea, text=text)
    assert Revision.objects.get().held is True
    mask(moderator, idea, NUMBER, "Mrs Khan")
    revision = Revision.objects.get()
    assert (revision.title, len(revision.title)) == (f"{'x' * 111} [covered", 120)
    assert (revision.body, revision.held) == (f"Again: {MARK}", False)


def test_a_comment_is_covered_as_an_idea_is(workshop: Workshop, moderator: Person) -> None:
    comment = make_comment(make_idea(workshop), body="Ask Sister Hargreaves.")
    redact_passages(
        actor=moderator.membership, item=comment, passages=["Sister Hargreaves"], new_decision=WHY
    )  # fmt: skip
    comment.refresh_from_db()
    assert (comment.body, list(comment.decisions.values_list("verdict"))) == (f"Ask {MARK}.", [("mask",)])


def test_pages_that_are_kept_in_memory_are_over(
    workshop: Workshop, moderator: Person, colleague: Person
) -> None:
    idea = make_idea(workshop, body=BODY)
    assert NUMBER in colleague.client.get(idea.get_absolute_url()).text
    before = Workshop.objects.get().content_version
    mask(moderator, idea, NUMBER)
    assert Workshop.objects.get().content_version > before
    assert NUMBER not in colleague.client.get(idea.get_absolute_url()).text


@pytest.mark.parametrize("passages", [["Nobody"], [], ["Kha"]])
def test_words_that_are_not_there_are_a_conflict(moderator: Person, idea: Idea, passages: list[str]) -> None:
    with pytest.raises(WrongState):
        mask(moderator, idea, *passages)
    assert (Idea.objects.get().body, Decision.objects.count()) == (BODY, 0)


def test_words_are_covered_in_the_new_words_of_a_comment_too(
    workshop: Workshop, moderator: Person, participant: Person
) -> None:
    comment = make_comment(make_idea(workshop), participant.membership, body=BODY)
    text = CommentText("build", f"Now: {NUMBER}.")
    edit_comment(actor=participant.membership, comment=comment, text=text)
    redact_passages(actor=moderator.membership, item=comment, passages=[NUMBER], new_decision=WHY)
    assert CommentRevision.objects.get().body == f"Now: {MARK}."


def test_a_mark_that_does_not_fit_is_a_conflict(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title=f"{'x' * 117} Al")
    with pytest.raises(WrongState, match="too long"):
        mask(moderator, idea, "Al")


@pytest.mark.parametrize("status", [S.UNRELEASED, S.WITHDRAWN, S.LAPSED])
def test_what_the_design_group_does_not_see_it_does_not_cover(
    status: Idea.Status, workshop: Workshop, moderator: Person
) -> None:
    with pytest.raises(WrongState):
        mask(moderator, make_idea(workshop, status=status, body=BODY), NUMBER)


def test_nobody_covers_their_own_words_nor_those_of_another_workshop(
    workshop: Workshop, moderator: Person, participant: Person, other_moderator: Person
) -> None:
    own, other = make_idea(workshop, moderator.membership, body=BODY), make_idea(workshop, body=BODY)
    for person, idea in [(moderator, own), (participant, other), (other_moderator, other)]:
        with pytest.raises(PermissionDenied):
            mask(person, idea, NUMBER)
    assert set(Idea.objects.values_list("body")) == {(BODY,)}


def test_once_the_result_is_published_nothing_is_covered() -> None:
    workshop = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    with pytest.raises(WrongPhase):
        mask(moderator, make_idea(workshop, body=BODY), NUMBER)


@pytest.mark.parametrize("reason", ["fits", "off_topic", "duplicate"])
def test_words_are_covered_for_three_reasons_only(reason: str, workshop: Workshop, idea: Idea) -> None:
    with pytest.raises(IntegrityError, match="decision_reason_fits_verdict"), transaction.atomic():
        Decision.objects.create(workshop=workshop, idea=idea, verdict="mask", reason=reason)
