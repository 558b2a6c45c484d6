"""Ideas from a file: looked through first, then stored whole as nobody's, or refused by cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from ideas.models import Idea, IdeaSource
from moderation.domain.asking import find_asking_obstacle
from moderation.domain.decisions import NewDecision, decide
from moderation.models import Decision, SentFile
from tests.cast import Person, make_idea, make_member, make_three_organisations, make_workshop
from tests.pages import read_text
from voting.releases.releases import release_workshop
from workshops.models import Theme, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
IMPORT = "/admin/desk/community/import/"
CHECK = f"{IMPORT}check/"
HEAD = "title,text,theme,intent\n"
ROWS = "Warm meals,The canteen closes at six.,Food,challenge it\nOne rota,Let us see it.,,\n"
SOURCE = {"words": "a survey in March", "answers": "240"}


@pytest.fixture
def organiser(workshop: Workshop) -> Person:
    Theme.objects.create(workshop=workshop, number=7, title="Food")
    return make_member("bringer", workshop, Role.ORGANISER)


def send(person: Person, content: str | bytes, **said: str) -> Any:
    """Send a file, and return the answer."""
    raw = content if isinstance(content, bytes) else content.encode()
    return person.client.post(IMPORT, {**SOURCE, **said, "file": SimpleUploadedFile("ideas.csv", raw)})


def store(person: Person, content: str, **sent: str) -> Any:
    """Send a file, look through it, store it, and return the answer."""
    send(person, content)
    key = person.client.get(CHECK).context["file"].key
    return person.client.post(CHECK, {"key": key, **sent})


def list_cells(answer: Any) -> list[str]:
    """Return why a file was refused, by cell."""
    assert answer.status_code == 422
    return [fault.cell for fault in answer.context["refusal"].faults]


def test_a_file_is_looked_through_then_shown_as_nobodys(workshop: Workshop, organiser: Person) -> None:
    answer = send(organiser, HEAD + ROWS)
    assert (answer.status_code, answer["Location"], Idea.objects.count()) == (303, CHECK, 0)
    page = organiser.client.get(CHECK)
    text = read_text(page)
    assert [word in text for word in ("Warm meals", "Challenge it", "a survey in March, 240 answers")] == [
        True
    ] * 3
    key = page.context["file"].key
    assert organiser.client.post(CHECK, {"key": key})["Location"] == IMPORT
    meals, rota = Idea.objects.order_by("-title")
    assert (meals.theme.title if meals.theme else "", meals.intent, meals.status) == (
        "Food",
        "challenge",
        "published",
    )
    assert (rota.theme, rota.intent, rota.reviewed) == (None, "new", False)
    # Pressed again, such as when the first answer was lost: the same answer, and nothing more is stored.
    assert organiser.client.post(CHECK, {"key": key})["Location"] == IMPORT
    assert (Idea.objects.count(), SentFile.objects.count()) == (2, 0)
    shown = read_text(organiser.client.get(f"/workshops/community/ideas/{meals.ref}/"))
    assert "a survey in March, 240 answers" in shown
    assert "From elsewhere: a survey in March" in read_text(
        organiser.client.get("/workshops/community/ideas/")
    )


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("title,theme\na,b\n", [""]),
        (HEAD.replace("theme", "topic") + ROWS, ["C1"]),
        (HEAD + ROWS.replace("Warm meals", ""), ["A2"]),
        (HEAD + ROWS.replace("Warm meals", "x" * 121), ["A2"]),
        (HEAD + ROWS.replace("Let us see it.", " "), ["B3"]),
        (HEAD + ROWS.replace("Let us see it.", "x" * 2_001), ["B3"]),
        (HEAD + ROWS.replace("Food", "Foot"), ["C2"]),
        (HEAD + ROWS.replace("challenge it", "like it"), ["D2"]),
        (HEAD + ROWS.replace("Let us see it.", "=1+1"), ["B3"]),
        (HEAD + ROWS.replace("it.,,", "it.,,,more"), ["E3"]),
        (HEAD + ROWS + ROWS, ["B4", "B5"]),
    ],
)
def test_what_is_wrong_is_named_by_cell_and_nothing_is_kept(
    text: str, cells: list[str], organiser: Person
) -> None:
    assert list_cells(send(organiser, text)) == cells
    assert (SentFile.objects.count(), Idea.objects.count()) == (0, 0)


def test_a_workbook_with_a_formula_and_wrong_letters_are_refused(organiser: Person) -> None:
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "text"])
        sheet.write_row(1, 0, ["A", "B"])
        sheet.write_formula(2, 1, "=A1")
    assert list_cells(send(organiser, file.getvalue())) == ["B3"]
    assert list_cells(send(organiser, b"title,text\na,b\x00\n")) == [""]
    assert send(organiser, (HEAD + "Caf\u00e9,Open it.,,\n").encode("cp1252")).status_code == 303
    assert "we guessed" in read_text(organiser.client.get(CHECK))


def test_where_they_come_from_names_nobody_and_few_answers_are_not_told(organiser: Person) -> None:
    answer = send(organiser, HEAD + ROWS, words="a talk with jo.smith@trust.example")
    assert (answer.status_code, SentFile.objects.count()) == (422, 0)
    assert IdeaSource(words="a talk", answers=9).told == "a talk"
    assert IdeaSource(words="a talk", answers=10).told == "a talk, 10 answers"


def test_what_may_show_a_patient_waits_for_the_design_group(workshop: Workshop, organiser: Person) -> None:
    held = "Mrs Adeyemi in bed 9 came home at six."
    send(organiser, HEAD + ROWS.replace("Let us see it.", held))
    page = organiser.client.get(CHECK)
    assert page.context["file"].rows["marked"][0][0] == "B3"
    organiser.client.post(CHECK, {"key": page.context["file"].key})
    states = dict(Idea.objects.values_list("title", "status"))
    assert states == {"Warm meals": "published", "One rota": "in_review"}
    assert Idea.objects.get(title="One rota").held


def test_the_same_again_is_asked_about(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    assert store(organiser, HEAD + ROWS).status_code == 422
    assert Idea.objects.count() == 2
    assert "This very file was brought in before" in read_text(organiser.client.get(CHECK))
    assert store(organiser, HEAD + ROWS + "Another,And more.,,\n").status_code == 422
    assert organiser.client.get(CHECK).context["file"].rows["again"] == 2
    assert store(organiser, HEAD + ROWS, again="yes").status_code == 303
    assert Idea.objects.count() == 4


def test_nobody_wrote_them_so_no_release_counts_them(workshop: Workshop, organiser: Person) -> None:
    make_three_organisations(workshop)
    store(organiser, HEAD + ROWS)
    idea = Idea.objects.first()
    assert idea is not None
    assert release_workshop(workshop.pk) is None
    assert find_asking_obstacle(idea)
    assert idea.status == "published"


def test_all_is_taken_back_while_no_member_can_have_seen_it() -> None:
    draft = make_workshop(Phase.ANNOUNCED, slug="community")
    organiser = make_member("early", draft, Role.ORGANISER)
    store(organiser, HEAD + ROWS.replace("Food", ""))
    source = IdeaSource.objects.get()
    make_idea(draft)
    removal = f"{IMPORT}{source.pk}/removal/"
    assert "Take all of it back" in read_text(organiser.client.get(IMPORT))
    assert organiser.client.post(removal)["Location"] == IMPORT
    assert (Idea.objects.count(), IdeaSource.objects.count()) == (1, 0)
    assert organiser.client.post(removal).status_code == 409


def test_what_members_have_seen_stays_whether_or_not_somebody_voted(
    workshop: Workshop, organiser: Person
) -> None:
    store(organiser, HEAD + ROWS)
    source = IdeaSource.objects.get()
    assert "Take all of it back" not in read_text(organiser.client.get(IMPORT))
    assert organiser.client.post(f"{IMPORT}{source.pk}/removal/").status_code == 409
    assert Idea.objects.count() == 2


def test_what_the_design_group_reads_first_is_taken_back_until_it_decides(
    workshop: Workshop, organiser: Person, moderator: Person
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(moderation=Workshop.Moderation.BEFORE)
    store(organiser, HEAD + ROWS)
    assert set(Idea.objects.values_list("status", flat=True)) == {"in_review"}
    assert organiser.client.post(f"{IMPORT}{IdeaSource.objects.get().pk}/removal/").status_code == 303
    store(organiser, HEAD + ROWS)
    idea = Idea.objects.filter(title="One rota").select_related("workshop").get()
    decide(
        actor=moderator.membership,
        item=idea,
        new_decision=NewDecision(Decision.Verdict.HIDE, Decision.Reason.OFF_TOPIC),
    )
    assert organiser.client.post(f"{IMPORT}{IdeaSource.objects.get().pk}/removal/").status_code == 409


def test_after_the_close_nothing_is_brought_in(organiser: Person, workshop: Workshop) -> None:
    closed = make_workshop(Phase.CLOSED, slug="closed")
    late = make_member("late", closed, Role.ORGANISER)
    page = late.client.get("/admin/desk/closed/import/")
    assert "no ideas can be brought in" in read_text(page)


def test_the_design_group_brings_nothing_in(moderator: Person) -> None:
    assert moderator.client.get(IMPORT).status_code == 404


def test_the_table_to_fill_in_can_be_sent_back(organiser: Person) -> None:
    table = organiser.client.get(f"{IMPORT}template/")
    assert table["Content-Disposition"] == 'attachment; filename="ideas.csv"'
    assert send(organiser, table.content).status_code == 303
