"""The desk's pages for merging: find the other idea, read both, merge, undo, unmerge."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea, Merge, Report
from moderation.domain.merging import merge_ideas, undo_merge
from moderation.domain.seen import read_seen
from moderation.models import Claim, Decision
from tests.cast import Person, make_comment, make_idea, make_member
from tests.hostile import ODD
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import decide_by_form, desk_of, page_of
from tests.pages import Page, read_text
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
REVIEW = "/admin/desk/community/review/"
S = Idea.Status
MOST_STATEMENTS = 25
ANSWERS = {200, 303, 400, 403, 404, 405, 409, 422}


def address_of(part: Idea, main: Idea) -> str:
    """Return the address of the page on which the two stand side by side."""
    return f"{page_of(part)}merge/{main.ref}/"


def merge_by_form(person: Person, part: Idea, main: Idea, **filled: str) -> Page:
    """Press the button of that page, as it is now."""
    fresh = [Idea.objects.get(pk=idea.pk) for idea in (part, main)]
    seen = {"seen_part": read_seen(fresh[0]), "seen_main": read_seen(fresh[1])}
    return person.client.post(address_of(part, main), {**seen, "note": "", **filled})


@pytest.fixture
def two(workshop: Workshop) -> tuple[Idea, Idea]:
    """Return an idea that waits for the design group, and one like it that all see."""
    main = make_idea(workshop, title="One number to ring", body="For all of us.", reviewed=True)
    return make_idea(workshop, status=S.IN_REVIEW, title="One number to call"), main


def test_from_review_to_the_next_text_and_back_again(
    workshop: Workshop, moderator: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    page = moderator.client.get(REVIEW)
    assert page.context["item"] == part
    choice = moderator.client.get(page.context["merge_url"])
    (offer,) = choice.context["similar"]
    assert offer["idea"] == main
    check = moderator.client.get(offer["address"])
    assert read_text(check).count("One number to ring") >= 1
    assert (check.context["in_turn"], check.context["obstacle"], check.context["left"]) == (True, "", 2)
    done = merge_by_form(moderator, part, main, **{"from": "turn"})
    assert (done.status_code, done["Location"]) == (303, REVIEW)
    part.refresh_from_db()
    assert (part.status, part.reviewed, Merge.objects.get().main) == (S.PUBLISHED, True, main)
    after = moderator.client.get(REVIEW)
    assert after.context["press"]["words"] == (
        "Merged: “One number to call” counts with “One number to ring”."
    )
    undone = moderator.client.post(
        desk_of(part, "undo/"), {"press": str(after.context["press"]["key"]), "from": "turn"}
    )
    part.refresh_from_db()
    assert (undone["Location"], part.status, Merge.objects.count()) == (REVIEW, S.IN_REVIEW, 0)
    assert Decision.objects.get(verdict="undo").undoes == Decision.objects.get(verdict="merge")


def test_of_two_that_wait_both_are_read_and_both_wait_again_after_undo(
    workshop: Workshop, moderator: Person
) -> None:
    part, main = (make_idea(workshop, status=S.IN_REVIEW, title=title) for title in ("A", "B"))
    merge_by_form(moderator, part, main)
    assert set(Idea.objects.values_list("status", "reviewed")) == {(S.PUBLISHED, True)}
    press = moderator.client.get(page_of(part)).context["press"]
    assert press["words"] == "Merged: “A” counts with “B”."
    moderator.client.post(desk_of(part, "undo/"), {"press": str(press["key"])})
    assert set(Idea.objects.values_list("status", "reviewed")) == {(S.IN_REVIEW, False)}
    assert not Merge.objects.exists()
    assert sorted(Decision.objects.values_list("verdict", flat=True)) == ["merge", "publish", "undo", "undo"]


def test_two_marked_ones_lead_to_the_same_page(workshop: Workshop, moderator: Person) -> None:
    one, other, third = (make_idea(workshop, status=S.IN_REVIEW) for _one in range(3))
    address = desk_of(one, "several/")
    done = moderator.client.post(address, {"verdict": "merge", "chosen": [one.ref, other.ref]})
    assert done["Location"] in {address_of(one, other), address_of(other, one)}
    for chosen in ([], [one.ref], [one.ref, other.ref, third.ref], [one.ref, "nothing"]):
        page = moderator.client.post(address, {"verdict": "merge", "chosen": chosen})
        assert (page.status_code, read_text(page).count("Choose two ideas to merge them.")) == (422, 1)


def test_another_idea_is_found_by_words_and_by_its_address(
    workshop: Workshop, moderator: Person, two: tuple[Idea, Idea]
) -> None:
    part, other = two[0], make_idea(workshop, title="Electric bikes for visits")
    address = f"{page_of(part)}merge/"
    found = moderator.client.post(address, {"wanted": "electric bike"}).context["found"]
    assert [offer["idea"] for offer in found] == [other]
    for wanted in (other.ref, f"https://ideas.example{other.get_absolute_url()}"):
        assert moderator.client.post(address, {"wanted": wanted})["Location"] == address_of(part, other)
    assert moderator.client.post(address, {"wanted": ""}).status_code == 422
    assert moderator.client.post(address, {"wanted": part.ref}).context["found"] == []


def test_what_changed_meanwhile_is_told_and_asked_again(
    workshop: Workshop, moderator: Person, organiser: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    third = make_idea(workshop, title="A third")
    seen = {"seen_part": read_seen(part), "seen_main": read_seen(main)}
    for change in (
        lambda: merge_ideas(actor=organiser.membership, part=third, main=main),
        lambda: Idea.objects.filter(pk=part.pk).update(body="Other words."),
        lambda: hide_idea(actor=organiser.membership, idea=main, reason="abusive"),
    ):
        change()
        page = moderator.client.post(address_of(part, main), {**seen, "note": "The same"})
        assert (page.status_code, page.context["form"].initial) == (409, {"note": "The same"})
        assert Merge.objects.filter(idea=part).count() == 0
        seen = {f"seen_{name}": value for name, value in page.context["seen"].items()}
    assert page.context["obstacle"].startswith("One of the two is not shown")
    assert read_text(page).count("Somebody was quicker") >= 1


def test_who_merges_second_is_told_that_it_is_done(
    workshop: Workshop, moderator: Person, organiser: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    seen = {"seen_part": read_seen(part), "seen_main": read_seen(main)}
    merge_by_form(organiser, part, main)
    page = moderator.client.post(address_of(part, main), {**seen, "note": ""})
    assert (page.status_code, Merge.objects.count()) == (409, 1)
    assert read_text(page).count("This idea counts with another one already.") == 1


def test_a_part_leads_to_its_main_idea_and_a_main_idea_stays_one(
    workshop: Workshop, moderator: Person
) -> None:
    part, main, other = (make_idea(workshop, title=title) for title in ("Part", "Main", "Other"))
    merge_ideas(actor=moderator.membership, part=part, main=main)
    assert moderator.client.get(address_of(other, part))["Location"] == address_of(other, main)
    assert moderator.client.get(address_of(main, other))["Location"] == address_of(other, main)
    page = moderator.client.get(address_of(other, main))
    assert (page.context["may_swap"], page.context["main"]["parts"]) == (False, [part])


def test_ones_own_and_what_counts_with_it_is_never_merged(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    own = make_idea(workshop, moderator.membership, title="Mine")
    main, other = make_idea(workshop), make_idea(workshop)
    merge_ideas(actor=organiser.membership, part=own, main=main)
    for pair in ((other, own), (other, main)):
        assert merge_by_form(moderator, *pair).status_code in {403, 409}
    page = moderator.client.get(page_of(main))
    assert page.context["together"][0]["obstacle"] != ""
    assert decide_by_form(moderator.client, own, "split").status_code == 403
    assert Merge.objects.count() == 1


def test_what_could_hurt_somebody_is_decided_about_alone(workshop: Workshop, moderator: Person) -> None:
    held = make_idea(workshop, status=S.IN_REVIEW, held=True)
    danger, main = make_idea(workshop), make_idea(workshop)
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    for idea in (held, danger):
        assert moderator.client.get(page_of(idea)).context["merge_url"] == ""
        for pair in ((idea, main), (main, idea)):
            assert merge_by_form(moderator, *pair).status_code == 409
    assert not Merge.objects.exists()


@pytest.mark.parametrize("on", ["part", "main"])
def test_unmerge_stands_on_the_page_of_either_idea(workshop: Workshop, moderator: Person, on: str) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    page = moderator.client.get(page_of(part if on == "part" else main))
    (row,) = page.context["together"]
    sent = {"verdict": "split", "seen": row["seen"], "back": page.context["item"].ref}
    done = moderator.client.post(f"{page_of(part)}decision/", sent)
    assert (done["Location"], Merge.objects.count()) == (page_of(page.context["item"]), 0)
    assert moderator.client.post(f"{page_of(part)}decision/", sent).status_code == 409


def test_what_is_hidden_leaves_its_merges_for_good(workshop: Workshop, moderator: Person) -> None:
    part, main, other = (make_idea(workshop) for _one in range(3))
    for idea in (part, other):
        merge_ideas(actor=moderator.membership, part=idea, main=main)
    hide_idea(actor=moderator.membership, idea=part, reason="abusive")
    assert list(Merge.objects.values_list("idea", flat=True)) == [other.pk]
    hide_idea(actor=moderator.membership, idea=main, reason="abusive")
    assert not Merge.objects.exists()
    press = moderator.client.get(page_of(main)).context["press"]
    moderator.client.post(desk_of(main, "undo/"), {"press": str(press["key"])})
    main.refresh_from_db()
    assert (main.status, Merge.objects.count()) == (S.PUBLISHED, 0)
    splits = Decision.objects.filter(verdict="split").values_list("idea", flat=True)
    assert sorted(splits) == sorted([part.pk, other.pk])


def test_what_one_published_cannot_be_taken_back_once_something_counts_with_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    main, part = make_idea(workshop, status=S.IN_REVIEW), make_idea(workshop)
    decide_by_form(moderator.client, main, "publish")
    press = moderator.client.get(page_of(main)).context["press"]
    merge_by_form(organiser, part, main)
    assert moderator.client.post(desk_of(main, "undo/"), {"press": str(press["key"])}).status_code == 409
    assert Merge.objects.count() == 1


def test_undo_after_somebody_unmerged_tells_so(
    workshop: Workshop, moderator: Person, organiser: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    merge_by_form(moderator, part, main)
    press = moderator.client.get(page_of(part)).context["press"]
    undo_merge(actor=organiser.membership, part=part)
    assert moderator.client.post(desk_of(part, "undo/"), {"press": str(press["key"])}).status_code == 409


def test_the_record_says_with_what_one_counts(
    workshop: Workshop, moderator: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    merge_by_form(moderator, part, main, note="Both ask for one number")
    row = read_text(moderator.client.get(desk_of(part, "record/?verdict=merge")))
    assert (row.count("One number to ring"), row.count("Both ask for one number")) == (1, 1)
    lines = b"".join(moderator.client.get(desk_of(part, "record/download/?verdict=merge")))
    assert lines.decode().splitlines()[1].endswith(f"idea,{part.ref},{main.ref}")


def test_the_page_keeps_the_text_under_review_for_who_reads_it(
    workshop: Workshop, moderator: Person, organiser: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    moderator.client.get(f"{address_of(part, main)}?from=turn")
    assert Claim.objects.get().item == part.pk
    assert organiser.client.get(f"{address_of(part, main)}").context["part"]["with_other"] is True


def test_nothing_of_it_is_for_others(
    workshop: Workshop, other_workshop: Workshop, participant: Person, two: tuple[Idea, Idea]
) -> None:
    part, main = two
    elsewhere = make_member("elsewhere", other_workshop, Role.DESIGN_GROUP)
    comment = make_comment(main)
    for person in (participant, elsewhere):
        for address in (f"{page_of(part)}merge/", address_of(part, main)):
            assert person.client.get(address).status_code == 404
            assert person.client.post(address, {}).status_code == 404
    group = make_member("group", workshop, Role.DESIGN_GROUP)
    foreign = make_idea(other_workshop)
    for pair in ((part, foreign), (foreign, main)):
        address = f"{REVIEW}{pair[0].ref}/merge/{pair[1].ref}/"
        assert group.client.get(address).status_code == 404
    assert group.client.get(f"{REVIEW}{comment.ref}/merge/").status_code == 404


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_input_is_answered(
    workshop: Workshop, moderator: Person, two: tuple[Idea, Idea], odd: str
) -> None:
    part, main = two
    sent = {"wanted": odd, "seen_part": odd, "seen_main": odd, "note": odd, "from": odd, "skipped": odd}
    answers = [
        moderator.client.post(f"{page_of(part)}merge/", sent),
        moderator.client.post(address_of(part, main), sent),
        moderator.client.get(address_of(part, main), {"from": odd, "skipped": odd}),
        moderator.client.post(f"{page_of(part)}decision/", {"verdict": "split", "back": odd, "seen": odd}),
    ]
    assert {answer.status_code for answer in answers} <= ANSWERS


def test_the_pages_take_few_statements(workshop: Workshop, moderator: Person, two: tuple[Idea, Idea]) -> None:
    part, main = two
    pages = (f"{page_of(part)}merge/", address_of(part, main), page_of(main))
    taken = []
    for number in range(3):
        merge_ideas(actor=moderator.membership, part=make_idea(workshop, title=f"A {number}"), main=main)
        for address in pages:
            moderator.client.get(address)
        taken.append([count_statements(moderator, address) for address in pages])
    assert max(taken[0]) <= MOST_STATEMENTS
    assert taken[2] == taken[1] == taken[0]


def count_statements(person: Person, address: str) -> int:
    """Return how many statements a page takes that is there."""
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(address).status_code == 200
    return len(queries)
