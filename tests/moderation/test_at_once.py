"""Two of the design group at the same moment, and what a decision may be made of."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from ideas.models import Idea
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.visible_text import tidy_text
from moderation.domain.decisions import NewDecision, WrongState, decide
from moderation.domain.muting import mute
from moderation.domain.redaction import redact_passages
from moderation.domain.seen import read_seen
from moderation.models import Decision
from tests.cast import Person, make_idea, make_member, make_members
from tests.hostile import BROKEN, ODD
from tests.moderation.deciding import hide_idea, publish_idea
from tests.moderation.pressing import decide_by_form, page_of
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Vote
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)
DECIDED = {200, 302, 303, 400, 403, 404, 409, 422}
S = Idea.Status
Deed = Callable[[], object]


def run_at_once(deeds: list[Deed]) -> list[str]:
    """Run all deeds at the same moment; return for each "done", or which refusal it met."""
    start = Barrier(len(deeds))

    def run(deed: Deed) -> str:
        try:
            start.wait(60)
            deed()
        except (WrongState, WrongPhase) as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def hiding(person: Person, idea: Idea) -> Deed:
    return lambda: hide_idea(actor=person.membership, idea=idea, reason="abusive")


def publishing(person: Person, idea: Idea) -> Deed:
    return lambda: publish_idea(actor=person.membership, idea=idea)


@pytest.fixture
def group(workshop: Workshop) -> list[Person]:
    """Return four people of the design group."""
    return [make_member(f"moderator-{number}", workshop, Role.DESIGN_GROUP) for number in range(4)]


@at_once
def test_what_four_people_hide_at_once_is_hidden_by_one(workshop: Workshop, group: list[Person]) -> None:
    idea = make_idea(workshop)
    said = run_at_once([hiding(person, idea) for person in group])
    assert sorted(said) == ["WrongState"] * 3 + ["done"]
    assert list(Decision.objects.values_list("idea", "verdict")) == [(idea.pk, "hide")]
    assert Idea.objects.get(pk=idea.pk).status == S.HIDDEN


@at_once
def test_what_four_people_publish_at_once_is_published_with_one_date(
    workshop: Workshop, group: list[Person]
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    assert run_at_once([publishing(person, idea) for person in group]) == ["done"] * 4
    idea.refresh_from_db()
    assert (idea.status, idea.reviewed, idea.published_on is None) == (S.PUBLISHED, True, False)
    assert Decision.objects.filter(idea=idea, verdict="publish").count() == 4


@at_once
@pytest.mark.parametrize("verdict", ["hide", "publish", "mask", "mute"])
def test_of_four_people_who_saw_the_same_page_one_decides(
    workshop: Workshop, group: list[Person], verdict: str
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW, body="Ask Mrs Khan.")
    seen = read_seen(idea)

    def press(person: Person) -> Deed:
        reason = {"publish": "fits", "mask": "identifies"}.get(verdict, "abusive")
        new_decision = NewDecision(verdict, reason, "", seen)
        actor = person.membership
        if verdict == "mask":
            return lambda: redact_passages(
                actor=actor, item=idea, passages=["Mrs Khan"], new_decision=new_decision
            )
        if verdict == "mute":
            return lambda: mute(actor=actor, item=idea, reason=reason, seen=seen)
        return lambda: decide(actor=actor, item=idea, new_decision=new_decision)

    said = run_at_once([press(person) for person in group])
    assert sorted(said) == ["ChangedSince"] * 3 + ["done"]
    assert list(Decision.objects.values_list("verdict", flat=True)) == [verdict]


@at_once
def test_hiding_and_publishing_at_once_end_as_the_last_of_them_said(
    workshop: Workshop, group: list[Person]
) -> None:
    idea = make_idea(workshop)
    hidden, shown = hiding(group[0], idea), publishing(group[1], idea)
    assert run_at_once([hidden, shown]) == ["done", "done"]
    assert sorted(Decision.objects.values_list("verdict", flat=True)) == ["hide", "publish"]
    assert Idea.objects.get(pk=idea.pk).status in {S.HIDDEN, S.PUBLISHED}
    assert Idea.objects.get(pk=idea.pk).reviewed is True


@at_once
def test_deciding_while_people_vote_and_releases_run_loses_nothing(
    workshop: Workshop, group: list[Person]
) -> None:
    gone, kept = make_idea(workshop), make_idea(workshop)
    members = make_members(12, workshop)
    for member in members:
        cast_vote(actor=member, idea=gone, answer="up")

    def vote() -> None:
        for member in members:
            cast_vote(actor=member, idea=kept, answer="up")

    def release() -> None:
        for _time in range(3):
            release_workshop(workshop.pk, force=True)

    assert run_at_once([vote, release, hiding(group[0], gone)]) == ["done"] * 3
    release_workshop(workshop.pk, force=True)
    assert (Vote.objects.filter(idea=gone).count(), Vote.objects.filter(idea=kept).count()) == (12, 12)
    assert set(BoardEntry.objects.values_list("idea", "up")) == {(kept.pk, 12)}
    assert find_differences(Workshop.objects.get(pk=workshop.pk)) == []


@pytest.mark.parametrize("kind", sorted(ODD))
def test_an_odd_note_is_kept_as_it_is_seen_or_refused_in_plain_words(
    workshop: Workshop, moderator: Person, kind: str
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    client = moderator.client
    client.raise_request_exception = False
    answer = decide_by_form(client, idea, "hide", reason="abusive", note=ODD[kind])
    notes = list(Decision.objects.values_list("note", flat=True))
    is_kept = answer.status_code in {302, 303}
    assert answer.status_code in DECIDED
    assert [note.split() for note in notes] == ([tidy_text(ODD[kind]).split()] if is_kept else [])
    assert (Idea.objects.get(pk=idea.pk).status == S.HIDDEN) is is_kept


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_a_decision_whose_bytes_are_no_text_is_no_fault(
    workshop: Workshop, moderator: Person, kind: str
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    client = moderator.client
    client.raise_request_exception = False
    address, form = f"{page_of(idea)}decision/", "application/x-www-form-urlencoded"
    bodies = [f"verdict={BROKEN[kind]}&note=a", f"verdict=hide&reason={BROKEN[kind]}", f"{BROKEN[kind]}=a"]
    statuses = [client.post(address, body, content_type=form).status_code for body in bodies]
    assert [status for status in statuses if status not in DECIDED] == []
    assert Decision.objects.count() == 0


def test_addresses_of_the_admin_that_name_nothing_are_no_fault(moderator: Person) -> None:
    client = moderator.client
    client.raise_request_exception = False
    keys = ["1", "none", "%00", "%ED%A0%80", "..%2f", "'", str(uuid.uuid4()), "9" * 400]
    desk = "/admin/desk/community/"
    pages = ("review/{}/", "review/{}/decision/", "review/{}/skip/", "reasons/{}/removal/")
    addresses = [f"/admin/ideas/idea/{key}/change/" for key in keys]
    addresses += [f"{desk}{page.format(key)}" for key in keys for page in pages]
    odd = [address for address in addresses if client.get(address).status_code not in DECIDED | {405}]
    assert odd == []


@pytest.mark.parametrize(
    "question", ["p=-1", "p=nonsense", "p=%00", "o=99.-99.x", "status=%00", "all=", "e=1", "q=%00"]
)
def test_questions_to_the_queue_that_make_no_sense_are_no_fault(
    workshop: Workshop, moderator: Person, question: str
) -> None:
    make_idea(workshop, status=S.IN_REVIEW)
    client = moderator.client
    client.raise_request_exception = False
    assert client.get(f"/admin/ideas/idea/?{question}").status_code in DECIDED
