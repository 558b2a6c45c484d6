"""The codebook: what was said is kept, two people see each other, and no coding is lost."""

from __future__ import annotations

import pytest

from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.code_changes import (
    CodeChanged,
    CodeGone,
    CodeText,
    change_code,
    merge_codes,
    part_code,
    split_code,
)
from moderation.domain.codebook import read_codebook
from moderation.domain.coded import count_by_code
from moderation.models import Code, CodeVersion
from tests.cast import Person, make_member
from tests.moderation.coding_people import CODEBOOK, code_as, make_code, make_text, meet
from tests.pages import find_inline, read_text
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db


def count(person: Person) -> dict[str, int]:
    """Return by name how often each code was chosen."""
    codebook = read_codebook(person.membership.workshop)
    return {codebook.codes[key].name: number for key, number in count_by_code(meet(person), codebook).items()}


def test_a_code_keeps_all_that_it_said(moderator: Person, organiser: Person) -> None:
    code = make_code(moderator, "Travel", definition="Getting there.")
    change_code(
        actor=meet(organiser), code=code, text=CodeText("Travel time", "Hours on the road."), version=1
    )
    kept = CodeVersion.objects.order_by("number").values_list("number", "deed", "name", "definition")
    assert list(kept) == [
        (1, "add", "Travel", "Getting there."),
        (2, "change", "Travel time", "Hours on the road."),
    ]
    assert [one.changed_by for one in CodeVersion.objects.order_by("number")] == [
        moderator.membership,
        organiser.membership,
    ]


def test_who_did_not_see_the_last_change_changes_nothing(moderator: Person, organiser: Person) -> None:
    code = make_code(moderator)
    change_code(actor=meet(organiser), code=code, text=CodeText("Theirs"), version=1)
    with pytest.raises(CodeChanged):
        change_code(actor=meet(moderator), code=code, text=CodeText("Mine"), version=1)
    assert Code.objects.get().name == "Theirs"


def test_merging_and_parting_lose_no_coding(workshop: Workshop, moderator: Person) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    code_as(moderator, make_text(workshop), [bus])
    code_as(moderator, make_text(workshop), [bus, train])
    code_as(moderator, make_text(workshop), [train])
    assert count(moderator) == {"Bus": 2, "Train": 2}
    merge_codes(actor=meet(moderator), code=bus, into=train, version=1)
    assert [code.name for code in read_codebook(workshop).living] == ["Train"]
    part_code(actor=meet(moderator), code=Code.objects.get(name="Bus"), version=2)
    assert count(moderator) == {"Bus": 2, "Train": 2}
    deeds = CodeVersion.objects.filter(code=bus).order_by("number").values_list("deed", "others")
    assert list(deeds) == [("add", ""), ("merge", "Train"), ("part", "Train")]


def test_a_text_with_both_merged_codes_counts_once(workshop: Workshop, moderator: Person) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    code_as(moderator, make_text(workshop), [bus, train])
    merge_codes(actor=meet(moderator), code=bus, into=train, version=1)
    assert count(moderator) == {"Train": 1}


def test_splitting_leaves_what_was_coded_where_it_is(workshop: Workshop, moderator: Person) -> None:
    travel = make_code(moderator, "Travel", parent=make_code(moderator, "Access").pk)
    idea = make_text(workshop)
    code_as(moderator, idea, [travel])
    split_code(actor=meet(moderator), code=travel, names=["Bus", "Train"], version=1)
    assert count(moderator) == {"Travel": 1}
    codebook = read_codebook(workshop)
    assert [code.name for code in codebook.choosable.values()] == ["Bus", "Train", "Access"]
    code_as(moderator, idea, [travel])
    assert count(moderator) == {"Travel": 1}
    code_as(moderator, make_text(workshop), [travel])
    assert count(moderator) == {"Travel": 1}


def test_a_merged_code_cannot_be_changed_or_merged_again(moderator: Person) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    merge_codes(actor=meet(moderator), code=bus, into=train, version=1)
    for deed in (
        lambda: change_code(actor=meet(moderator), code=bus, text=CodeText("Coach"), version=2),
        lambda: merge_codes(actor=meet(moderator), code=bus, into=train, version=2),
        lambda: split_code(actor=meet(moderator), code=bus, names=["A", "B"], version=2),
    ):
        with pytest.raises(CodeGone):
            deed()


@pytest.mark.parametrize("name", ["bus", "BUS", "Bus"])
def test_no_two_codes_have_one_name(name: str, moderator: Person) -> None:
    make_code(moderator, "Bus")
    with pytest.raises(Unprocessable, match="of this name"):
        make_code(moderator, name)


def test_there_are_two_levels(moderator: Person) -> None:
    head = make_code(moderator, "Access")
    below = make_code(moderator, "Bus", parent=head.pk)
    with pytest.raises(Unprocessable):
        make_code(moderator, "Night bus", parent=below.pk)
    other = make_code(moderator, "Other")
    with pytest.raises(Unprocessable):
        change_code(actor=meet(moderator), code=head, text=CodeText("Access", parent=other.pk), version=1)


def test_each_code_has_a_key_of_its_own_that_stays(moderator: Person) -> None:
    codes = [make_code(moderator, name) for name in ("Travel", "Time", "Trust", "Unity")]
    assert [code.letter for code in codes] == ["t", "i", "r", "n"]
    changed = change_code(actor=meet(moderator), code=codes[0], text=CodeText("Going there"), version=1)
    assert changed.letter == "t"


def test_what_shows_somebody_is_no_example(moderator: Person) -> None:
    with pytest.raises(Unprocessable, match="who somebody is"):
        make_code(moderator, "Falls", example="Mrs Margaret Khan, NHS number 943 476 5919, fell.")


def test_the_second_of_two_sees_both_texts_and_can_bring_them_together(
    moderator: Person, organiser: Person
) -> None:
    code = make_code(moderator, "Travel", definition="What was there.")
    address = f"{CODEBOOK}{code.pk}/"
    sent = {"name": "Travel", "definition": "What the first one wrote.", "version": "1"}
    assert organiser.client.post(address, sent).status_code == 303
    late = moderator.client.post(address, {**sent, "definition": "What the second one wrote."})
    text = read_text(late)
    assert (
        late.status_code,
        text.count("What the first one wrote."),
        late.context["form"]["definition"].value(),
    ) == (
        409,
        2,
        "What the second one wrote.",
    )
    assert (find_inline(late), late.context["code"].version) == ([], 2)
    both = {**sent, "definition": "What both wrote.", "version": "2"}
    assert moderator.client.post(address, both).status_code == 303
    assert Code.objects.get().definition == "What both wrote."


def test_codes_are_added_merged_split_and_parted_on_their_pages(
    workshop: Workshop, moderator: Person
) -> None:
    client = moderator.client
    for name in ("Bus", "Train"):
        assert client.post(CODEBOOK, {"name": name}).status_code == 303
    bus, train = Code.objects.get(name="Bus"), Code.objects.get(name="Train")
    merged = client.post(f"{CODEBOOK}{bus.pk}/merge/", {"into": str(train.pk), "version": "1"})
    assert (merged.status_code, merged["Location"]) == (303, f"{CODEBOOK}{train.pk}/")
    assert client.get(f"{CODEBOOK}{bus.pk}/").status_code == 404
    assert client.post(f"{CODEBOOK}{bus.pk}/parting/", {"version": "2"}).status_code == 303
    split = client.post(f"{CODEBOOK}{train.pk}/split/", {"names": "Night train\nDay train", "version": "1"})
    assert split.status_code == 303
    page = client.get(CODEBOOK)
    assert [family["head"] and family["head"].name for family in page.context["families"]] == ["Train", None]


def test_codes_of_another_workshop_are_nowhere(other_workshop: Workshop, moderator: Person) -> None:
    stranger = make_member("stranger", other_workshop, Role.DESIGN_GROUP)
    theirs, ours = make_code(stranger, "Theirs"), make_code(moderator, "Ours")
    client = moderator.client
    assert client.get(f"{CODEBOOK}{theirs.pk}/").status_code == 404
    for page in ("merge", "split", "parting"):
        assert client.post(f"{CODEBOOK}{theirs.pk}/{page}/", {"version": "1"}).status_code == 404
    sent = {"into": str(theirs.pk), "version": "1"}
    assert client.post(f"{CODEBOOK}{ours.pk}/merge/", sent).status_code == 422
    assert (
        client.post(
            f"{CODEBOOK}{ours.pk}/", {"name": "O", "parent": str(theirs.pk), "version": "1"}
        ).status_code
        == 422
    )
