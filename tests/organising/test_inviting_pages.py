"""The page of people: a list looked at line by line, what it shows, and that nothing shows who came."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from organising.forms.invitations import LONGEST_TEXT
from tests.cast import Person, make_user
from tests.pages import read_text
from workshops.domain.invitations import write_invitations
from workshops.domain.joining import Details, join_workshop
from workshops.models import Invitation, OutboxEmail, Workshop

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/desk/community/people/"
NEW, INVITED = f"{PEOPLE}invitations/new/", f"{PEOPLE}invitations/"
LIST = "ada@away.example\nAda <Ada+x@away.example>\ncarol at trust\nold@away.example"


def send(organiser: Person, text: str) -> None:
    answer = organiser.client.post(NEW, {"addresses": text, "step": "send"})
    assert (answer.status_code, answer.headers["Location"]) == (303, PEOPLE)


def strip_keys(page: bytes) -> bytes:
    return re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"', b"", page)


def test_nothing_is_sent_before_the_organiser_has_seen_what_it_does(
    workshop: Workshop, organiser: Person
) -> None:
    Invitation.objects.create(workshop=workshop, email="old@away.example")
    page = read_text(organiser.client.post(NEW, {"addresses": LIST}))
    assert "1 person will be invited. Letters go out within a few minutes." in page
    assert "is not an e-mail address" in page
    assert "stands in the list twice: one letter" in page
    assert "is invited already: no second letter" in page
    assert Invitation.objects.count() == 1


def test_the_page_leads_to_all_that_is_about_people(organiser: Person) -> None:
    page = organiser.client.get(PEOPLE).content.decode()
    for place in ("participation/", "set-up/joining/", "spread/", "set-up/people/", "people/slips/"):
        way = f'href="/admin/desk/community/{place}"'
        assert way in page
        assert organiser.client.get(way.split('"')[1]).status_code == 200


def test_then_it_is_and_the_page_says_how_far_the_letters_are(organiser: Person) -> None:
    send(organiser, LIST)
    page = read_text(organiser.client.get(PEOPLE))
    assert "2 people are invited. Letters go out within a few minutes." in page
    assert "Letters sent 0, 2 still to send" in page
    write_invitations()
    assert "Letters sent 2 Came back 0 Reminders none" in read_text(organiser.client.get(PEOPLE))
    send(organiser, LIST)
    assert (Invitation.objects.count(), write_invitations(), OutboxEmail.objects.count()) == (2, 0, 2)
    assert "All of them were invited before." in read_text(organiser.client.get(PEOPLE))


def test_a_list_that_can_be_looked_at_can_be_sent(organiser: Person, workshop: Workshop) -> None:
    workshop.organisations.create(name="Barts Health", normal_name="barts health")
    named = (f"Lovelace, Ada {'(NHS TRUST) ' * 40}<ada{n}@trust.example>" for n in range(398))
    pasted = "; ".join(named) + f"\njo@trust.example\tBarts Health\n{'x' * 5_000}"
    assert 200_000 < len(pasted) < LONGEST_TEXT
    page = organiser.client.post(NEW, {"addresses": pasted})
    assert (page.status_code, "x" * 200 in read_text(page).split("Change the list")[0]) == (200, False)
    text = page.context["text"]
    assert (len(text) < 50_000, text.splitlines()[-1]) == (True, "jo@trust.example\tBarts Health")
    send(organiser, text)
    found = Invitation.objects.exclude(organisation=None).values_list("email", "organisation__name")
    assert (Invitation.objects.count(), list(found)) == (399, [("jo@trust.example", "Barts Health")])


def test_a_workbook_is_read_by_its_columns(workshop: Workshop, organiser: Person) -> None:
    workshop.organisations.create(name="Barts Health")
    book, content = Workbook(), BytesIO()
    assert book.active is not None
    for row in (
        ["Name", "E-mail", "Organisation"],
        ["Ada", "ada@away.example", "Barts Health"],
        ["Bob", "bob", ""],
    ):
        book.active.append(row)
    book.save(content)
    content.seek(0)
    content.name = "people.xlsx"
    answer = organiser.client.post(NEW, {"file": content})
    page = read_text(answer)
    assert (answer.status_code, "ada@away.example, Barts Health" in page) == (200, True)
    assert "3 bob is not an e-mail address" in page
    text = answer.context["text"]
    send(organiser, text)
    assert [str(one.organisation) for one in Invitation.objects.all()] == ["Barts Health"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,town\nAda,London\n", "The column “e-mail” is missing."),
        (b"e-mail,address\na@b.example,x\n", "Two columns are called “address”."),
        (b"e-mail\n=1+1\n", "There is a formula in the cell."),
        (b"e-mail\n", "There are only headings."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(organiser: Person, content: bytes, said: str) -> None:
    file = BytesIO(content)
    file.name = "people.csv"
    answer = organiser.client.post(NEW, {"file": file})
    assert (answer.status_code, said in read_text(answer)) == (422, True)


def test_pages_change_by_nothing_when_somebody_joins(workshop: Workshop, organiser: Person) -> None:
    send(organiser, LIST)
    write_invitations()
    pages = (PEOPLE, INVITED, "/admin/desk/community/")
    organiser.client.get(PEOPLE)  # It says once that people are invited.
    before = [strip_keys(organiser.client.get(page).content) for page in pages]
    checked = strip_keys(organiser.client.post(NEW, {"addresses": LIST}).content)
    join_workshop(actor=make_user("ada", domain="away.example"), workshop=workshop, details=Details())
    assert [strip_keys(organiser.client.get(page).content) for page in pages] == before
    assert strip_keys(organiser.client.post(NEW, {"addresses": LIST}).content) == checked


def test_reminders_and_letters_that_came_back(organiser: Person) -> None:
    assert organiser.client.post(f"{PEOPLE}reminders/").status_code == 422
    send(organiser, LIST)
    write_invitations()
    page = organiser.client.post(f"{PEOPLE}bounces/", {"addresses": "ada@away.example, x@y.example"})
    assert "1 address is noted. These are not among those whom you invited: x@y.example" in read_text(page)
    assert "Send 1 reminder" in read_text(organiser.client.get(PEOPLE))
    answer = organiser.client.post(f"{PEOPLE}reminders/", follow=True)
    assert "The reminder goes to everybody you invited, within a few minutes." in read_text(answer)
    assert "All were reminded within the last seven days." in read_text(answer)
    answer = organiser.client.post(
        f"{PEOPLE}bounces/", {"addresses": "ada@away.example", "deed": "forget"}, follow=True
    )
    assert "1 address is noted." in read_text(answer)
    assert not Invitation.objects.filter(bounced=True).exists()


def test_one_line_and_twenty_are_asked_for_alike(organiser: Person) -> None:
    asked = []
    for number in (3, 1, 20):
        data = {"addresses": "\n".join(f"p{number}-{one}@away.example" for one in range(number))}
        counts = []
        for address, sent in ((NEW, data), (NEW, {**data, "step": "send"}), (PEOPLE, None), (INVITED, None)):
            with CaptureQueriesContext(connection) as queries:
                organiser.client.post(address, sent) if sent else organiser.client.get(address)
            counts.append(len(queries))
        asked.append(counts)
    assert asked[1] == asked[2]
