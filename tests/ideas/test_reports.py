"""Reports: one per person and item, seen by the design group with the next release."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections

from ideas.domain.reports import report_item
from ideas.models import Comment, Idea, Report
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.pages import read_text
from workshops.domain.safeguarding import find_safeguarding_address
from workshops.models import OutboxEmail, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return a published idea."""
    return make_idea(workshop)


def page(idea: Idea) -> str:
    return f"/workshops/{idea.workshop.slug}/ideas/{idea.ref}/report/"


def report(person: Person, idea: Idea, comment: Comment | None = None, reason: str = "abusive") -> None:
    report_item(actor=person.membership, idea=idea, comment=comment, reason=reason)


def test_one_person_reports_an_item_once(idea: Idea, participant: Person, colleague: Person) -> None:
    for person, reason in ((participant, "abusive"), (participant, "safety"), (colleague, "safety")):
        report(person, idea, reason=reason)
    assert sorted(Report.objects.values_list("reason", flat=True)) == ["safety", "safety"]
    assert set(Report.objects.values_list("released", flat=True)) == {False}


def test_an_idea_and_its_comments_are_reported_apart_and_under_tags_of_their_own(
    idea: Idea, participant: Person
) -> None:
    one, other = make_comment(idea), make_comment(idea)
    for comment in (None, one, other):
        report(participant, idea, comment)
    assert set(Report.objects.values_list("item", "comment")) == {
        (idea.pk, None),
        (one.pk, one.pk),
        (other.pk, other.pk),
    }
    assert len({bytes(tag) for tag in Report.objects.values_list("tag", flat=True)}) == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_report_sent_at_once_is_one(idea: Idea, participant: Person) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _n: _report_elsewhere(participant, idea), range(8)))
    assert Report.objects.count() == 1


def _report_elsewhere(person: Person, idea: Idea) -> None:
    try:
        report(person, idea)
    finally:
        connections.close_all()


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_reports_end_with_the_open_phase(phase: Phase) -> None:
    workshop = make_workshop(phase)
    person, idea = make_member("reader", workshop), make_idea(workshop)
    with pytest.raises(WrongPhase):
        report(person, idea)
    assert person.client.get(page(idea)).status_code == 409
    assert person.client.post(page(idea), {"reason": "abusive"}).status_code == 409


def test_the_page_quotes_what_is_reported_and_thanks(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea, body="Bed nine was left alone.")
    shown = participant.client.get(page(idea), {"comment": comment.ref})
    assert read_text(shown).count("Bed nine was left alone.") == 1
    sent = participant.client.post(page(idea), {"comment": comment.ref, "reason": "identifies"})
    address = page(idea).removesuffix("report/")
    assert (sent.status_code, sent["Location"]) == (303, f"{address}#comments")
    assert read_text(participant.client.get(address)).count("Thank you.") == 1
    assert Report.objects.get().comment == comment


@pytest.mark.parametrize("reason", ["", "revenge"])
def test_a_report_needs_one_of_the_reasons(reason: str, idea: Idea, participant: Person) -> None:
    answer = participant.client.post(page(idea), {"reason": reason})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert Report.objects.count() == 0


@pytest.mark.parametrize("status", sorted(set(Comment.Status) - {Comment.Status.PUBLISHED}))
def test_a_comment_that_is_not_shown_is_not_there(
    status: Comment.Status, idea: Idea, participant: Person
) -> None:
    comment = make_comment(idea, status=status)
    assert participant.client.get(page(idea), {"comment": comment.ref}).status_code == 404
    answer = participant.client.post(page(idea), {"comment": comment.ref, "reason": "abusive"})
    assert (answer.status_code, Report.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"tag": b"short"}, "report_tag_length"),
        ({"reason": "revenge"}, "report_reason_known"),
        ({"item": "5b1f7a5e-0000-4000-8000-000000000000"}, "report_item_is_what_it_is_about"),
    ],
)
def test_the_database_refuses_what_cannot_be(fields: dict[str, object], constraint: str, idea: Idea) -> None:
    usual = {"item": idea.pk, "tag": bytes(16), "idea": idea, "reason": "abusive"}
    with pytest.raises(IntegrityError, match=constraint):
        Report.objects.create(**{**usual, **fields})


@pytest.fixture
def guarded(workshop: Workshop) -> Workshop:
    """Return the workshop with a safeguarding contact."""
    workshop.safeguarding_email = "safe@trust.example"
    workshop.save(update_fields=["safeguarding_email"])
    return workshop


def test_a_danger_is_mailed_at_once_and_the_text_alone(
    guarded: Workshop, participant: Person, colleague: Person
) -> None:
    idea = make_idea(guarded, colleague.membership, title="The side door", body="It is open <all> night.")
    participant.client.post(page(idea), {"reason": "safety"})
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, letter.html, letter.kind) == ("safe@trust.example", "", "letter")
    assert letter.text.count("The side door\n\nIt is open <all> night.") == 1
    secrets = [
        idea.ref, str(idea.pk), str(idea.pk.hex), bytes(idea.thread_tag).hex(), "@trust.example", "http",
        participant.user.email, colleague.user.email, str(participant.user.pk),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in letter.text + letter.subject] == []
    assert Report.objects.get().released is False


def test_a_comment_is_mailed_without_the_idea(guarded: Workshop, participant: Person) -> None:
    idea = make_idea(guarded, title="The side door")
    comment = make_comment(idea, body="Bed nine was left alone.")
    participant.client.post(page(idea), {"reason": "safety", "comment": comment.ref})
    letter = OutboxEmail.objects.get()
    assert ("Bed nine was left alone." in letter.text, "The side door" in letter.text) == (True, False)


def test_the_letter_is_the_same_whoever_reports_and_goes_once(
    guarded: Workshop, participant: Person, colleague: Person
) -> None:
    idea = make_idea(guarded)
    for person in (participant, colleague, participant):
        report(person, idea, reason="safety")
    assert OutboxEmail.objects.count() == 1
    OutboxEmail.objects.all().delete()
    report(make_member("third", guarded), idea, reason="safety")
    assert OutboxEmail.objects.count() == 0


@pytest.mark.parametrize("reason", sorted(set(Report.Reason) - {Report.Reason.SAFETY}))
def test_nothing_else_is_mailed(reason: str, guarded: Workshop, participant: Person) -> None:
    report(participant, make_idea(guarded), reason=reason)
    assert OutboxEmail.objects.count() == 0


def test_who_has_reported_something_else_before_is_heard_about_a_danger(
    guarded: Workshop, participant: Person
) -> None:
    idea = make_idea(guarded)
    report(participant, idea, reason="abusive")
    Report.objects.update(released=True)
    for reason in ("safety", "abusive"):
        report(participant, idea, reason=reason)
    assert list(Report.objects.values_list("reason", "released")) == [("safety", False)]
    assert OutboxEmail.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        (
            {"safeguarding_email": "a@trust.example", "safeguarding": "Ask b@trust.example."},
            "a@trust.example",
        ),
        ({"safeguarding": "Ring 020 7946 0120 or write to b@trust.example."}, "b@trust.example"),
        ({"safeguarding": "Ring 020 7946 0120.", "contact_email": "c@trust.example"}, "c@trust.example"),
        ({}, ""),
    ],
)
def test_to_whom_a_danger_is_told(fields: dict[str, str], address: str) -> None:
    assert find_safeguarding_address(Workshop(**fields)) == address


def test_the_form_says_that_the_text_goes_at_once(idea: Idea, participant: Person) -> None:
    text = read_text(participant.client.get(page(idea)))
    assert text.count("the text is mailed to the safeguarding contact of this workshop at once") == 1
