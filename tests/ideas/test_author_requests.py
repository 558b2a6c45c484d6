"""A second look, and "I said too much": what an author asks, when the group gets it, and what comes of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas.domain.author_requests import (
    NAME,
    ask_to_cover,
    ask_to_look,
    pass_on_after_the_close,
    pass_on_at_night,
)
from ideas.models import Comment, CoverRequest, Idea, SecondLook
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from moderation.domain.cover_requests import cover_as_asked
from moderation.domain.decisions import NewDecision, decide
from moderation.domain.ledger import list_rows
from moderation.domain.undoing import find_last_press, undo_press
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import read_text
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_unreleased, find_workshops_to_release
from workshops.models import Housekeeping, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
BODY = "Ask Mrs Khan in bed nine. Ask again."


def asked_at(item: Idea | Comment, page: str) -> str:
    """Return the address on which its author asks."""
    thread = item.thread
    query = f"?comment={item.ref}" if isinstance(item, Comment) else ""
    return f"/workshops/{thread.workshop.slug}/ideas/{thread.ref}/{page}/{query}"


def mine_of(person: Person, workshop: Workshop) -> str:
    return read_text(person.client.get(f"/workshops/{workshop.slug}/mine/"))


@pytest.fixture
def hidden(workshop: Workshop, participant: Person, moderator: Person) -> Idea:
    """Return an idea of the participant that the moderator has hidden."""
    idea = make_idea(workshop, participant.membership)
    hide_idea(actor=moderator.membership, idea=idea, reason="off_topic")
    idea.refresh_from_db()
    return idea


def test_its_author_asks_once_and_the_group_gets_it_with_a_release(
    workshop: Workshop, hidden: Idea, participant: Person, organiser: Person
) -> None:
    page = asked_at(hidden, "second-look")
    assert mine_of(participant, hidden.workshop).count("Ask for a second look") == 1
    sent = participant.client.post(page, {"words": "It is about the rota."})
    assert (sent.status_code, sent["Location"]) == (303, "/workshops/community/mine/")
    assert participant.client.post(page, {"words": ""}).status_code == 409
    assert mine_of(participant, workshop).count("Ask for a second look") == 0
    assert organiser.client.get("/admin/desk/community/").context["facts"] == []
    assert "It is about the rota." not in read_text(organiser.client.get(page_of(hidden)))
    assert len(find_unreleased(workshop).texts.kept) == 1
    assert find_workshops_to_release() == [hidden.workshop_id]
    release_workshop(hidden.workshop_id, force=True)
    assert find_workshops_to_release() == []
    assert organiser.client.get("/admin/desk/community/").context["facts"] == ["1 second look"]
    shown = organiser.client.get("/admin/desk/community/review/")
    assert (shown.context["item"], read_text(shown).count("It is about the rota.")) == (hidden, 1)


def test_whoever_hid_it_does_not_look_again(hidden: Idea, moderator: Person, organiser: Person) -> None:
    SecondLook.objects.create(item=hidden.pk, idea=hidden, released=True)
    assert moderator.client.get("/admin/desk/community/review/").context.get("item") is None
    page = moderator.client.get(page_of(hidden))
    assert (page.context["forms"], page.context["obstacle"][:22]) == ({}, "You hid this yourself,")
    for verdict in ("publish", "uphold"):
        with pytest.raises(PermissionDenied):
            decide(actor=moderator.membership, item=hidden, new_decision=NewDecision(verdict, "fits"))
    assert decide_by_form(organiser.client, hidden, "publish").status_code == 303


def test_where_nobody_else_is_there_the_page_says_so(hidden: Idea, moderator: Person) -> None:
    SecondLook.objects.create(item=hidden.pk, idea=hidden, released=True)
    assert "nobody else works for this workshop" in read_text(moderator.client.get(page_of(hidden)))


def test_what_comes_of_it_is_read_by_its_author_and_is_final(
    hidden: Idea, participant: Person, organiser: Person
) -> None:
    ask_to_look(actor=participant.membership, item=hidden, words="")
    assert mine_of(participant, hidden.workshop).count("The design group does not have it yet.") == 1
    SecondLook.objects.update(released=True)
    assert decide_by_form(organiser.client, hidden, "uphold", reason="abusive").status_code == 303
    text = mine_of(participant, hidden.workshop)
    assert (text.count("It stays hidden, and that is final."), text.count("attacks a person")) == (1, 1)
    assert participant.client.get(asked_at(hidden, "second-look")).status_code == 409
    assert SecondLook.objects.get().answered is True
    assert decide_by_form(organiser.client, hidden, "uphold", reason="abusive").status_code == 409


def test_undoing_the_answer_lets_it_wait_again(hidden: Idea, organiser: Person) -> None:
    SecondLook.objects.create(item=hidden.pk, idea=hidden, released=True)
    decide(actor=organiser.membership, item=hidden, new_decision=NewDecision("publish", "fits"))
    press = find_last_press(organiser.membership)
    assert press is not None
    undo_press(actor=organiser.membership, press=press.key)
    hidden.refresh_from_db()
    assert (hidden.status, SecondLook.objects.get().answered) == (S.HIDDEN, False)


def test_identifying_words_are_marked_first(hidden: Idea, participant: Person) -> None:
    page, words = asked_at(hidden, "second-look"), {"words": "Ring me on 020 7946 0120."}
    away = participant.client.post(page, words)
    assert (away.status_code, SecondLook.objects.count()) == (303, 0)
    for _load in range(2):
        warned = participant.client.get(away["Location"])
        assert warned.context["form"]["words"].value() == words["words"]
    mark = warned.context["form"].mark
    assert participant.client.post(page, {**words, "read": mark}).status_code == 303


@pytest.fixture
def over() -> tuple[Workshop, Person, Person]:
    """Return a workshop whose result is published, one of its members, and one of its design group."""
    workshop = make_workshop(Phase.PUBLISHED)
    staff = make_member("moderator", workshop, Role.DESIGN_GROUP)
    return workshop, make_member("author", workshop), staff


def test_after_the_close_passages_are_covered_as_their_author_asks(
    over: tuple[Workshop, Person, Person],
) -> None:
    workshop, author, staff = over
    idea = make_idea(workshop, author.membership, body=BODY, reviewed=True)
    comment = make_comment(idea, author.membership, body=BODY, reviewed=True)
    for item in (idea, comment):
        sent = author.client.post(
            asked_at(item, "too-much"), {"what": "passages", "words": "Mrs Khan\nbed nine"}
        )
        assert sent.status_code == 303
    assert staff.client.get(f"/admin/desk/{workshop.slug}/").context["facts"] == []
    assert pass_on_after_the_close() == 2
    desk = staff.client.get(f"/admin/desk/{workshop.slug}/")
    assert (desk.context["facts"], desk.context["next_label"]) == (
        ["2 authors said too much"],
        "Review what waits",
    )
    turn = staff.client.get(f"/admin/desk/{workshop.slug}/review/")
    assert (turn.context["asked"]["passages"], set(turn.context["forms"])) == (
        ["Mrs Khan", "bed nine"],
        {"as_asked", "refuse"},
    )
    for item in (idea, comment):
        assert decide_by_form(staff.client, item, "as_asked").status_code == 303
        item.refresh_from_db()
        assert item.body == "Ask [covered] in [covered]. Ask again."
    kept = [*CoverRequest.objects.values_list("words", "answered").distinct()]
    assert kept == [("", True)]
    assert [*Decision.objects.values_list("verdict", "reason", "note").distinct()] == [("mask", "asked", "")]
    assert mine_of(author, workshop).count("What you asked to cover is covered.") == 2
    shown = read_text(author.client.get(idea.get_absolute_url()))
    assert (shown.count("its author asked for it"), shown.count("Mrs Khan")) == (1, 0)


def test_a_text_is_taken_out_and_keeps_its_place(over: tuple[Workshop, Person, Person]) -> None:
    workshop, author, staff = over
    idea = make_idea(workshop, author.membership, body=BODY)
    author.client.post(asked_at(idea, "too-much"), {"what": "everything", "words": ""})
    pass_on_after_the_close()
    assert decide_by_form(staff.client, idea, "as_asked").status_code == 303
    idea.refresh_from_db()
    assert (idea.status, idea.title, idea.body) == (S.PUBLISHED, *["[taken out by its author]"] * 2)
    assert Decision.objects.get().verdict == "take_out"


def test_it_can_be_refused_in_words_without_a_lure_and_asked_again(
    over: tuple[Workshop, Person, Person],
) -> None:
    workshop, author, staff = over
    idea = make_idea(workshop, author.membership, body=BODY)
    ask_to_cover(actor=author.membership, item=idea, passages=["Ask again"])
    pass_on_after_the_close()
    waits = author.client.get(asked_at(idea, "too-much"))
    assert (waits.context["form"], "has your request already" in read_text(waits)) == (None, True)
    assert author.client.post(asked_at(idea, "too-much"), {"what": "everything"}).status_code == 409
    lure = decide_by_form(staff.client, idea, "refuse", told="See www.trust.example/you")
    assert (lure.status_code, Decision.objects.count()) == (422, 0)
    assert decide_by_form(staff.client, idea, "refuse", told="It names nobody.").status_code == 303
    assert mine_of(author, workshop).count("The design group leaves it as it is: “It names nobody.”") == 1
    ask_to_cover(actor=author.membership, item=idea, passages=["Mrs Khan"])
    assert [*CoverRequest.objects.values_list("words", "released", "answered")] == [
        ("Mrs Khan", False, False)
    ]


@pytest.mark.parametrize(
    ("words", "error"), [("", "words"), ("x", "words"), ("Mrs Smith", "words"), ("Mrs\nKhans", "words")]
)
def test_words_must_stand_in_the_text(words: str, error: str, over: tuple[Workshop, Person, Person]) -> None:
    workshop, author, _staff = over
    idea = make_idea(workshop, author.membership, body=BODY)
    answer = author.client.post(asked_at(idea, "too-much"), {"what": "passages", "words": words})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [error])
    assert CoverRequest.objects.count() == 0


def test_while_it_is_open_one_changes_it_oneself_or_asks_with_a_release(
    workshop: Workshop, participant: Person, colleague: Person, moderator: Person
) -> None:
    fresh = make_idea(workshop, participant.membership, body=BODY)
    settled = make_idea(workshop, participant.membership, body=BODY, settled=True)
    page = participant.client.get(asked_at(fresh, "too-much"))
    assert (page.context["form"], page.context["edit_url"]) == (None, f"{fresh.get_absolute_url()}edit/")
    assert participant.client.post(asked_at(fresh, "too-much"), {"words": "Mrs Khan"}).status_code == 409
    with pytest.raises(PermissionDenied):
        ask_to_cover(actor=colleague.membership, item=settled, passages=["Mrs Khan"])
    with pytest.raises(Unprocessable):
        ask_to_cover(actor=participant.membership, item=settled, passages=[])
    ask_to_cover(actor=participant.membership, item=settled, passages=["Mrs Khan"])
    assert (pass_on_after_the_close(), len(find_unreleased(workshop).texts.kept)) == (0, 1)
    release_workshop(workshop.pk, force=True)
    assert CoverRequest.objects.get().released is True
    decision = cover_as_asked(
        actor=moderator.membership, item=settled, new_decision=NewDecision("mask", "asked")
    )
    assert [row.reason for row in list_rows(workshop, timezone.localdate())] == []
    assert decision.reason == "asked"


def test_nobody_decides_about_their_own_request(over: tuple[Workshop, Person, Person]) -> None:
    workshop, _author, staff = over
    idea = make_idea(workshop, staff.membership, body=BODY)
    CoverRequest.objects.create(item=idea.pk, idea=idea, words="Mrs Khan", released=True)
    with pytest.raises(PermissionDenied):
        cover_as_asked(actor=staff.membership, item=idea, new_decision=NewDecision("mask", "asked"))
    assert staff.client.get(f"/admin/desk/{workshop.slug}/review/").context.get("item") is None


def test_after_the_close_requests_wait_for_the_night_and_are_no_reason_for_a_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workshop = make_workshop(Phase.CLOSED)
    author = make_member("author", workshop)
    idea = make_idea(workshop, author.membership, S.HIDDEN, body=BODY)
    ask_to_look(actor=author.membership, item=idea, words="")
    assert find_unreleased(workshop).is_anything is False
    day = datetime(2026, 5, 4, 12, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "localtime", lambda: day)
    assert pass_on_at_night() == 0
    monkeypatch.setattr(timezone, "localtime", lambda: day.replace(hour=2))
    assert [pass_on_at_night(), pass_on_at_night(), Housekeeping.objects.filter(pk=NAME).count()] == [1, 0, 1]


@pytest.mark.parametrize("status", [S.PUBLISHED, S.WITHDRAWN, S.UNRELEASED, S.LAPSED])
def test_only_what_is_hidden_is_looked_at_again(
    status: Idea.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    with pytest.raises(WrongPhase):
        ask_to_look(actor=participant.membership, item=idea, words="")
