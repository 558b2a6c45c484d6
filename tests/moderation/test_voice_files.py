"""Other voices from a file: looked through first, then stored whole, or refused by cell."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from moderation.domain.sent_files import forget_ended_files
from moderation.models import OtherVoice, Passage, SentFile
from tests.cast import Person
from tests.moderation.coding_people import DESK
from tests.moderation.other_voices import make_voice
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
IMPORT = f"{DESK}voices/import/"
CHECK = f"{IMPORT}check/"
HEAD = "title,source,stream,people,date,place,notes by,reference,passage\n"
ROWS = (
    "Carers,focus group,service users and carers,12,03/10/2026,East Ham,a researcher,,We wait.\n"
    "Carers,,,,,,,,Nobody rings back.\n"
    "A review,literature,literature,,,,,Doe 2021,People wait long.\n"
)


def send(person: Person, text: str, name: str = "voices.csv") -> Any:
    """Send a file, and return the answer."""
    return person.client.post(IMPORT, {"file": SimpleUploadedFile(name, text.encode())})


def find_reasons(answer: Any) -> list[tuple[str, str]]:
    """Return why a file was refused, by cell."""
    assert answer.status_code == 422
    return [(fault.cell, fault.words) for fault in answer.context["refusal"].faults]


def test_a_file_is_looked_through_and_then_stored_whole(workshop: Workshop, moderator: Person) -> None:
    answer = send(moderator, HEAD + ROWS)
    assert (answer.status_code, answer["Location"], OtherVoice.objects.count()) == (303, CHECK, 0)
    page = moderator.client.get(CHECK)
    assert [words in page.content.decode() for words in ("Carers", "Nobody rings back.")] == [True, True]
    key = page.context["file"].key
    assert moderator.client.post(CHECK, {"key": key})["Location"] == f"{DESK}voices/"
    carers, review = OtherVoice.objects.order_by("-title")
    assert (carers.stream, carers.people, str(carers.held_on)) == ("service_users", 12, "2026-10-03")
    bodies = list(carers.passages.order_by("number").values_list("body", flat=True))
    assert (bodies, review.reference) == (["We wait.", "Nobody rings back."], "Doe 2021")
    assert moderator.client.post(CHECK, {"key": key}).status_code == 409
    assert (Passage.objects.count(), moderator.client.get(CHECK)["Location"]) == (3, IMPORT)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("title,passage\na,b\n", ["", ""]),
        (HEAD.replace("people", "folks") + ROWS, ["D1"]),
        (HEAD + ROWS.replace("Carers,focus", "Carers,dream"), ["B2"]),
        (HEAD + ROWS.replace("literature,literature", "literature,staff"), ["C4"]),
        (HEAD + ROWS.replace("12,03", "none,03"), ["D2"]),
        (HEAD + ROWS.replace("03/10/2026", "31/02/2026"), ["E2"]),
        (HEAD + ROWS.replace("Doe 2021", ""), ["H4"]),
        (HEAD + ROWS.replace("We wait.", " "), ["I2"]),
        (HEAD + ROWS.replace("We wait.", "x" * 4_001), ["I2"]),
        (HEAD + ROWS.replace("Carers,,,", "Carers,event,,"), ["B3"]),
        (HEAD + ROWS.replace("A review", ""), ["A4"]),
        (HEAD + ROWS.replace("A review", "Taken"), ["A4"]),
        (HEAD + ROWS.replace("focus group", "paper forms"), ["B2"]),
        (HEAD + ROWS.replace("We wait.", "=1"), ["I2"]),
    ],
)
def test_what_is_wrong_is_named_by_cell_and_nothing_is_kept(
    text: str, reasons: list[str], workshop: Workshop, moderator: Person
) -> None:
    make_voice(workshop, title="Taken")
    assert [cell for cell, _words in find_reasons(send(moderator, text))] == reasons
    assert (SentFile.objects.count(), OtherVoice.objects.count()) == (0, 1)


def test_what_may_show_somebody_asks_for_a_look(workshop: Workshop, moderator: Person) -> None:
    send(moderator, HEAD + ROWS.replace("We wait.", "Mrs Adeyemi in bed 9 waits."))
    page = moderator.client.get(CHECK)
    assert [cell for cell, _words in page.context["marked"]] == ["I2"]
    sent = {"key": page.context["file"].key}
    assert (moderator.client.post(CHECK, sent).status_code, Passage.objects.count()) == (422, 0)
    assert moderator.client.post(CHECK, {**sent, "looked": "yes"}).status_code == 303


def test_a_page_of_an_earlier_file_stores_nothing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    send(moderator, HEAD + ROWS)
    key = moderator.client.get(CHECK).context["file"].key
    assert organiser.client.post(CHECK, {"key": key}).status_code == 409
    send(moderator, HEAD + ROWS.replace("Carers", "Others"))
    assert moderator.client.post(CHECK, {"key": key}).status_code == 409
    assert moderator.client.post(CHECK, {"key": "nothing"}).status_code == 409
    assert OtherVoice.objects.count() == 0


def test_a_title_that_somebody_takes_meanwhile_stops_all_of_it(workshop: Workshop, moderator: Person) -> None:
    send(moderator, HEAD + ROWS)
    make_voice(workshop, title="CARERS")
    answer = moderator.client.post(CHECK, {"key": moderator.client.get(CHECK).context["file"].key})
    assert (answer.status_code, OtherVoice.objects.count()) == (422, 1)
    assert "Somebody has stored “Carers” since." in answer.content.decode()


def test_a_file_goes_after_an_hour(workshop: Workshop, moderator: Person) -> None:
    send(moderator, HEAD + ROWS)
    key = moderator.client.get(CHECK).context["file"].key
    SentFile.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert moderator.client.post(CHECK, {"key": key}).status_code == 409
    forget_ended_files()
    assert SentFile.objects.count() == 0


def test_without_a_file_the_form_says_so(workshop: Workshop, moderator: Person) -> None:
    for sent in ({}, {"file": "a word"}, {"file": SimpleUploadedFile("empty.csv", b"")}):
        answer = moderator.client.post(IMPORT, sent)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
