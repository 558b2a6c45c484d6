"""The set-up of a workshop in steps."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import files
from tests.cast import Person, make_member, make_workshop
from tests.hostile import ODD
from tests.materials import make_material
from tests.organising.setting_up import COMPLETE, at, complete, confirm, make_begun, save
from tests.pages import read_text
from workshops.models import Group, JoinCode, Organisation, Theme, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
STEPS = [
    "", "purpose/", "themes/", "themes/word/", "dates/", "joining/", "joining/codes/", "questions/", "poll/",
    "materials/", "pictures/", "pictures/logo/", "people/", "moderation/",
]  # fmt: skip


@pytest.fixture
def draft() -> Workshop:
    """Return a workshop of which nothing but the title is there."""
    return make_begun()


@pytest.fixture
def olive(draft: Workshop) -> Person:
    """Return its organiser."""
    return make_member("olive", draft, Role.ORGANISER)


def again(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def test_every_step_can_be_reached_in_any_order(olive: Person) -> None:
    statuses = {step: olive.client.get(at(step)).status_code for step in reversed(STEPS)}
    assert statuses == dict.fromkeys(STEPS, 200)


def test_each_step_saves_by_itself_and_leads_on_where_that_is_pressed(olive: Person) -> None:
    stays = save(olive, "purpose", title="Care at home", slug="begun")
    goes_on = save(olive, "purpose", title="Care at home", slug="begun", next="yes")
    assert [stays.headers["Location"], goes_on.headers["Location"]] == [at("purpose/"), at("themes/")]


def test_an_address_is_made_from_the_title_where_none_is_written(olive: Person, draft: Workshop) -> None:
    make_workshop(slug="care-at-home")
    save(olive, "purpose", title="Care at home!", slug="")
    assert again(draft).slug == "care-at-home-2"


def test_who_saves_second_sees_what_the_first_wrote_and_keeps_their_own(
    olive: Person, draft: Workshop
) -> None:
    seen = olive.client.get(at("purpose/")).context["seen"]
    save(olive, "purpose", title="Written by Olive", slug="begun")
    second = olive.client.post(at("purpose/"), {"seen": seen, "title": "By Sam", "slug": "begun"})
    text = read_text(second)
    assert (second.status_code, "Written by Olive" in text, again(draft).title) == (
        409, True, "Written by Olive",
    )  # fmt: skip
    assert second.context["form"]["title"].value() == "By Sam"


def test_themes_are_numbered_moved_and_closed_up(olive: Person, draft: Workshop) -> None:
    for title in ("One", "Two", "Three"):
        olive.client.post(at("themes/"), {"title": title})
    keys = {theme.title: theme.pk for theme in draft.themes.all()}
    olive.client.post(at(f"themes/{keys['Three']}/move/"), {"way": "up"})
    olive.client.post(at(f"themes/{keys['One']}/move/"), {"way": "up"})
    olive.client.post(at(f"themes/{keys['Two']}/removal/"))
    assert list(draft.themes.values_list("number", "title")) == [(1, "One"), (2, "Three")]


def test_answers_about_who_one_is_keep_who_chose_them(olive: Person, draft: Workshop) -> None:
    save(olive, "questions", group_question="I am a …", groups="nurse\n\ncarer\nnurse")
    nurse = Group.objects.get(workshop=draft, name="nurse")
    save(olive, "questions", group_question="I am a …", groups="manager\nnurse")
    assert list(draft.groups.values_list("number", "name")) == [(1, "manager"), (2, "nurse")]
    assert Group.objects.get(workshop=draft, name="nurse").pk == nurse.pk


def test_a_poll_has_a_scale_with_supportive_answers(olive: Person, draft: Workshop) -> None:
    sent = {"question": "Do you support it?", "answer_1": "Yes", "supportive_1": "on", "answer_3": "No"}
    save(olive, "poll", **sent)
    rows = [(one.number, one.label, one.supportive) for one in draft.poll_options.all()]
    assert rows == [(1, "Yes", True), (2, "No", False)]
    refused = save(olive, "poll", question="Do you?", answer_1="Yes")
    assert (refused.status_code, draft.poll_options.count()) == (422, 2)


def test_a_join_code_is_for_an_organisation(olive: Person, draft: Workshop) -> None:
    Organisation.objects.create(workshop=draft, name="Thames Trust", shown=False)
    sent = {"organisation": "Thames Trust", "uses": "25", "ends_on": "2099-01-05"}
    assert olive.client.post(at("joining/codes/"), sent).status_code == 303
    code = JoinCode.objects.get(workshop=draft)
    # What somebody typed in joining is not taken up: the answer would tell that they did.
    assert (code.organisation.shown, code.uses, code.uses_left >= 25) == (True, 25, True)
    olive.client.post(at(f"joining/codes/{code.pk}/"), {"ends_on": "2020-01-01"})
    assert "over: it lets nobody in" in read_text(olive.client.get(at("joining/"))).lower()


def test_organisations_are_listed_by_their_names(olive: Person, draft: Workshop) -> None:
    names = "Thames Trust\n\nHollow Lane Hospice\nthames trust\n"
    for _time in range(2):
        assert olive.client.post(at("joining/organisations/"), {"names": names}).status_code == 303
    listed = Organisation.objects.filter(workshop=draft, listed=True).order_by("name")
    assert list(listed.values_list("name", flat=True)) == ["Hollow Lane Hospice", "Thames Trust"]
    too_long = olive.client.post(at("joining/organisations/"), {"names": "a" * 200})
    assert too_long.status_code == 422


def test_a_picture_is_drawn_anew_and_needs_words(olive: Person, draft: Workshop) -> None:
    def send(**sent: Any) -> int:
        seen = olive.client.get(at("pictures/logo/")).context["seen"]
        picture = SimpleUploadedFile("IMG_2044.png", files.png())
        return olive.client.post(at("pictures/logo/"), {"seen": seen, "file": picture, **sent}).status_code

    assert [send(), send(words="A bridge")] == [422, 303]
    stored = draft.pictures.get()
    assert (stored.words, str(stored.file.name).endswith(".webp")) == ("A bridge", True)
    assert olive.client.post(at("pictures/logo/removal/")).status_code == 303
    assert draft.pictures.count() == 0


def test_materials_are_added_changed_moved_and_taken_away(olive: Person, draft: Workshop) -> None:
    pdf = SimpleUploadedFile("draft.pdf", files.PDF)
    without = olive.client.post(at("materials/"), {"kind": "document", "title": "Draft", "file": pdf})
    pdf.seek(0)
    sent = {"kind": "document", "title": "Draft", "file": pdf, "text": "It says this."}
    assert [without.status_code, olive.client.post(at("materials/"), sent).status_code] == [422, 303]
    first, second = draft.materials.get(), make_material(draft, title="Second")
    olive.client.post(at(f"materials/{second.pk}/move/"), {"way": "up"})
    save(olive, f"materials/{first.pk}", kind="document", title="The draft", text="It says this.")
    rows = list(draft.materials.values_list("number", "title"))
    assert rows == [(1, "Second"), (2, "The draft")]
    assert bool(draft.materials.get(title="The draft").file)
    olive.client.post(at(f"materials/{second.pk}/removal/"))
    assert list(draft.materials.values_list("number", "title")) == [(1, "The draft")]


def test_one_wrong_address_invites_nobody(olive: Person, draft: Workshop) -> None:
    sent = {"role": "design_group", "addresses": "one@trust.example, nobody\ntwo@trust.example"}
    answer = olive.client.post(at("people/"), sent)
    assert (answer.status_code, draft.invitations.count()) == (422, 0)
    assert olive.client.post(at("people/"), {**sent, "addresses": "one@trust.example"}).status_code == 303
    assert list(draft.invitations.values_list("email", "role")) == [("one@trust.example", "design_group")]


def test_at_first_it_says_what_is_needed_and_has_no_button_that_would_be_refused(olive: Person) -> None:
    before, purpose = (read_text(olive.client.get(at(page))) for page in ("", "purpose/"))
    assert ("1 of 6 steps are ready" in before, "Open now" in before) == (True, False)
    assert purpose.count("(needed before it opens)") == 3
    complete(olive)
    assert "Open now" in read_text(olive.client.get(at("")))


def test_it_is_announced_only_with_what_it_needs_and_opened_by_a_button(
    olive: Person, draft: Workshop
) -> None:
    page = confirm(olive, "announcement")
    assert ("Not there yet" in page, again(draft).phase) == (True, Phase.DRAFT)
    complete(olive)
    confirm(olive, "announcement")
    assert again(draft).phase == Phase.ANNOUNCED
    confirm(olive, "opening")
    assert again(draft).phase == Phase.OPEN


def test_what_was_read_is_done_and_nothing_else(olive: Person, draft: Workshop) -> None:
    complete(olive)
    olive.client.post(at("announcement/"), {"seal": "of-another-page"})
    assert again(draft).phase == Phase.DRAFT


def test_what_an_announced_workshop_needs_cannot_be_taken_away(olive: Person, draft: Workshop) -> None:
    complete(olive)
    confirm(olive, "announcement")
    sent = {**COMPLETE["purpose"], "slug": "begun", "safeguarding": ""}
    refused = save(olive, "purpose", **sent)
    theme = draft.themes.get()
    olive.client.post(at(f"themes/{theme.pk}/removal/"))
    assert (refused.status_code, again(draft).safeguarding, draft.themes.count()) == (
        422, "Ring 020 7946 0120.", 1,
    )  # fmt: skip


def test_once_open_what_people_came_for_stays(olive: Person, draft: Workshop) -> None:
    complete(olive)
    save(olive, "questions", group_question="I am a …", groups="nurse")
    confirm(olive, "opening")
    before = again(draft)
    theme = draft.themes.get()
    save(olive, "purpose", **{**COMPLETE["purpose"], "slug": "other", "title": "Reworded"})
    save(olive, "dates", closes_at_0="2098-01-01", closes_at_1="09:00")
    lost = save(olive, "questions", group_question="I am a …", groups="carer")
    poll = save(olive, "poll", question="Do you?", answer_1="Yes", answer_2="No")
    olive.client.post(at(f"themes/{theme.pk}/removal/"))
    now = again(draft)
    assert (now.title, now.slug, now.closes_at) == ("Reworded", "begun", before.closes_at)
    assert (lost.status_code, poll.status_code, draft.groups.get().name) == (422, 422, "nurse")
    assert (draft.themes.count(), draft.poll_options.count()) == (1, 0)


def test_a_running_workshop_is_paused_extended_and_closed_from_the_desk(
    olive: Person, draft: Workshop
) -> None:
    complete(olive)
    confirm(olive, "opening")
    assert "24 hours" in read_text(olive.client.get(at()))
    confirm_pause = olive.client.get(at("pause/"))
    olive.client.post(at("pause/"), {"deed": "pause", "seal": confirm_pause.context["seal"]})
    assert again(draft).is_paused
    later = {"closes_at_0": "2099-03-05", "closes_at_1": "17:00", "ideas_until_0": "", "ideas_until_1": ""}
    confirm(olive, "extension", **later)
    assert f"{again(draft).closes_at:%Y-%m-%d}" == "2099-03-05"
    page = confirm(olive, "closing")
    # A day from now: nobody has a release made around one deed.
    assert ("a day from now" in page, again(draft).phase) == (True, Phase.OPEN)


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("closes_at", "2020-01-01", "This is past."),
        ("closes_at", "9999-12-31", "Write a year from 1900 to 2199."),
        ("closes_at", "0001-01-01", "Write a year from 1900 to 2199."),
        ("opens_at", "9999-12-31", "Write a year from 1900 to 2199."),
        ("closes_at", "2099-03-29 01:30", "The clocks change in this hour. Choose another."),
    ],
)
def test_a_day_that_nobody_can_mean_is_refused_beside_it(
    olive: Person, draft: Workshop, name: str, day: str, words: str
) -> None:
    date, _space, clock = day.partition(" ")
    answer = save(olive, "dates", **{f"{name}_0": date, f"{name}_1": clock or "23:59"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert words in read_text(answer)
    assert save(olive, "dates", shred_on="9999-12-31").status_code == 422
    assert (again(draft).closes_at, again(draft).shred_on) == (None, None)


def test_odd_input_is_refused_or_stored_and_never_a_fault(olive: Person, draft: Workshop) -> None:
    theme = Theme.objects.create(workshop=draft, number=1, title="Teams")
    material = make_material(draft)
    names = {
        "purpose": ["title", "slug", "summary", "brief", "contact_email", "safeguarding_email"],
        "themes": ["title", "text"],
        "themes/word": ["theme_word"],
        f"themes/{theme.pk}": ["title"],
        "dates": ["opens_at_0", "opens_at_1", "closes_at_0", "shred_on"],
        "joining": ["allowed_domains"],
        "joining/organisations": ["names"],
        "joining/codes": ["organisation", "uses", "ends_on"],
        "questions": ["group_question", "groups", "asks_borough"],
        "poll": ["question", "answer_1", "answer_2", "supportive_words"],
        "materials": ["kind", "title", "link", "file", "text"],
        f"materials/{material.pk}": ["kind", "title", "link"],
        "pictures/logo": ["file", "words"],
        "people": ["role", "addresses"],
        "moderation": ["moderation", "reporters_that_hold", "boards_after_votes", "release_within"],
        "announcement": ["seal"], "opening": ["seal"], "closing": ["seal"], "pause": ["deed", "seal"],
    }  # fmt: skip
    olive.client.raise_request_exception = False
    wrong = {}
    for step, boxes in names.items():
        for kind, value in ODD.items():
            status = olive.client.post(at(f"{step}/"), {"seen": value, **dict.fromkeys(boxes, value)})
            if status.status_code not in {303, 400, 409, 422}:
                wrong[f"{step} {kind}"] = status.status_code
    assert wrong == {}


def test_the_check_list_takes_as_many_queries_for_three_themes_as_for_one(
    olive: Person, draft: Workshop, django_assert_max_num_queries: Any
) -> None:
    for number in range(1, 4):
        Theme.objects.create(workshop=draft, number=number, title=f"Theme {number}")
    olive.client.get(at())
    with django_assert_max_num_queries(24):
        olive.client.get(at())
    with django_assert_max_num_queries(28):
        olive.client.get(at("themes/"))
